import { FilterKind } from '../../document/filter-kind';
import { FindingCode } from '../../document/finding';
import type { JsonNode } from '../../document/json-node';
import { Literals } from '../../document/literals';
import type { GroupReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { resourcesOf, TERRAFORM_SYNTAX } from '../../document/terraform-node';
import { readSources } from '../filter/read-sources';
import { NEVER } from '../filter/web-condition';
import { readWebFilter, type WebRule } from '../filter/web-filter';

/** Arguments of a container app that do not change which addresses it admits. */
const APP = [
  'container_app_environment_id', 'dapr', 'identity', 'location', 'max_inactive_revisions', 'name', 'registry', 'resource_group_name', 'revision_mode', 'secret',
  'template', 'workload_profile_name',
] as const;

/** Arguments of its ingress beside the IP restrictions. */
const INGRESS = ['client_certificate_mode', 'cors', 'custom_domain', 'fqdn', 'target_port', 'traffic_weight'] as const;

/** What container apps with IP restrictions admit. */
export function readContainerApps(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return resourcesOf(root, 'azurerm_container_app').flatMap(([id, app]) => {
    const values = new Literals(TERRAFORM_SYNTAX, report);
    app.ignore(...APP);
    return values.items(app.at('ingress')).flatMap((ingress) => readIngress(id, ingress, values, ports, report));
  });
}

/** An ingress without IP restrictions is not read as a group: it is open to everyone who reaches its environment. */
function readIngress(id: string, ingress: JsonNode, values: Literals, ports: readonly number[], report: Report): GroupReading[] {
  ingress.ignore(...INGRESS);
  readTransport(ingress, values, report);
  const isExternal = values.boolean(ingress.at('external_enabled'), false) !== false;
  const isPlain = values.boolean(ingress.at('allow_insecure_connections'), false) !== false;
  const rules = readRules(ingress.at('ip_security_restriction'), values, report);
  if (rules.length === 0) {
    if (isExternal) report.leaveOpen(ingress.path, 'has no IP restrictions, so that everyone reaches it: name in `groups` what is compared if that is meant');
    return [];
  }
  if (!isExternal) report.leaveUncovered(ingress.path, 'is reached from its environment only, since external_enabled is not set');
  if (isPlain) report.leaveUncovered(ingress.path, 'answers plain HTTP on TCP 80 as well, since allow_insecure_connections is set');
  const kind = FilterKind.CONTAINER_APP_RESTRICTIONS;
  return [readWebFilter({ key: id, kind, path: ingress.path, quotas: [], rules, otherwise: otherwise(rules, ingress, report) }, ports, report)];
}

/** An ingress for TCP takes it on a port of its own. */
function readTransport(ingress: JsonNode, values: Literals, report: Report): void {
  const transport = ingress.at('transport');
  if (values.isNothing(transport)) return;
  const isHttp = values.choice(transport, { auto: true, http: true, http2: true, tcp: false }, { lower: true });
  if (isHttp === false) report.unresolve(transport);
}

/** Rules that allow deny the rest, and rules that deny allow it; a mixture is refused when it is deployed. */
function otherwise(rules: readonly WebRule[], ingress: JsonNode, report: Report): 'allow' | 'block' {
  const actions = new Set(rules.map(({ action }) => action));
  if (actions.size > 1) report.find(FindingCode.MIXED_ACTIONS, ingress.path, 'has rules that allow and rules that deny, of which a container app takes one kind; read as admitting everyone');
  return actions.has('block') ? 'allow' : 'block';
}

function readRules(list: JsonNode, values: Literals, report: Report): WebRule[] {
  return values.items(list).map((rule) => {
    const { name, description } = rule.ignore('name', 'description').object();
    const range = rule.at('ip_address_range');
    const { addresses, cidrs } = values.isNothing(range) ? { addresses: undefined, cidrs: [] } : readSources(range, values, report, true);
    if (cidrs.some(({ family }) => family === 'ipv6')) report.find(FindingCode.WRONG_FAMILY, range.path, 'is an IPv6 range, and a container app takes IPv4 only');
    return {
      path: rule.path,
      name: typeof name === 'string' ? name : undefined,
      description: typeof description === 'string' ? description : undefined,
      // What is not known lets through.
      action: values.choice(rule.at('action'), { allow: 'allow', deny: 'block' } as const, { lower: true }) ?? 'allow',
      condition: addresses === undefined ? NEVER : { kind: 'source', addresses },
    };
  });
}
