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
   * The order in which scenarios come makes no difference to what is synthesised.
   *
   * @param scope the scenario: warnings are shown on it
   * @param rules what the scenario admits
   * @throws EndpointError when the platform cannot express the rules, or has no room for them
   */
  enforce(scope: IConstruct, rules: RuleSet): void;
}
