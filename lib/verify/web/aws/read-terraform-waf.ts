import type { JsonNode } from '../../document/json-node';
import { Literals } from '../../document/literals';
import type { GroupReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { resourcesOf, TERRAFORM_SYNTAX } from '../../document/terraform-node';
import { readWebFilter, type WebRule } from '../filter/web-filter';
import { ignoreWafProperties, readChoice, readIpSet, readWafRules, wafFilter } from './waf-filter';
import type { WafDialect } from './waf-statement';

/** Where Terraform does not write the snake case of the name in CloudFormation. */
const TERRAFORM_NAMES: Readonly<Record<string, string>> = {
  IPAddressVersion: 'ip_address_version',
  IPSetReferenceStatement: 'ip_set_reference_statement',
  IPSetForwardedIPConfig: 'ip_set_forwarded_ip_config',
  Statements: 'statement',
  RuleActionOverrides: 'rule_action_override',
  ExcludedRules: 'excluded_rule',
  TextTransformations: 'text_transformation',
  RuleLabels: 'rule_label',
  CustomResponseBodies: 'custom_response_body',
};

const SET = 'aws_wafv2_ip_set';
const GROUP = 'aws_wafv2_rule_group';
const ACL = 'aws_wafv2_web_acl';

/** What AWS web ACLs, and rule groups that none of them names, admit. */
export function readTerraformWaf(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  const dialect: WafDialect = {
    spell: (name) => TERRAFORM_NAMES[name] ?? name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
    values: new Literals(TERRAFORM_SYNTAX, report),
    ipSet: (arn) => sets.get(targetOf(arn, SET)),
  };
  const resources = (type: string) => resourcesOf(root, type).map(([id, node]) => {
    ignoreWafProperties(node, dialect);
    node.ignore('name_prefix');
    return [id, node] as const;
  });
  const sets = new Map(resources(SET).map(([id, set]) => [id, readIpSet(set, dialect, report)]));
  const groups = new Map(resources(GROUP).map(([id, group]) => [id, { group, rules: readWafRules(group.at('rule'), dialect, () => undefined, report) }]));
  const named = new Set<string>();
  const acls = resources(ACL).map(([id, acl]) => readWebFilter(wafFilter({
    key: id,
    path: acl.path,
    rules: readWafRules(acl.at('rule'), dialect, (arn): readonly WebRule[] | undefined => {
      const target = targetOf(arn, GROUP);
      named.add(target);
      return groups.get(target)?.rules;
    }, report),
    otherwise: readChoice(acl.at('default_action'), { Allow: 'allow', Block: 'block' } as const, dialect, report) ?? 'allow',
  }), ports, report));
  const alone = [...groups].filter(([id]) => !named.has(id)).map(([id, { group, rules }]) => (
    readWebFilter(wafFilter({ key: id, path: group.path, rules, otherwise: 'allow' }), ports, report)
  ));
  return [...acls, ...alone];
}

/** The id of the resource whose ARN an expression names; empty when it names none of this type. */
function targetOf(arn: JsonNode, type: string): string {
  return new RegExp(`^\\$\\{\\s*${type}\\.([\\w-]+)\\.arn\\s*\\}$`).exec(arn.text())?.[1] ?? '';
}
