import { FindingCode } from '../document/finding';
import { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { holdsExpression, isUnset, literalText, resourcesOf } from '../document/terraform-node';
import { readSources } from './read-sources';
import { ALWAYS, readWebFilter, type WebCondition, type WebRule } from './web-filter';

const APPS = ['linux_web_app', 'linux_function_app', 'windows_web_app', 'windows_function_app'].flatMap((app) => [`azurerm_${app}`, `azurerm_${app}_slot`]);

/** @see https://learn.microsoft.com/azure/app-service/overview-access-restrictions */
const ACCESS_RESTRICTIONS = { rules: 512, ranges: 8, name: 32, priority: 65_000 } as const;

/** What web apps and function apps with access restrictions admit. */
export function readAccessRestrictions(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return APPS.flatMap((type) => resourcesOf(root, type)).flatMap(([id, app]) => readApp(id, app, ports, report));
}

/** The main site of an app; without access restrictions it is open to everyone. The advanced tools site is not read. */
function readApp(id: string, app: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return app.at('site_config').itemsOrSelf().flatMap((site) => {
    const list = site.at('ip_restriction');
    const fallback = site.at('ip_restriction_default_action');
    if (list.isAbsent && fallback.isAbsent) return [];
    if (holdsExpression(list)) {
      report.unresolve(list);
      return [];
    }
    const written = list.itemsOrSelf();
    if (written.length > ACCESS_RESTRICTIONS.rules) report.find(FindingCode.TOO_MANY_RULES, list.path, `has ${written.length} rules, the limit is ${ACCESS_RESTRICTIONS.rules}`);
    const rules = written.map((rule) => readRestriction(rule, report)).sort((a, b) => a.priority! - b.priority!);
    const denies = isUnset(fallback) ? rules.length > 0 : literalText(fallback)?.toLowerCase() === 'deny';
    return [readWebFilter({ key: id, path: list.path, rules, otherwise: denies ? 'block' : 'allow' }, ports, report)];
  });
}

function readRestriction(rule: JsonNode, report: Report): WebRule {
  const name = isUnset(rule.at('name')) ? undefined : rule.at('name').text();
  if (name !== undefined && name.length > ACCESS_RESTRICTIONS.name) {
    report.find(FindingCode.RULE_NAME, rule.path, `the name ${JSON.stringify(name)} has ${name.length} characters, the limit is ${ACCESS_RESTRICTIONS.name}`);
  }
  return {
    path: rule.path,
    name,
    description: isUnset(rule.at('description')) ? undefined : rule.at('description').text(),
    priority: isUnset(rule.at('priority')) ? ACCESS_RESTRICTIONS.priority : rule.at('priority').integer(),
    action: !isUnset(rule.at('action')) && rule.at('action').text().toLowerCase() === 'deny' ? 'block' : 'allow',
    condition: { kind: 'all', conditions: [...readRanges(rule, report), ...(isUnset(rule.at('headers')) ? [] : [{ kind: 'other', text: rule.at('headers').describe() } as const])] },
  };
}

function readRanges(rule: JsonNode, report: Report): WebCondition[] {
  const list = rule.at('ip_address');
  const named = ['service_tag', 'virtual_network_subnet_id'].map((key) => rule.at(key)).filter((node) => !isUnset(node));
  named.forEach((node) => report.unresolve(node));
  if (isUnset(list)) return [{ kind: 'not', condition: ALWAYS }];
  const ranges = list.text().split(',').map((text) => new JsonNode(text.trim(), list.path));
  if (ranges.length > ACCESS_RESTRICTIONS.ranges) report.find(FindingCode.TOO_MANY_PREFIXES, list.path, `has ${ranges.length} ranges, the limit is ${ACCESS_RESTRICTIONS.ranges}`);
  if (ranges.some(({ value }) => value === 'Any')) return [];
  return [{ kind: 'source', addresses: readSources(ranges, holdsExpression, report, false).addresses }];
}
