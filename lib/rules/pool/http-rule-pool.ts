import { EndpointError, unsupported } from '../../messages/errors';
import { leftOut, Warning } from '../../messages/warnings';
import { Direction, PortRange, PortSet, Protocol } from '../../net';
import { Capabilities } from '../fit/capabilities';
import { OnUnsupported } from '../model/on-unsupported';
import { describePorts, Rule } from '../model/rule';
import { RuleSet } from '../model/rule-set';
import { isDeployTimeNumber } from '../model/token';
import { PooledRules, RulePool } from './rule-pool';

/**
 * The rules of all scenarios that share a filter of HTTP requests.
 *
 * Such a filter sees who sends a request and what it asks for, and nothing of the
 * port it came to. A rule is exact there only when it is for every port that the
 * filter stands before: one for fewer would let its sources in on the others, and
 * one for another port would let sources in that are published for something else.
 */
export class HttpRulePool extends RulePool {
  /**
   * @param platform what the filter can express
   * @param listeners TCP ports that it stands before
   * @param isPending as of any pool
   */
  constructor(private readonly platform: Capabilities, private readonly listeners: readonly number[], isPending?: (value: string) => boolean) {
    super(platform, isPending);
  }

  /**
   * As of any pool, for inbound rules on the ports of the filter.
   *
   * @throws EndpointError `Unsupported` for any other rule, unless the scenario asks to leave it out and has other rules
   */
  override add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet): Warning[] {
    const parts = ruleSet.rules.map((rule) => this.seenPart(rule));
    const problems = parts.flatMap(({ problem }) => problem ?? []);
    const rules = parts.flatMap(({ seen }) => seen ?? []);
    if (problems.length > 0 && (ruleSet.onUnsupported === OnUnsupported.FAIL || rules.length === 0)) {
      throw problems[0];
    }
    const warnings = [...ruleSet.warnings, ...problems.map(({ message }) => leftOut(message))];
    return super.add(scenario, { ...ruleSet, rules, warnings });
  }

  /** The part of a rule that the filter sees and can tell from everything else, and why that is not all of it. */
  private seenPart(rule: Rule): { readonly seen?: Rule; readonly problem?: EndpointError } {
    const { platform } = this.platform;
    const refuse = (reason: string, nextStep: string) => unsupported(rule.origins[0].slug, `${platform} ${reason}`, nextStep);
    if (rule.direction === Direction.OUTBOUND) {
      return { problem: refuse('filters only requests that come in', 'enforce outbound rules elsewhere') };
    }
    if (rule.protocol !== Protocol.TCP) {
      return { seen: rule }; // refused for its protocol
    }
    const known = this.listeners.filter((port) => !isDeployTimeNumber(port));
    const behind = PortSet.of(...known.map((port) => PortRange.of(port)));
    const deployTimeBehind = this.listeners.filter(isDeployTimeNumber);
    const ports = rule.ports.intersect(behind);
    const deployTimePorts = rule.deployTimePorts.filter((port) => deployTimeBehind.includes(port));
    const shown = describePorts({ protocol: Protocol.TCP, ports: behind, deployTimePorts: deployTimeBehind });
    if (!rule.ports.containsSet(behind) || deployTimePorts.length < deployTimeBehind.length) {
      const nextStep = 'set ports to those of the listener that this rule is for, or enforce it elsewhere';
      return { problem: refuse(`knows no ports and stands before ${shown}, and the rule is for ${describePorts(rule)} only`, nextStep) };
    }
    const complete = ports.equals(rule.ports) && deployTimePorts.length === rule.deployTimePorts.length;
    return {
      seen: { ...rule, ports, deployTimePorts },
      ...(complete ? {} : {
        problem: refuse(`stands before ${shown} only, and the rule is for ${describePorts(rule)}`, 'add the other ports to ports, or enforce them elsewhere'),
      }),
    };
  }
}
