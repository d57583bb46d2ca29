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

/** @see https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const MOST_RULES = 128;

/** Arguments of a namespace that do not change which addresses it admits. */
const IRRELEVANT = [
  'auto_inflate_enabled', 'capacity', 'dedicated_cluster_id', 'identity', 'local_authentication_enabled', 'location', 'maximum_throughput_units',
  'minimum_tls_version', 'name', 'resource_group_name', 'sku',
] as const;

/** What Event Hubs namespaces with network rules admit. */
export function readEventHubs(root: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  return resourcesOf(root, 'azurerm_eventhub_namespace').flatMap(([id, namespace]) => readNamespace(id, namespace, ports, report));
}

/** A namespace without network rules is not read as a group: it is open to everyone. So is one whose rules are an empty list, whatever its default action. */
function readNamespace(id: string, namespace: JsonNode, ports: readonly number[], report: Report): GroupReading[] {
  const values = new Literals(TERRAFORM_SYNTAX, report);
  namespace.ignore(...IRRELEVANT);
  const list = namespace.at('network_rulesets');
  const ruleSets = values.items(list);
  const isReachable = [namespace, ...ruleSets].every((one) => values.boolean(one.at('public_network_access_enabled'), true) !== false);
  const groups = ruleSets.map((ruleSet): GroupReading | undefined => {
    const rules = readRules(ruleSet.at('ip_rule'), values, report);
    const subnets = values.items(ruleSet.at('virtual_network_rule'));
    subnets.forEach((subnet) => report.unresolve(subnet));
    if (values.boolean(ruleSet.at('trusted_service_access_enabled'), false) !== false) {
      report.leaveUncovered(ruleSet.path, 'lets services that Microsoft trusts past the network rules, whatever their addresses');
    }
    const isDenied = values.choice(ruleSet.at('default_action'), { Allow: false, Deny: true }) === true;
    if (rules.length + subnets.length === 0) return undefined;
    const filter = isReachable ? { rules, otherwise: isDenied ? 'block' : 'allow' } as const : { rules: [], otherwise: 'block' } as const;
    const quotas = [{ name: 'rules', used: rules.length, limit: MOST_RULES }];
    return readWebFilter({ key: id, kind: FilterKind.EVENT_HUB_RULES, path: ruleSet.path, quotas, ...filter }, ports, report);
  }).filter((group) => group !== undefined);
  if (groups.length > 0) {
    report.leaveUncovered(namespace.path, 'answers AMQP on TCP 5671 and 5672 and Kafka on TCP 9093 as well, for the same addresses');
  } else if (isReachable) {
    report.leaveOpen(namespace.path, 'has no network rules, so that everyone reaches it: name in `groups` what is compared if that is meant');
  }
  return groups;
}

/** Rules only ever allow; what else one may do is not known, and lets through. */
function readRules(list: JsonNode, values: Literals, report: Report): WebRule[] {
  const written = values.items(list);
  if (written.length > MOST_RULES) report.find(FindingCode.TOO_MANY_RULES, list.path, `has ${written.length} rules, the limit is ${MOST_RULES}`);
  return written.map((rule) => {
    if (!values.isNothing(rule.at('action'))) values.choice(rule.at('action'), { Allow: true });
    const mask = rule.at('ip_mask');
    const condition = values.isNothing(mask) ? NEVER : { kind: 'source', addresses: readSources(mask, values, report, true).addresses } as const;
    return { path: rule.path, action: 'allow', condition };
  });
}
