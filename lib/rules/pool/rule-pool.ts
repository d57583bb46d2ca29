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

  /** The part by address that the platform expresses. */
  readonly rules: readonly FittedRule[];

  /** The part by name that the platform expresses. */
  readonly hostRules: readonly FittedHostRule[];

  /** Whether the platform cannot express some of its rules, and the app leaves them out. */
  readonly leavesOut?: boolean;
}

/**
 * The rules of all scenarios that share an enforcement point.
 *
 * What it holds depends on the set of scenarios alone, never on the order in which they came.
 */
export class RulePool {
  private readonly byScenario = new Map<string, PooledRules>();
  private inOrder?: readonly PooledRules[];

  /** @param isPending whether a value that AWS CDK gives in place of an answer is one, since the answer is still to come */
  constructor(private readonly capabilities: Capabilities, private readonly isPending: (value: string) => boolean = () => false) {}

  /**
   * Fits and takes the rules of a scenario.
   *
   * @returns the warnings to show on the scenario, less those that the user acknowledged
   * @throws EndpointError for a rule that the platform cannot express, unless the scenario asks to leave it out and has others
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

  /** Refuses what only looks like a value in place of an answer. @throws EndpointError `InvalidPrefix` */
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
   * What is wrong where no scenario came, for a platform that takes no resource without rules.
   *
   * @param path the enforcement point, for the message
   */
  emptyProblems(path: string): string[] {
    return this.byScenario.size > 0 ? [] : [`${path} has no rules: name it in enforcedBy of a scenario, or remove it`];
  }

  /** The endpoint sets behind everything taken so far, for messages. */
  get slugs(): string[] {
    return slugsOf(this.all.map(({ ruleSet }) => ruleSet));
  }

  /** Everything taken so far, by construct path. */
  get all(): readonly PooledRules[] {
    this.inOrder ??= [...this.byScenario.values()].sort(byText(({ path }) => path));
    return this.inOrder;
  }

  /** What was taken of the scenario with this construct path. */
  of(path: string): PooledRules | undefined {
    return this.byScenario.get(path);
  }
}
