import { CLOUDFORMATION_SYNTAX, isIntrinsic, isNothing } from '../../document/cloudformation-node';
import { FilterKind } from '../../document/filter-kind';
import { FindingCode } from '../../document/finding';
import { isObject, type JsonNode } from '../../document/json-node';
import { Literals } from '../../document/literals';
import type { GroupReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { readSources } from '../filter/read-sources';
import { requestText } from '../filter/request-text';
import { NEVER, type WebCondition } from '../filter/web-condition';
import { readWebFilter, type WebRule } from '../filter/web-filter';
import { protectedResources } from './rest-api-resources';

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
const POLICY_LENGTH = 8192;

/** API Gateway serves on this port only. */
const PORT = 443;

const IRRELEVANT = [
  'ApiKeySourceType', 'BinaryMediaTypes', 'CloneFrom', 'Description', 'DisableExecuteApiEndpoint', 'FailOnWarnings', 'MinimumCompressionSize',
  'Mode', 'Name', 'Parameters', 'SecurityPolicy', 'EndpointAccessMode', 'Tags',
] as const;

/** Where an OpenAPI document of an API may hold a policy. */
const POLICY_IN_BODY = 'x-amazon-apigateway-policy';

/** What the resource policy of a REST API admits; nothing where it has none. */
export function readRestApi(id: string, api: JsonNode, report: Report): GroupReading[] {
  readBody(api, report);
  const policy = api.at('Policy');
  api.ignore(...IRRELEVANT);
  if (isNothing(policy)) {
    api.ignore('EndpointConfiguration');
    report.leaveOpen(api.path, 'has no resource policy, so that everyone reaches it: name in `groups` what is compared if that is meant');
    return [];
  }
  readEndpoint(api.at('EndpointConfiguration'), report);
  if (!isIntrinsic(policy)) return [readPolicy(id, policy, report)];
  report.unresolve(policy);
  return [];
}

/** A policy inside the body of an API is not read, nor is a body that is elsewhere. */
function readBody(api: JsonNode, report: Report): void {
  const body = api.at('Body');
  if (isNothing(body)) return;
  if (isIntrinsic(body) || JSON.stringify(body.value).includes(POLICY_IN_BODY) || JSON.stringify(body.value).includes('Fn::Transform')) report.unresolve(body);
  body.account();
}

/** A private API does not see public addresses. */
function readEndpoint(node: JsonNode, report: Report): void {
  if (isNothing(node)) return;
  const text = node.describe();
  if (text.includes('PRIVATE') || text.includes('"Fn::') || text.includes('"Ref"')) report.unresolve(node);
}

/** A denial beats any permission, and what nothing permits is denied. */
function readPolicy(id: string, policy: JsonNode, report: Report): GroupReading {
  const length = JSON.stringify(policy.value).length;
  if (length > POLICY_LENGTH) report.find(FindingCode.POLICY_TOO_LONG, policy.path, `has ${length} characters, the limit is ${POLICY_LENGTH}`);
  policy.ignore('Version', 'Id');
  const values = new Literals(CLOUDFORMATION_SYNTAX, report);
  const rules = values.items(policy.at('Statement')).map((statement) => readStatement(statement, values, report)).filter((rule) => rule !== undefined);
  const order = (rule: WebRule) => (rule.action === 'block' ? 0 : 1);
  return readWebFilter({
    key: id,
    kind: FilterKind.REST_API_POLICY,
    path: policy.path,
    quotas: [{ name: 'characters', used: length, limit: POLICY_LENGTH }],
    rules: rules.sort((a, b) => order(a) - order(b)),
    otherwise: 'block',
  }, [PORT], report);
}

function readStatement(statement: JsonNode, values: Literals, report: Report): WebRule | undefined {
  statement.ignore('Sid');
  const action = values.choice(statement.at('Effect'), { Allow: 'allow', Deny: 'block' } as const);
  const condition: WebCondition = { kind: 'all', conditions: [...readScope(statement, report), ...readConditions(statement.at('Condition'), values, report)] };
  const name = typeof statement.at('Sid').value === 'string' ? statement.at('Sid').text() : undefined;
  return action === undefined ? undefined : { path: statement.path, name, action, condition };
}

/**
 * Whom and what a statement is about; nothing when that is everyone and every request. `NotPrincipal`, `NotAction`,
 * `NotResource` and actions with wildcards are conditions that a sender may meet or miss.
 */
function readScope(statement: JsonNode, report: Report): WebCondition[] {
  return ['Principal', 'Action', 'Resource'].flatMap((key): WebCondition[] => {
    const [node, excepted] = [statement.at(key), statement.at(`Not${key}`)];
    if (!isNothing(excepted)) return [{ kind: 'other', text: `Not${key} ${excepted.describe()}`, node: excepted }];
    if (isNothing(node)) {
      report.unresolve(statement);
      return [];
    }
    return READERS[key](node);
  });
}

const READERS: Readonly<Record<string, (node: JsonNode) => WebCondition[]>> = {
  Principal: (node) => (isEveryone(node) ? [] : [{ kind: 'other', text: `Principal ${node.describe()}`, node }]),
  Action: (node) => {
    const actions = node.itemsOrSelf().map((item) => item.describe().toLowerCase());
    if (actions.some((action) => ['*', 'execute-api:*', 'execute-api:invoke'].includes(action))) return [];
    return [/[*?{]/.test(actions.join()) ? { kind: 'other', text: `Action ${actions.join()}`, node } : NEVER];
  },
  Resource: (node) => {
    const paths = protectedResources(node.itemsOrSelf().map((item) => item.describe()));
    if (paths === undefined) return [];
    return [{ kind: 'any', conditions: paths.map((text) => ({ kind: 'path', text })) }];
  },
};

/** `*`, or `AWS` with it, alone or in a list. */
function isEveryone(node: JsonNode): boolean {
  const [scope, ...more] = isObject(node.value) ? node.entries() : [];
  const items = scope === undefined ? node.itemsOrSelf() : scope[0] === 'AWS' && more.length === 0 ? scope[1].itemsOrSelf() : [];
  return items.some((item) => item.describe() === '*');
}

function readConditions(node: JsonNode, values: Literals, report: Report): WebCondition[] {
  if (isNothing(node)) return [];
  if (!values.isKnown(node)) return [{ kind: 'other', text: node.describe() }];
  return node.entries().flatMap(([operator, keys]) => (values.isKnown(keys) ? keys.entries() : []).map(([key, list]): WebCondition => {
    const negative = operator === 'NotIpAddress';
    if (key.toLowerCase() !== 'aws:sourceip' || (operator !== 'IpAddress' && !negative)) {
      return { kind: 'other', text: requestText([operator, key, list.value]), node: list };
    }
    const condition = { kind: 'source', addresses: readSources(list, values, report, true).addresses } as const;
    return negative ? { kind: 'not', condition } : condition;
  }));
}
