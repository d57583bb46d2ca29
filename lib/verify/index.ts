/**
 * For a reviewer: reads what was synthesised or deployed, and proves that it admits what is published.
 *
 * @module cdk-m365-endpoints/verify
 */
export * from './space/admitted-by-rules';
export * from './space/admitted-names';
export * from './space/admitted-space';
export * from './space/box';
export type { TerraformLimits } from './azure/terraform-limits';
export * from './space/compare';
export * from './document/filter-kind';
export * from './document/finding';
export type { Quota } from './document/quota';
export * from './space/name-set';
export * from './read-cloudformation';
export type { Expectation } from './proof/expectation';
export type { Difference } from './proof/difference';
export * from './check-traffic';
export type { TrafficResult, TrafficScope } from './proof/judge-traffic';
export type { TrafficTest, TrafficTests } from './proof/traffic-test';
export type { ComparedPoint } from './proof/compared-point';
export * from './proof/proof';
export { Verdict } from './proof/verdict';
export * from './prove';
export * from './read-document';
export * from './read-terraform';
export * from './document/reading';
