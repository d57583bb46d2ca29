export * from './catalog';
export { EndpointError } from './errors';
export * from './net';
export * from './rules';
export * from './scenarios';
export type { Warning } from './warnings';
