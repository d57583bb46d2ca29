import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { holdsExpression, resourcesOf } from '../document/terraform-node';
import { readSources } from './read-sources';
import { ALWAYS, readWebFilter, type WebCondition, type WebRule } from './web-filter';

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
const AZURE_WAF = { rules: 100, conditions: 10, values: 600, name: /^[A-Za-z][A-Za-z0-9]{0,127}$/ } as const;

/** How one of Azure's two firewalls writes a rule. */
interface AzureDialect {
  readonly type: string;
  readonly conditions: string;

  /** The variable that is the address of the connection, in lower case. */
  readonly source: string;

  /** The variables that a condition is about. */
  variables(condition: JsonNode): string[];
}

const FRONT_DOOR: AzureDialect = {
  type: 'type',
  conditions: 'match_condition',
  source: 'socketaddr', // RemoteAddr is what a header says, which a sender can choose
  variables: (condition) => [condition.at('match_variable').text()],
};

const APPLICATION_GATEWAY: AzureDialect = {
  type: 'rule_type',
  conditions: 'match_conditions',
  source: 'remoteaddr',
  variables: (condition) => condition.at('match_variables').itemsOrSelf().map((variable) => variable.at('variable_name').text()),
};

/** What the custom rules of Front Door's and Application Gateway's firewall policies admit. */
export function readAzureWaf(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return [
    ...resourcesOf(root, 'azurerm_cdn_frontdoor_firewall_policy').map(([id, policy]) => readFrontDoor(id, policy, ports, report)),
    ...resourcesOf(root, 'azurerm_web_application_firewall_policy').map(([id, policy]) => readApplicationGateway(id, policy, ports, report)),
  ];
}

function readFrontDoor(id: string, policy: JsonNode, ports: readonly number[], report: Report): GroupReading {
  const active = policy.at('enabled').value !== false && policy.at('mode').value !== 'Detection';
  return readAzure(id, policy, policy.at('custom_rule').itemsOrSelf(), FRONT_DOOR, active, ports, report);
}

function readApplicationGateway(id: string, policy: JsonNode, ports: readonly number[], report: Report): GroupReading {
  const active = policy.at('policy_settings').itemsOrSelf().every((settings) => settings.at('enabled').value !== false && settings.at('mode').value !== 'Detection');
  return readAzure(id, policy, policy.at('custom_rules').itemsOrSelf(), APPLICATION_GATEWAY, active, ports, report);
}

function readAzure(
  id: string, policy: JsonNode, rules: readonly JsonNode[], dialect: AzureDialect, active: boolean, ports: readonly number[], report: Report,
): GroupReading {
  const priorityOf = (rule: JsonNode) => (rule.at('priority').isAbsent ? 1 : rule.at('priority').integer());
  const placed = [...rules].sort((a, b) => priorityOf(a) - priorityOf(b));
  placed.forEach((rule, i) => {
    if (i > 0 && priorityOf(placed[i - 1]) === priorityOf(rule)) report.find(FindingCode.DUPLICATE_PRIORITY, rule.path, `has priority ${priorityOf(rule)}, which another rule has already`);
  });
  if (rules.length > AZURE_WAF.rules) report.find(FindingCode.TOO_MANY_RULES, policy.path, `has ${rules.length} custom rules, the limit is ${AZURE_WAF.rules}`);
  const read = placed.map((rule): WebRule => {
    const name = rule.at('name').text();
    if (!AZURE_WAF.name.test(name)) report.find(FindingCode.RULE_NAME, rule.path, `${JSON.stringify(name)} is no rule name, Azure takes letters and digits, a letter first`);
    const conditions = rule.at(dialect.conditions).itemsOrSelf();
    if (conditions.length > AZURE_WAF.conditions) report.find(FindingCode.TOO_MANY_CONDITIONS, rule.path, `has ${conditions.length} conditions, the limit is ${AZURE_WAF.conditions}`);
    const decides = active && rule.at('enabled').value !== false && rule.at(dialect.type).text() === 'MatchRule';
    return {
      path: rule.path,
      name,
      priority: priorityOf(rule),
      action: decides ? readAzureAction(rule.at('action')) : 'count',
      condition: { kind: 'all', conditions: conditions.map((condition) => readMatch(condition, dialect, report)) },
    };
  });
  return readWebFilter({ key: id, path: policy.path, rules: read, otherwise: 'allow' }, ports, report);
}

/** A redirect does not reach the path either; a challenge lets some requests through and is read as letting all of them. */
function readAzureAction(action: JsonNode): WebRule['action'] {
  switch (action.text().toLowerCase()) {
    case 'allow': return 'allow';
    case 'block':
    case 'redirect': return 'block';
    default: return 'count';
  }
}

function readMatch(condition: JsonNode, dialect: AzureDialect, report: Report): WebCondition {
  const variables = dialect.variables(condition).map((variable) => variable.toLowerCase());
  const values = condition.at('match_values');
  const operator = condition.at('operator').text().toLowerCase();
  if (values.itemsOrSelf().length > AZURE_WAF.values) {
    report.find(FindingCode.TOO_MANY_PREFIXES, values.path, `has ${values.itemsOrSelf().length} values, the limit is ${AZURE_WAF.values}`);
  }
  const positive = ((): WebCondition => {
    if (operator === 'any') return ALWAYS;
    if (operator === 'ipmatch' && variables.every((variable) => variable === dialect.source)) {
      return { kind: 'source', addresses: readSources(values.itemsOrSelf(), holdsExpression, report, true).addresses };
    }
    const { negation_condition: _, ...rest } = condition.object();
    return { kind: variables.every((variable) => variable === 'requesturi') ? 'path' : 'other', text: JSON.stringify(rest) };
  })();
  return condition.at('negation_condition').value === true ? { kind: 'not', condition: positive } : positive;
}
