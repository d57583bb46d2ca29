export type { Capabilities } from './capabilities';
export type { IEnforcementPoint } from './enforcement-point';
export { fit, type Fit, type FittedPeer, type FittedRule } from './fit';
export { OnUnsupported } from './on-unsupported';
export { Peer } from './peer';
export type { DeployTimePrefix, Rule } from './rule';
export type { Provenance, RuleSet } from './rule-set';
