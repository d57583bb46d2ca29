import { FilterKind } from '../../document/filter-kind';
import { FindingCode } from '../../document/finding';
import type { JsonNode } from '../../document/json-node';
import { Literals } from '../../document/literals';
import type { GroupReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { isUnset, resourcesOf, TERRAFORM_SYNTAX } from '../../document/terraform-node';
import { mostEntries } from '../filter/web-condition';
import { readWebFilter, type WebRule } from '../filter/web-filter';
import { type AzureDialect, MOST_VALUES, readMatch } from './azure-match';

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
const AZURE_WAF = { rules: 100, conditions: 10, name: /^[A-Za-z][A-Za-z0-9]{0,127}$/ } as const;

/** One of Azure's two firewalls: how its policy is written, and what in it changes nothing of whom it admits. */
interface Firewall extends AzureDialect {
  readonly kind: FilterKind;
  readonly resource: string;
  readonly rules: string;
  readonly type: string;
  readonly conditions: string;
  readonly irrelevant: readonly string[];
  readonly irrelevantOfRule: readonly string[];

  /** The block with `enabled` and `mode`. */
  settings(policy: JsonNode, values: Literals): readonly JsonNode[];
}

const FRONT_DOOR: Firewall = {
  kind: FilterKind.FRONT_DOOR_WAF,
  resource: 'azurerm_cdn_frontdoor_firewall_policy',
  rules: 'custom_rule',
  type: 'type',
  conditions: 'match_condition',
  regex: 'RegEx',
  source: 'socketaddr', // RemoteAddr is what a header says, which a sender can choose
  variables: (condition) => [condition.at('match_variable')],
  irrelevant: [
    'name', 'resource_group_name', 'sku_name', 'redirect_url', 'request_body_check_enabled', 'custom_block_response_body',
    'custom_block_response_status_code', 'js_challenge_cookie_expiration_in_minutes', 'captcha_cookie_expiration_in_minutes', 'log_scrubbing',
  ],
  irrelevantOfRule: ['rate_limit_duration_in_minutes', 'rate_limit_threshold'],
  settings: (policy) => [policy],
};

const APPLICATION_GATEWAY: Firewall = {
  kind: FilterKind.APPLICATION_GATEWAY_WAF,
  resource: 'azurerm_web_application_firewall_policy',
  rules: 'custom_rules',
  type: 'rule_type',
  conditions: 'match_conditions',
  regex: 'Regex',
  source: 'remoteaddr',
  variables: (condition, values) => values.items(condition.at('match_variables')).map((variable) => variable.at('variable_name')),
  irrelevant: ['name', 'resource_group_name', 'location'],
  irrelevantOfRule: ['rate_limit_duration', 'rate_limit_threshold', 'group_rate_limit_by'],
  settings: (policy, values) => values.items(policy.at('policy_settings')).map((settings) => settings.ignore(
    'request_body_check', 'file_upload_limit_in_mb', 'max_request_body_size_in_kb', 'request_body_enforcement', 'request_body_inspect_limit_in_kb',
    'js_challenge_cookie_expiration_in_minutes', 'file_upload_enforcement', 'log_scrubbing',
  )),
};

/** What the custom rules of Front Door's and Application Gateway's firewall policies admit. */
export function readAzureWaf(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return [FRONT_DOOR, APPLICATION_GATEWAY].flatMap((firewall) => (
    resourcesOf(root, firewall.resource).map(([id, policy]) => readPolicy(id, policy, firewall, ports, report))
  ));
}

function readPolicy(id: string, policy: JsonNode, firewall: Firewall, ports: readonly number[], report: Report): GroupReading {
  const values = new Literals(TERRAFORM_SYNTAX, report);
  policy.ignore(...firewall.irrelevant);
  const isActive = firewall.settings(policy, values).every((settings) => (
    values.boolean(settings.at('enabled'), true) !== false && isPrevention(settings.at('mode'), values)
  ));
  readManaged(policy, report);
  const written = values.items(policy.at(firewall.rules));
  const placed = written.map((rule) => ({ rule, priority: values.isNothing(rule.at('priority')) ? 1 : values.integer(rule.at('priority')) ?? 1 }))
    .sort((a, b) => a.priority - b.priority);
  placed.forEach(({ rule, priority }, i) => {
    if (placed[i - 1]?.priority === priority) report.find(FindingCode.DUPLICATE_PRIORITY, rule.path, `has priority ${priority}, which another rule has already`);
  });
  if (written.length > AZURE_WAF.rules) report.find(FindingCode.TOO_MANY_RULES, policy.path, `has ${written.length} custom rules, the limit is ${AZURE_WAF.rules}`);
  const rules = placed.map(({ rule, priority }) => readRule(rule, priority, isActive, firewall, values, report));
  const quotas = [
    { name: 'custom rules', used: written.length, limit: AZURE_WAF.rules },
    { name: 'prefixes in the largest condition', used: Math.max(0, ...rules.map(({ condition }) => mostEntries(condition))), limit: MOST_VALUES },
  ];
  return readWebFilter({ key: id, kind: firewall.kind, path: policy.path, quotas, rules, otherwise: 'allow' }, ports, report);
}

function isPrevention(mode: JsonNode, values: Literals): boolean {
  return values.isNothing(mode) || values.choice(mode, { prevention: true, detection: false }, { lower: true }) !== false;
}

function readRule(rule: JsonNode, priority: number, isActive: boolean, firewall: Firewall, values: Literals, report: Report): WebRule {
  rule.ignore(...firewall.irrelevantOfRule);
  const name = values.name(rule.at('name'));
  if (name !== undefined && !AZURE_WAF.name.test(name)) {
    report.find(FindingCode.RULE_NAME, rule.path, `${JSON.stringify(name)} is no rule name, Azure takes letters and digits, a letter first`);
  }
  const conditions = values.items(rule.at(firewall.conditions));
  if (conditions.length > AZURE_WAF.conditions) report.find(FindingCode.TOO_MANY_CONDITIONS, rule.path, `has ${conditions.length} conditions, the limit is ${AZURE_WAF.conditions}`);
  const isMatch = isMatchRule(rule, firewall, values, report);
  const decides = isActive && isMatch && values.boolean(rule.at('enabled'), true) !== false;
  const action = readAction(rule.at('action'), values);
  const condition = { kind: 'all', conditions: conditions.map((one) => readMatch(one, firewall, values, report)) } as const;
  return { path: rule.path, name, priority, action: decides ? action : 'count', condition };
}

/** Whether a rule decides by its match alone; one that limits a rate may refuse what it should let through. */
function isMatchRule(rule: JsonNode, firewall: Firewall, values: Literals, report: Report): boolean {
  const type = rule.at(firewall.type);
  const isMatch = values.choice(type, { MatchRule: true, RateLimitRule: false });
  if (isMatch === false) report.unresolve(type);
  return isMatch === true;
}

/** A redirect does not reach the path either; a challenge is `unresolved`, and read as letting all requests through. */
function readAction(action: JsonNode, values: Literals): WebRule['action'] {
  return values.choice(action, { allow: 'allow', block: 'block', redirect: 'block', log: 'count' } as const, { lower: true }) ?? 'count';
}

/** Rules that look for attacks in what a request holds, whoever sends it. Others, for bots, may judge by the source. */
const ATTACK_RULES = /^(OWASP|Microsoft_DefaultRuleSet|DefaultRuleSet)$/;

/**
 * Managed rules come after the custom rules. Those that look for attacks are apart from what is proven here, unless
 * one of them is overridden; every other set is under `unresolved`.
 */
function readManaged(policy: JsonNode, report: Report): void {
  const plain = (set: JsonNode) => {
    const { type = 'OWASP', version: _, action: __, exclusion: ___, ...rest } = set.object();
    return typeof type === 'string' && ATTACK_RULES.test(type) && Object.keys(rest).every((key) => isUnset(set.at(key)));
  };
  const sets = [...policy.at('managed_rule').itemsOrSelf(), ...policy.at('managed_rules').itemsOrSelf().flatMap((block) => block.ignore('exclusion').at('managed_rule_set').itemsOrSelf())];
  sets.forEach((set) => (typeof set.value === 'object' && plain(set) ? set.account() : report.unresolve(set)));
}
