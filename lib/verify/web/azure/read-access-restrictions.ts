import { FilterKind } from '../../document/filter-kind';
import { FindingCode } from '../../document/finding';
import type { JsonNode } from '../../document/json-node';
import { Literals } from '../../document/literals';
import type { GroupReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { resourcesOf, TERRAFORM_SYNTAX } from '../../document/terraform-node';
import { readSources } from '../filter/read-sources';
import { ALWAYS, NEVER, type WebCondition } from '../filter/web-condition';
import { readWebFilter, type WebRule } from '../filter/web-filter';
import { ignoreAppSettings, ignoreSiteSettings } from './app-settings';

const LOGIC_APP = 'azurerm_logic_app_standard';

const APPS = [
  ...['linux_web_app', 'linux_function_app', 'windows_web_app', 'windows_function_app'].flatMap((app) => [`azurerm_${app}`, `azurerm_${app}_slot`]),
  'azurerm_function_app_flex_consumption',
  LOGIC_APP,
];

/** @see https://learn.microsoft.com/azure/app-service/overview-access-restrictions */
const ACCESS_RESTRICTIONS = { rules: 512, ranges: 8, name: 32, priority: 65_000 } as const;

/** An app, with what depends on its type. */
interface App {
  readonly id: string;
  readonly node: JsonNode;
  /** Whether its sites have an argument for what happens to those whom no rule is for. */
  readonly hasDefaultAction: boolean;
}

/** The rules of one site of an app. */
interface Site {
  readonly path: string;
  readonly rules: readonly WebRule[];
  readonly otherwise: 'allow' | 'block';
}

/** What web apps, function apps and Logic Apps Standard with access restrictions admit. */
export function readAccessRestrictions(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return APPS.flatMap((type) => resourcesOf(root, type).map(([id, node]): App => ({ id, node, hasDefaultAction: type !== LOGIC_APP })))
    .flatMap((app) => readApp(app, ports, report));
}

/**
 * The main site of an app. One without access restrictions is not read as a group: it is open to everyone, and uncovered. What is
 * open beside it, plain HTTP and the advanced tools site (`scm`), is uncovered.
 */
function readApp({ id, node: app, hasDefaultAction }: App, ports: readonly number[], report: Report): GroupReading[] {
  const values = new Literals(TERRAFORM_SYNTAX, report);
  ignoreAppSettings(app);
  const isOn = ['enabled', 'public_network_access_enabled'].map((key) => values.boolean(app.at(key), true)).every((on) => on !== false);
  const access = app.at('public_network_access');
  const isHttpsOnly = values.boolean(app.at('https_only'), false) === true;
  const sites = values.items(app.at('site_config'));
  const isPublic = (values.isNothing(access) || values.choice(access, { enabled: true, disabled: false }, { lower: true }) !== false)
    && sites.every((site) => values.boolean(site.at('public_network_access_enabled'), true) !== false);
  const isReachable = isOn && isPublic;
  if (isReachable && sites.length === 0) leaveOpen(app, report);
  return sites.flatMap((site) => {
    ignoreSiteSettings(site);
    const tools = readSite(site, 'scm_ip_restriction', hasDefaultAction, values, report);
    const toolsAsMain = values.boolean(site.at('scm_use_main_ip_restriction'), false) === true;
    const main = readSite(site, 'ip_restriction', hasDefaultAction, values, report);
    if (main === undefined) {
      if (isReachable) leaveOpen(app, report);
      return [];
    }
    const quotas = [{ name: 'rules', used: main.rules.length, limit: ACCESS_RESTRICTIONS.rules }];
    const filter = { ...main, key: id, kind: FilterKind.ACCESS_RESTRICTIONS, quotas, ...isReachable ? {} : { rules: [], otherwise: 'block' as const } };
    const group = readWebFilter(filter, ports, report);
    if (!isHttpsOnly) report.leaveUncovered(app.path, 'answers plain HTTP on TCP 80 as well, since https_only is not set');
    if (!toolsAsMain) readTools(id, site, tools, group, ports, report);
    return [group];
  });
}

function leaveOpen(app: JsonNode, report: Report): void {
  report.leaveOpen(app.path, 'has no access restrictions, so that everyone reaches it: name in `groups` what is compared if that is meant');
}

/** The advanced tools site is no part of what is compared, unless restrictions are written for it that let others in. */
function readTools(id: string, site: JsonNode, tools: Site | undefined, main: GroupReading, ports: readonly number[], report: Report): void {
  if (tools === undefined) {
    report.leaveUncovered(site.path, 'leaves the advanced tools site (scm) open to everyone');
    return;
  }
  const { space } = readWebFilter({ ...tools, key: `${id}.scm`, kind: FilterKind.ACCESS_RESTRICTIONS, quotas: [] }, ports, report);
  const isWithinMain = space.subtract(main.space).isEmpty;
  if (!isWithinMain) report.leaveUncovered(tools.path, 'admits others to the advanced tools site (scm) than to the main site', true);
}

/** The restrictions of a site; undefined where it has none. An unknown list is `unresolved`, and read as admitting nobody. */
function readSite(
  site: JsonNode, key: 'ip_restriction' | 'scm_ip_restriction', hasDefaultAction: boolean, values: Literals, report: Report,
): Site | undefined {
  const list = site.at(key);
  const fallback = site.at(`${key}_default_action`);
  const written = values.items(list);
  if ((list.isAbsent || (!hasDefaultAction && written.length === 0)) && values.isNothing(fallback)) return undefined;
  if (written.length > ACCESS_RESTRICTIONS.rules) report.find(FindingCode.TOO_MANY_RULES, list.path, `has ${written.length} rules, the limit is ${ACCESS_RESTRICTIONS.rules}`);
  const rules = written.map((rule) => readRestriction(rule, values, report)).sort((a, b) => a.priority! - b.priority!);
  if (rules.some((rule, i) => rules.slice(0, i).some(({ priority, action }) => priority === rule.priority && action !== rule.action))) {
    report.find(FindingCode.DUPLICATE_PRIORITY, list.path, 'allows and denies at one priority, and the order of such rules is not documented');
  }
  if (!values.isNothing(fallback)) {
    const isDenied = values.choice(fallback, { allow: false, deny: true }, { lower: true });
    return { path: list.path, rules, otherwise: isDenied === true ? 'block' : 'allow' };
  }
  if (rules.length > 0 && hasDefaultAction) report.find(FindingCode.DEFAULT_ACTION, list.path, `sets no ${key}_default_action; App Service denies the rest, the provider may set Allow`);
  return { path: list.path, rules, otherwise: rules.length > 0 ? 'block' : 'allow' };
}

function readRestriction(rule: JsonNode, values: Literals, report: Report): WebRule {
  const name = values.name(rule.at('name'));
  if (name !== undefined && name.length > ACCESS_RESTRICTIONS.name) {
    report.find(FindingCode.RULE_NAME, rule.path, `the name ${JSON.stringify(name)} has ${name.length} characters, the limit is ${ACCESS_RESTRICTIONS.name}`);
  }
  rule.ignore('description');
  const description = rule.at('description');
  const priority = values.isNothing(rule.at('priority')) ? undefined : values.integer(rule.at('priority'));
  return {
    path: rule.path,
    name,
    description: typeof description.value === 'string' ? description.value : undefined,
    priority: priority ?? ACCESS_RESTRICTIONS.priority,
    action: readAction(rule.at('action'), values),
    condition: { kind: 'all', conditions: [...readRanges(rule, values, report), ...readHeaders(rule.at('headers'), values)] },
  };
}

/** What is not known lets through. */
function readAction(action: JsonNode, values: Literals): WebRule['action'] {
  if (values.isNothing(action)) return 'allow';
  return values.choice(action, { allow: 'allow', deny: 'block' } as const, { lower: true }) ?? 'allow';
}

/** A header is what a sender says of itself. */
function readHeaders(headers: JsonNode, values: Literals): WebCondition[] {
  const blocks = values.items(headers);
  const isLimited = headers.isAbsent ? false : blocks.some((block) => block.entries().some(([, value]) => !values.isNothing(value)));
  return isLimited ? [{ kind: 'other', text: headers.describe(), node: headers }] : [];
}

function readRanges(rule: JsonNode, values: Literals, report: Report): WebCondition[] {
  const list = rule.at('ip_address');
  const named = ['service_tag', 'virtual_network_subnet_id'].map((key) => rule.at(key)).filter((node) => !values.isNothing(node));
  named.forEach((node) => report.unresolve(node));
  if (values.isNothing(list)) return [NEVER];
  const text = values.text(list);
  if (text === undefined) return [NEVER];
  const ranges = text.split(',').map((part) => part.trim());
  if (ranges.length > ACCESS_RESTRICTIONS.ranges) report.find(FindingCode.TOO_MANY_PREFIXES, list.path, `has ${ranges.length} ranges, the limit is ${ACCESS_RESTRICTIONS.ranges}`);
  if (ranges.some((range) => range === 'Any')) return [ALWAYS];
  const conditions = ranges.map((range): WebCondition => ({ kind: 'source', addresses: readSources(list.part(range), values, report, false).addresses }));
  return [{ kind: 'any', conditions }];
}
