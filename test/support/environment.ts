// The built-in template validator costs seconds in every test file and is not what is tested here.
process.env.CDK_VALIDATION = 'false';
// cdktf would ask the network for newer versions.
process.env.CHECKPOINT_DISABLE = '1';

/**
 * Both frameworks note where each construct and each token was made, by the stack of an object that is not an error.
 * Jest would look every frame of it up in a source map, a fifth of the time of a test that synthesises.
 */
const ofErrors = Error.prepareStackTrace;
Error.prepareStackTrace = (error, frames) => (error instanceof Error ? ofErrors?.(error, frames) ?? `${error}` : '');
