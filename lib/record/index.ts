export { compareWithRecord, type RecordedComparison, type RecordedComparisons, type RecordOptions } from './compare-with-record';
export type { Exception } from './describe-point';
export { findRecord } from './find-record';
