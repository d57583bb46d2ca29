import { types } from 'node:util';

// The built-in template validator costs seconds in every test file and is not what is tested here.
process.env.CDK_VALIDATION = 'false';
// cdktf would ask the network for newer versions.
process.env.CHECKPOINT_DISABLE = '1';

/**
 * Both frameworks note where each construct and each token was made, by the stack of an object that is not an error.
 * Jest, whose `Error` is another than that of the tests, would look every frame of it up in a source map: a fifth of the
 * time of a test that synthesises.
 */
const OuterError = types.isNativeError.constructor('return Error')() as ErrorConstructor;
Error.prepareStackTrace = (error, frames) => (types.isNativeError(error) ? OuterError.prepareStackTrace?.(error, frames) : '');
