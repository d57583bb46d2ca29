import { isIntrinsic, isNothing } from '../document/cloudformation-node';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { readSources } from './read-sources';
import { readIpSet, readWafRules } from './waf-filter';
import type { WafDialect } from './waf-statement';
import { ALWAYS, readWebFilter, type WebCondition, type WebRule } from './web-filter';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const POLICY_LENGTH = 8192;

/**
 * What the web ACLs, rule groups and REST API policies of a template admit. A rule
 * group that a web ACL of the template names is read there.
 */
export function readWebFilters(resources: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  const all = resources.isAbsent ? [] : resources.entries().filter(([id]) => !id.startsWith('Fn::'));
  const ofType = (type: string) => all.filter(([, resource]) => resource.at('Type').value === type)
    .map(([id, resource]) => [id, resource.at('Properties')] as const);
  return [...readWaf(ofType, ports, report), ...ofType('AWS::ApiGateway::RestApi').flatMap(([id, api]) => readPolicy(id, api, report))];
}

function readWaf(ofType: (type: string) => (readonly [string, JsonNode])[], ports: readonly number[], report: Report): GroupReading[] {
  const dialect: WafDialect = {
    spell: (name) => name,
    ipSet: (arn) => sets.get(targetOf(arn) ?? '')?.addresses,
  };
  const sets = new Map(ofType('AWS::WAFv2::IPSet').map(([id, set]) => [id, readIpSet(set, dialect, isIntrinsic, report)]));
  const groups = new Map(ofType('AWS::WAFv2::RuleGroup').map(([id, group]) => [id, { group, rules: readWafRules(group.at('Rules').itemsOrSelf(), dialect, () => undefined, report) }]));
  const named = new Set<string>();
  const acls = ofType('AWS::WAFv2::WebACL').map(([id, acl]) => readWebFilter({
    key: id,
    path: acl.path,
    rules: readWafRules(acl.at('Rules').itemsOrSelf(), dialect, (arn) => {
      const target = targetOf(arn) ?? '';
      named.add(target);
      return groups.get(target)?.rules;
    }, report),
    otherwise: acl.at('DefaultAction').at('Allow').isAbsent ? 'block' : 'allow',
  }, ports, report));
  const alone = [...groups].filter(([id]) => !named.has(id)).map(([id, { group, rules }]) => (
    readWebFilter({ key: id, path: group.path, rules, otherwise: 'allow' }, ports, report)
  ));
  return [...acls, ...alone];
}

/** The logical id behind `Fn::GetAtt: [id, Arn]`. */
function targetOf(arn: JsonNode): string | undefined {
  if (!isIntrinsic(arn)) return undefined;
  const [[name, argument]] = arn.entries();
  if (name !== 'Fn::GetAtt') return undefined;
  const [id, attribute] = typeof argument.value === 'string' ? argument.text().split('.') : argument.items().map((item) => item.text());
  return attribute === 'Arn' ? id : undefined;
}

/** A denial beats any permission, and what nothing permits is denied. API Gateway serves on port 443 only. */
function readPolicy(id: string, api: JsonNode, report: Report): GroupReading[] {
  const policy = api.at('Policy');
  if (isNothing(policy)) return [];
  if (isIntrinsic(policy)) {
    report.unresolve(policy);
    return [];
  }
  const length = JSON.stringify(policy.value).length;
  if (length > POLICY_LENGTH) report.find(FindingCode.POLICY_TOO_LONG, policy.path, `has ${length} characters, the limit is ${POLICY_LENGTH}`);
  const statements = policy.at('Statement').itemsOrSelf().map((statement): WebRule => ({
    path: statement.path,
    name: statement.at('Sid').isAbsent ? undefined : statement.at('Sid').text(),
    action: statement.at('Effect').text() === 'Deny' ? 'block' : 'allow',
    condition: { kind: 'all', conditions: [...readScope(statement), ...readConditions(statement.at('Condition'), report)] },
  }));
  const order = (rule: WebRule) => (rule.action === 'block' ? 0 : 1);
  const rules = statements.sort((a, b) => order(a) - order(b));
  return [readWebFilter({ key: id, path: policy.path, rules, otherwise: 'block' }, [443], report)];
}

/**
 * Whom and what a statement is about; nothing when that is everyone and every request. `NotPrincipal`, `NotAction`,
 * `NotResource` and actions with wildcards are conditions that a sender may meet or miss.
 */
function readScope(statement: JsonNode): WebCondition[] {
  const texts = (key: string) => statement.at(key).itemsOrSelf().map((item) => item.describe());
  const isExcepted = (key: string) => !statement.at(`Not${key}`).isAbsent;
  const excepted = ['Principal', 'Action', 'Resource'].filter(isExcepted)
    .map((key): WebCondition => ({ kind: 'other', text: `Not${key} ${statement.at(`Not${key}`).describe()}` }));
  const principals = texts('Principal').every((text) => text === '*' || text === '{"AWS":"*"}');
  const resources = texts('Resource').sort();
  return [
    ...excepted,
    ...(principals ? [] : [{ kind: 'other', text: statement.at('Principal').describe() } as const]),
    ...(isExcepted('Action') ? [] : readActions(texts('Action').map((text) => text.toLowerCase()))),
    ...(isExcepted('Resource') || resources.some((text) => text === '*' || text === 'execute-api:/*') ? [] : [{ kind: 'path', text: resources.join(' ') } as const]),
  ];
}

function readActions(actions: readonly string[]): WebCondition[] {
  if (actions.some((action) => ['*', 'execute-api:*', 'execute-api:invoke'].includes(action))) return [];
  return [/[*?]/.test(actions.join()) ? { kind: 'other', text: `Action ${actions.join()}` } : { kind: 'not', condition: ALWAYS }];
}

function readConditions(node: JsonNode, report: Report): WebCondition[] {
  const operators = node.isAbsent ? [] : node.entries();
  return operators.flatMap(([operator, keys]) => keys.entries().map(([key, values]): WebCondition => {
    const negative = operator === 'NotIpAddress';
    if (key.toLowerCase() !== 'aws:sourceip' || (operator !== 'IpAddress' && !negative)) {
      return { kind: 'other', text: `${operator} ${key} ${values.describe()}` };
    }
    const sources = readSources(values.itemsOrSelf(), isIntrinsic, report, true);
    const condition = { kind: 'source', addresses: sources.addresses } as const;
    return negative ? { kind: 'not', condition } : condition;
  }));
}
