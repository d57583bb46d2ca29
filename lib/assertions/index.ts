/**
 * For tests: asserts what synthesised filters let through.
 *
 * @module cdk-m365-endpoints/assertions
 */
export * from './enforced-traffic';
