import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { compareTexts } from '../../collections/by-text';

/** A custom rule, in either firewall, as far as it can clash with another. */
export interface CustomRule {
  readonly name?: string;
  readonly priority?: number;
  readonly action?: string;
}

/** A firewall policy of a provider, through whichever property it has its custom rules. */
export interface CustomRuleHolder<Rule extends CustomRule> {
  readonly policy: TerraformResource;

  /** The rules now; something else when they are known to Terraform only. */
  read(): unknown;
  write(rules: Rule[]): void; // a method, so that a holder of more is one of less
}

/** Our rules in each policy, by construct path of the enforcement point. */
const OURS = new WeakMap<IConstruct, Map<string, CustomRule>>();

/** The list that was written last into each policy. */
const WRITTEN = new WeakMap<IConstruct, unknown>();

/**
 * Puts a rule into a policy, in place of the one that `point` put there before.
 *
 * Rules that the app gave to the policy come first, as they are; ours follow by priority.
 *
 * @returns whether the rules of the policy are known
 */
export function putCustomRule<Rule extends CustomRule>(holder: CustomRuleHolder<Rule>, point: IConstruct, rule: Rule): boolean {
  const current = holder.read() ?? [];
  if (!Array.isArray(current)) {
    return false;
  }
  const ours = (OURS.get(holder.policy) ?? new Map<string, CustomRule>()) as Map<string, Rule>;
  const others = current.filter((one: Rule) => ![...ours.values()].includes(one));
  OURS.set(holder.policy, ours.set(point.node.path, rule));
  const written = [...others, ...[...ours.values()].sort(byPriority)];
  holder.write(written);
  WRITTEN.set(holder.policy, holder.read());
  return true;
}

/** What keeps the rule of `point` from working, in a complete app. */
export function customRuleProblems<Rule extends CustomRule>(holder: CustomRuleHolder<Rule>, point: IConstruct): string[] {
  const rule: CustomRule | undefined = OURS.get(holder.policy)?.get(point.node.path);
  const current = holder.read();
  if (current !== WRITTEN.get(holder.policy) || !Array.isArray(current)) {
    return [`the custom rules of ${holder.policy.node.path} were replaced, and that of ${point.node.path} is lost: give your own rules to the policy when it is created`];
  }
  const others: CustomRule[] = current.filter((one: CustomRule) => one !== rule);
  return [
    ...others.filter(({ priority }) => priority === rule?.priority)
      .map(({ name }) => `${name} in ${holder.policy.node.path} has priority ${rule?.priority}, as has the rule of ${point.node.path}: give each a different priority`),
    ...others.filter(({ name }) => name?.toLowerCase() === rule?.name?.toLowerCase())
      .map(({ name }) => `two rules of ${holder.policy.node.path} are called ${name}: set ruleName of ${point.node.path}`),
  ];
}

/** The names of rules of the app that allow requests before the rule of `point` sees them. */
export function allowingBefore<Rule extends CustomRule>(holder: CustomRuleHolder<Rule>, point: IConstruct): string[] {
  const priority = OURS.get(holder.policy)?.get(point.node.path)?.priority ?? 0;
  const current = holder.read();
  return !Array.isArray(current) ? [] : current
    .filter((one: CustomRule) => one.action === 'Allow' && one.priority !== undefined && one.priority < priority)
    .map((one: CustomRule) => one.name ?? `a rule of priority ${one.priority}`);
}

function byPriority(a: CustomRule, b: CustomRule): number {
  return (a.priority ?? 0) - (b.priority ?? 0) || compareTexts(a.name ?? '', b.name ?? '');
}
