import { CLOUDFORMATION_SYNTAX, isIntrinsic, referenceOf } from '../../document/cloudformation-node';
import type { JsonNode } from '../../document/json-node';
import { Literals } from '../../document/literals';
import type { GroupReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { readWebFilter } from '../filter/web-filter';
import { ignoreWafProperties, readChoice, readIpSet, readWafRules, wafFilter } from './waf-filter';
import type { WafDialect } from './waf-statement';

/** The properties of the resources of a type, by logical id. */
export type ResourcesOfType = (type: string) => readonly (readonly [id: string, properties: JsonNode])[];

/** What the web ACLs of a template, and rule groups that none of them names, admit. */
export function readCloudFormationWaf(ofType: ResourcesOfType, ports: readonly number[], report: Report): GroupReading[] {
  const dialect: WafDialect = {
    spell: (name) => name,
    values: new Literals(CLOUDFORMATION_SYNTAX, report),
    ipSet: (arn) => sets.get(targetOf(arn) ?? ''),
  };
  const [ipSets, ruleGroups, webAcls] = ['IPSet', 'RuleGroup', 'WebACL'].map((kind) => ofType(`AWS::WAFv2::${kind}`));
  [...ipSets, ...ruleGroups, ...webAcls].forEach(([, node]) => ignoreWafProperties(node, dialect));
  const sets = new Map(ipSets.map(([id, set]) => [id, readIpSet(set, dialect, report)]));
  const groups = new Map(ruleGroups.map(([id, group]) => [id, { group, rules: readWafRules(group.at('Rules'), dialect, () => undefined, report) }]));
  const named = new Set<string>();
  const acls = webAcls.map(([id, acl]) => readWebFilter(wafFilter({
    key: id,
    path: acl.path,
    rules: readWafRules(acl.at('Rules'), dialect, (arn) => {
      const target = targetOf(arn) ?? '';
      named.add(target);
      return groups.get(target)?.rules;
    }, report),
    otherwise: readChoice(acl.at('DefaultAction'), { Allow: 'allow', Block: 'block' } as const, dialect, report) ?? 'allow',
  }), ports, report));
  const alone = [...groups].filter(([id]) => !named.has(id)).map(([id, { group, rules }]) => (
    readWebFilter(wafFilter({ key: id, path: group.path, rules, otherwise: 'allow' }), ports, report)
  ));
  return [...acls, ...alone];
}

/** The logical id behind the ARN of a resource of the template. */
function targetOf(arn: JsonNode): string | undefined {
  const reference = isIntrinsic(arn) ? referenceOf(arn) : undefined;
  return reference?.attribute === 'Arn' ? reference.id : undefined;
}
