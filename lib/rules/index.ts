/**
 * For new platforms: the building blocks of an enforcement point.
 *
 * @module cdk-m365-endpoints/enforcement
 */
export { extraAddresses, type Budget, type Budgeted, type BudgetFigure, type IExtraAddresses } from './budget/budget';
export type { BudgetOptions } from './budget/budget-options';
export { budgetPortRanges } from './budget/budget-port-ranges';
export { budgetPrefixes } from './budget/budget-prefixes';
export { budgetSources } from './budget/budget-sources';
export { budgetTraffic } from './budget/budget-traffic';
export { BudgetedEnforcementPoint } from './budget/budgeted-enforcement-point';
export type { Capabilities } from './fit/capabilities';
export type { IEnforcementPoint } from './fit/enforcement-point';
export { fit, type Fit, type FittedHost, type FittedHostRule, type FittedPeer, type FittedRule } from './fit/fit';
export type { HostTraffic } from './fit/host-traffic';
export { fitName, ruleName, type NameParts } from './placement/naming';
export { OnUnsupported } from './model/on-unsupported';
export { describeOrigins, mergeOrigins } from './model/origins';
export { Peer } from './model/peer';
export type { PeerException, PeerExceptionOptions } from './model/peer-exception';
export { placeInShards, placeInSlots } from './placement/placement';
export { PROVENANCE_KEY, provenanceRecords, type OriginRecord, type ProvenanceRecord } from './pool/provenance-record';
export type { DeployTimePrefix, Rule } from './model/rule';
export { RuleBudget } from './budget/rule-budget';
export type { Warning } from '../messages/warnings';
export type { RecordedEdition, RecordedFlow, RecordedOverride, RecordedPeer, ScenarioInputs } from './model/scenario-inputs';
export { RulePool, type PooledRules } from './pool/rule-pool';
export type { Provenance, ProvenanceException, ProvenanceSet, RuleSet } from './model/rule-set';
