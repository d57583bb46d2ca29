export { Basis } from './basis';
export { Catalog, type EndpointFilter, type Withdrawal } from './catalog';
export { Cloud } from './cloud';
export { defineEdition, type EditionDefinition } from './define-edition';
export {
  diffSets, type CatalogDiff, type EditionChange, type EndpointDiff, type FlowChange, type FlowsDiff, type PresentSet, type SetChange,
} from './diff';
export type { AddressDifference, Difference, FieldChange, ListDifference, ValueDifference } from './diff-fields';
export type { Edition } from './edition';
export { editionJson, renderEdition, type EditionHeader, type EditionJson, type EndpointFlowJson, type EndpointSetJson } from './edition-json';
export type { Correction, EndpointFlow, EndpointSet, Inexpressible, Retirement, WebServiceFacts } from './endpoint-set';
export { endpointStory, type StoryLine } from './endpoint-story';
export { hasErrors, type Finding, type Severity } from './finding';
export { GUARD_LIMITS, GuardCode, guardSets, type Acknowledgement, type GuardFinding, type GuardProps } from './guard';
export { LOCK_FILE, parseLock, renderLock, type Lock, type LockContent } from './lock';
export { readLock, writeLock } from './lock-file';
export { describeOrigin, type Origin, type Publication } from './origin';
export type { EndpointOverride } from './override';
export { hashOfSets, parseEdition } from './parse-edition';
export { renderDiffJson } from './render-diff-json';
export { renderDiffMarkdown } from './render-diff-markdown';
export { renderDiffText } from './render-diff-text';
