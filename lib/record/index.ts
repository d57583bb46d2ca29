export { compareWithRecord, type RecordedComparison, type RecordedComparisons, type RecordOptions, type ReplayedScenario } from './compare-with-record';
export type { Exception } from './describe-point';
export { findRecord } from './find-record';
export { type AssemblyTemplate, templatesAt } from './templates-at';
export { TrafficRule, type Violation } from './traffic-rule';
export { violationsIn } from './violations';
