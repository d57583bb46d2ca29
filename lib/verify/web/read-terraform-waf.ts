import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { holdsExpression, resourcesOf } from '../document/terraform-node';
import { readIpSet, readWafRules } from './waf-filter';
import type { WafDialect } from './waf-statement';
import { readWebFilter, type WebRule } from './web-filter';

/** Where Terraform does not write the snake case of the name in CloudFormation. */
const TERRAFORM_NAMES: Readonly<Record<string, string>> = {
  IPAddressVersion: 'ip_address_version',
  IPSetReferenceStatement: 'ip_set_reference_statement',
  IPSetForwardedIPConfig: 'ip_set_forwarded_ip_config',
  Statements: 'statement',
  RuleActionOverrides: 'rule_action_override',
  ExcludedRules: 'excluded_rule',
};

/** What AWS web ACLs, and rule groups that none of them names, admit. */
export function readTerraformWaf(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  const dialect: WafDialect = {
    spell: (name) => TERRAFORM_NAMES[name] ?? name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
    ipSet: (arn) => sets.get(targetOf(arn, 'aws_wafv2_ip_set'))?.addresses,
  };
  const sets = new Map(resourcesOf(root, 'aws_wafv2_ip_set').map(([id, set]) => [id, readIpSet(set, dialect, holdsExpression, report)]));
  const rulesOf = (node: JsonNode, groupRules: (arn: JsonNode) => readonly WebRule[] | undefined) => (
    readWafRules(node.at('rule').itemsOrSelf(), dialect, groupRules, report)
  );
  const groups = new Map(resourcesOf(root, 'aws_wafv2_rule_group').map(([id, group]) => [id, { group, rules: rulesOf(group, () => undefined) }]));
  const named = new Set<string>();
  const acls = resourcesOf(root, 'aws_wafv2_web_acl').map(([id, acl]) => readWebFilter({
    key: id,
    path: acl.path,
    rules: rulesOf(acl, (arn) => {
      const target = targetOf(arn, 'aws_wafv2_rule_group');
      named.add(target);
      return groups.get(target)?.rules;
    }),
    otherwise: acl.at('default_action').itemsOrSelf().some((action) => !action.at('allow').isAbsent) ? 'allow' : 'block',
  }, ports, report));
  const alone = [...groups].filter(([id]) => !named.has(id)).map(([id, { group, rules }]) => (
    readWebFilter({ key: id, path: group.path, rules, otherwise: 'allow' }, ports, report)
  ));
  return [...acls, ...alone];
}

/** The id of the resource whose ARN an expression names; empty when it names none of this type. */
function targetOf(arn: JsonNode, type: string): string {
  return new RegExp(`^\\$\\{${type}\\.([\\w-]+)\\.arn\\}$`).exec(arn.text())?.[1] ?? '';
}
