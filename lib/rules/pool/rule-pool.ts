import { byText } from '../../collections/by-text';
import { together } from '../../messages/errors';
import { hostsByAddress, leftOut, Warning } from '../../messages/warnings';
import { Prefix } from '../../net';
import { Capabilities } from '../fit/capabilities';
import { fit, FittedHostRule, FittedRule } from '../fit/fit';
import { OnUnsupported } from '../model/on-unsupported';
import { Rule } from '../model/rule';
import { RuleSet, slugsOf } from '../model/rule-set';
import { isLookupDummy } from '../model/token';

/** What one scenario admits through one enforcement point. */
export interface PooledRules {
  /** Construct path of the scenario. */
  readonly path: string;

  /** What the scenario asks for. */
  readonly ruleSet: RuleSet;

  /** The rules by address that the platform can express. */
  readonly rules: readonly FittedRule[];

  /** The rules by name that the platform can express. */
  readonly hostRules: readonly FittedHostRule[];

  /** Whether some of its rules are left out because the platform cannot express them. */
  readonly leavesOut?: boolean;
}

/**
 * The rules of all scenarios that share an enforcement point.
 *
 * Its content depends only on the set of scenarios, not on their order.
 */
export class RulePool {
  private readonly byScenario = new Map<string, PooledRules>();
  private inOrder?: readonly PooledRules[];

  /** @param isPending whether a context look-up of AWS CDK is still unanswered, so that dummy values are expected */
  constructor(private readonly capabilities: Capabilities, private readonly isPending: (value: string) => boolean = () => false) {}

  /**
   * Fits the rules of a scenario and adds them.
   *
   * @returns the warnings to show on the scenario, except acknowledged ones
   * @throws EndpointError for a rule that the platform cannot express, unless the scenario asks to leave it out and has other rules
   */
  add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet): Warning[] {
    ruleSet.rules.forEach((rule) => this.requireAnswers(rule));
    const { rules, hostRules, unsupported, hostsByAddress: unmatched } = fit(ruleSet.rules, this.capabilities);
    if (unsupported.length > 0 && (ruleSet.onUnsupported === OnUnsupported.FAIL || rules.length + hostRules.length === 0)) {
      throw together(unsupported);
    }
    this.byScenario.set(scenario.path, { path: scenario.path, ruleSet, rules, hostRules, leavesOut: unsupported.length > 0 });
    this.inOrder = undefined;
    const slugs = [...unmatched.keys()].sort();
    return this.toShow(ruleSet, [
      ...ruleSet.warnings,
      ...(unsupported.length === 0 ? [] : [leftOut(together(unsupported).message)]),
      ...(slugs.length === 0 ? [] : [hostsByAddress(this.capabilities.platform, slugs, new Set([...unmatched.values()].flat().map(String)).size)]),
    ]);
  }

  /** Refuses values that only look like a dummy of a look-up. @throws EndpointError `InvalidPrefix` */
  private requireAnswers({ deployTimePrefixes }: Rule): void {
    deployTimePrefixes.filter(({ value }) => isLookupDummy(value) && !this.isPending(value)).forEach(({ value }) => Prefix.parse(value));
  }

  /** Those of `warnings` that the scenario of `ruleSet` has not acknowledged. */
  toShow(ruleSet: RuleSet, warnings: readonly Warning[]): Warning[] {
    return warnings.filter(({ id }) => !ruleSet.acknowledgedWarnings.includes(id));
  }

  /** Whether every scenario has acknowledged `warning`, which concerns them all. */
  isAcknowledged(warning: Warning): boolean {
    return this.all.length > 0 && this.all.every(({ ruleSet }) => ruleSet.acknowledgedWarnings.includes(warning.id));
  }

  /**
   * The problem if there are no scenarios, for platforms that do not accept a resource without rules.
   *
   * @param path the enforcement point, for the message
   */
  emptyProblems(path: string): string[] {
    return this.byScenario.size > 0 ? [] : [`${path} has no rules: name it in enforcedBy of a scenario, or remove it`];
  }

  /** The slugs of the endpoint sets behind all rules so far, for messages. */
  get slugs(): string[] {
    return slugsOf(this.all.map(({ ruleSet }) => ruleSet));
  }

  /** The rules of all scenarios so far, by construct path. */
  get all(): readonly PooledRules[] {
    this.inOrder ??= [...this.byScenario.values()].sort(byText(({ path }) => path));
    return this.inOrder;
  }

  /** The rules of the scenario with this construct path. */
  of(path: string): PooledRules | undefined {
    return this.byScenario.get(path);
  }
}
