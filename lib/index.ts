/**
 * What an app author writes in an app: the scenarios, and the vocabulary of their props. Tool authors have entry points of
 * their own: `./catalog`, `./net`, `./sources`, `./enforcement` and `./verify`.
 *
 * @module cdk-m365-endpoints
 */
export { Basis, Catalog, Cloud, defineEdition, type EditionDefinition, type EndpointOverride } from './catalog';
export { EndpointError } from './messages/errors';
export { AddressFamily, Direction, Protocol } from './net';
export { OnUnsupported, Peer, type IEnforcementPoint, type PeerExceptionOptions, type Rule, type RuleSet } from './rules';
export {
  AnalyzerProtocol, AppleNetworks, EndpointCategory, RequiredEndpoints, Scenario, ServiceArea,
  type ScenarioDescription, type ScenarioProps, type SetSelection,
} from './scenarios';
export * from './scenarios/constructs';
