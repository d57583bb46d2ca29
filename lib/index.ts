export * from './catalog';
export { EndpointError } from './messages/errors';
export * from './net';
export * from './rules';
export * from './scenarios';
export type { Warning } from './messages/warnings';
