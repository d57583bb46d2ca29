import { IConstruct } from 'constructs';
import { RuleSet } from '../model/rule-set';
import { Capabilities } from './capabilities';

/** A platform resource that enforces rules: security groups, a network security group, a firewall policy. */
export interface IEnforcementPoint {
  /** What this platform can express. */
  readonly capabilities: Capabilities;

  /**
   * Takes the rules of one scenario.
   *
   * The result does not depend on the order of scenarios.
   *
   * @param scope the scenario: warnings are shown on it
   * @param rules what the scenario admits
   * @throws EndpointError if the platform cannot express the rules, or if they exceed a limit
   */
  enforce(scope: IConstruct, rules: RuleSet): void;
}
