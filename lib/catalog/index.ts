/**
 * For tools: editions, their differences, the lock and the guard.
 *
 * @module cdk-m365-endpoints/catalog
 */
export {
  ADDRESS_SPACE_SOURCE, microsoftAddressSpace, parseAddressSpace, type AddressSpace, type AddressSpaceJson,
} from './editions/address-space';
export { Basis } from './model/basis';
export { Catalog, type EndpointFilter, type ShownEdition, type Withdrawal } from './catalog';
export { Cloud } from './model/cloud';
export { defineEdition, type EditionDefinition } from './editions/define-edition';
export {
  diffSets, type CatalogDiff, type EditionChange, type EndpointDiff, type FlowChange, type FlowsDiff, type PresentSet, type SetChange,
} from './diff/diff';
export type { AddressDifference, Difference, FieldChange, ListDifference, ValueDifference } from './diff/diff-fields';
export type { Edition } from './model/edition';
export { editionJson, renderEdition, type EditionHeader, type EditionJson, type EndpointFlowJson, type EndpointSetJson } from './editions/edition-json';
export type { Correction, EndpointFlow, EndpointSet, Inexpressible, Retirement, WebServiceFacts } from './model/endpoint-set';
export { endpointNotes, type EndpointNote } from './model/endpoint-notes';
export { EndpointUser } from './model/endpoint-user';
export { flowId } from './model/flow-id';
export { hasErrors, type AcknowledgedFinding, type Finding, type Severity } from './model/finding';
export { GUARD_LIMITS, GuardCode, guardSets, type Acknowledgement, type GuardFinding, type GuardProps } from './lock/guard/guard';
export { LOCK_FILE, parseLock, renderLock, type Lock, type LockContent } from './lock/lock';
export { readLock, writeLock } from './lock/lock-file';
export { basisText, describeOrigin, type Origin, type Publication } from './model/origin';
export type { EndpointOverride } from './override';
export { hashOfSets, parseEdition } from './editions/parse-edition';
export { renderDiffJson } from './diff/render-diff-json';
export { renderDiffMarkdown } from './diff/render-diff-markdown';
export type { DescribeSet } from './diff/diff-tree';
export { renderDiffText } from './diff/render-diff-text';
