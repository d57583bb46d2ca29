import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import type { FirewallDialect } from './firewall-dialect';

/** What an action by default does with traffic that no rule decides; an alert decides nothing. */
const DEFAULTS: Readonly<Record<string, 'drop' | 'drop all' | 'none'>> = {
  'aws:drop_strict': 'drop all',
  'aws:drop_established': 'drop',
  'aws:drop_established_app_layer': 'drop',
  'aws:alert_strict': 'none',
  'aws:alert_established': 'none',
  'aws:alert_established_app_layer': 'none',
};

/**
 * Whether a firewall policy of AWS Network Firewall lets its stateful rule groups decide.
 *
 * Where it passes traffic before they see it, or what they do not decide, that is a way past
 * them, in `uncovered`. Whatever else it says about traffic is under `unresolved`.
 *
 * @param groups the rule groups that the document declares, by what names them
 */
export function checkNetworkFirewallPolicy(
  policy: JsonNode, groups: ReadonlyMap<string, GroupReading>, dialect: FirewallDialect, report: Report,
): void {
  const { literals, spell } = dialect;
  const at = (node: JsonNode, name: string) => node.at(spell(name));
  const pass = (path: string, reason: string) => report.leaveUncovered(path, reason, true);
  policy.ignore(...['FirewallPolicyName', 'Name', 'Description', 'Tags', 'EncryptionConfiguration'].map(spell));
  for (const body of literals.items(at(policy, 'FirewallPolicy'))) {
    for (const variables of literals.items(at(body, 'PolicyVariables'))) {
      if (JSON.stringify(variables.value).includes('"HOME_NET"')) report.leaveUncovered(variables.path, 'sets the local side, $HOME_NET, of rule groups that do not set it themselves');
      variables.account();
    }
    for (const name of ['StatelessDefaultActions', 'StatelessFragmentDefaultActions']) checkStateless(at(body, name), dialect, report);
    const referenced = literals.items(at(body, 'StatefulRuleGroupReferences')).map((reference) => {
      reference.ignore(spell('Priority'));
      const arn = at(reference, 'ResourceArn');
      const group = groups.get(dialect.target(arn, 'RuleGroupArn', 'aws_networkfirewall_rule_group'));
      if (group === undefined) report.unresolve(arn);
      return group;
    });
    const isStrict = literals.items(at(body, 'StatefulEngineOptions')).some((options) => {
      options.ignore(spell('FlowTimeouts'), spell('StreamExceptionPolicy'));
      return literals.choice(at(options, 'RuleOrder'), { STRICT_ORDER: true, DEFAULT_ACTION_ORDER: false }) === true;
    });
    if (!isStrict) pass(body.path, 'evaluates rules in the default action order, in which what no rule decides passes');
    const defaults = literals.items(at(body, 'StatefulDefaultActions')).map((action) => literals.choice(action, DEFAULTS));
    const dropsAll = defaults.includes('drop all');
    if (isStrict && !dropsAll && !defaults.includes('drop')) pass(body.path, 'has no stateful default action that drops, so that what no rule decides passes');
    if (dropsAll && referenced.some((group) => group?.names?.isEmpty === false)) {
      pass(body.path, 'drops the packets that open a connection (aws:drop_strict) before a name is seen in it, so that rules on names let nothing through');
    }
  }
}

/** Traffic reaches the stateful rules only where the stateless part forwards it. */
function checkStateless(actions: JsonNode, { literals }: FirewallDialect, report: Report): void {
  const words = literals.items(actions).map((action) => literals.choice(action, { 'aws:forward_to_sfe': 'forward', 'aws:pass': 'pass' } as const));
  if (words.includes('pass')) report.leaveUncovered(actions.path, 'passes traffic before the stateful rules see it', true);
  else if (!words.includes('forward')) report.unresolve(actions);
}
