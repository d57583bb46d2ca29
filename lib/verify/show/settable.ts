import { listOf, type ShowResource } from './show-resource';

type Json = Readonly<Record<string, unknown>>;

/** What providers compute, and no configuration sets; it changes nothing of what is admitted. */
const COMPUTED = [
  'id', 'arn', 'owner_id', 'tags_all', 'security_group_rule_id', 'guid', 'lock_token', 'application_integration_url', 'child_policies', 'firewalls',
  'rule_collection_groups', 'firewall_ids', 'firewall_policy_ids', 'default_hostname', 'kind', 'outbound_ip_addresses', 'outbound_ip_address_list',
  'possible_outbound_ip_addresses', 'possible_outbound_ip_address_list', 'site_credential', 'custom_domain_verification_id',
  'latest_revision_fqdn', 'latest_revision_name', ...['primary', 'secondary'].flatMap((key) => (
    ['connection_string', 'connection_string_alias', 'key'].map((kind) => `default_${key}_${kind}`)
  )),
];

/** Inline rules that providers compute where rules are resources of their own, by type. */
const REPEATED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  azurerm_network_security_group: { security_rule: 'azurerm_network_security_rule' },
  aws_security_group: { ingress: 'aws_vpc_security_group_ingress_rule', egress: 'aws_vpc_security_group_egress_rule' },
};

/** The values of a resource that a configuration can set, without the rules that are resources of their own. */
export function settable(resource: ShowResource, resources: readonly ShowResource[]): Json {
  return Object.fromEntries(Object.entries(withoutRepeated(resource, resources)).filter(([key]) => !COMPUTED.includes(key)));
}

/** Whether an argument that is not known, and that the configuration does not write, is computed rather than written by a dynamic block. */
export function isComputed({ type }: ShowResource, key: string, resources: readonly ShowResource[]): boolean {
  const separate = REPEATED[type] ?? {};
  return COMPUTED.includes(key) || (Object.hasOwn(separate, key) && resources.some((one) => Object.values(separate).includes(one.type)));
}

/** What a group says without the rules that are resources of their own, which providers repeat in it; other inline rules stay. */
function withoutRepeated({ type, values }: ShowResource, resources: readonly ShowResource[]): Json {
  const rulesOf = (kind: string) => resources.filter((one) => one.type === kind).map((one) => one.values);
  if (type === 'azurerm_network_security_group') {
    const separate = rulesOf('azurerm_network_security_rule').filter((rule) => rule.network_security_group_name === values.name);
    const isRepeated = (inline: Json) => separate.some((rule) => Object.entries(inline).every(([key, value]) => sameText(value, rule[key])));
    const own = listOf(values.security_rule).filter((inline) => !isRepeated(inline));
    return { ...values, security_rule: own };
  }
  if (type !== 'aws_security_group') return values;
  const left = (['ingress', 'egress'] as const).filter((side) => {
    const separate = new Set(rulesOf(`aws_vpc_security_group_${side}_rule`).filter((rule) => rule.security_group_id === values.id).map(textOfRule));
    return !listOf(values[side]).flatMap(textsOfInline).every((text) => separate.has(text));
  });
  return Object.fromEntries(Object.entries(values).filter(([key]) => (key !== 'ingress' && key !== 'egress') || left.includes(key)));
}

/** Whether two values say the same, whatever stands for nothing and in whatever order a list is. */
function sameText(a: unknown, b: unknown): boolean {
  const text = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.map(String).sort() : String(value));
  const isUnset = (value: unknown) => ['', undefined, null].includes(value as null) || (Array.isArray(value) && value.length === 0);
  return isUnset(a) ? isUnset(b) : text(a) === text(b);
}

function textOfRule({ ip_protocol: protocol, from_port: from, to_port: to, ...rule }: Json): string {
  const peer = ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'].map((key) => rule[key])
    .find((value) => typeof value === 'string' && value !== '');
  return `${trafficText(protocol, from, to)} ${String(peer)}`;
}

/** A line for each peer of an inline rule; one without a peer is like no separate rule. */
function textsOfInline({ protocol, from_port: from, to_port: to, self, ...rule }: Json): string[] {
  const peers = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'security_groups'].map((key) => rule[key])
    .flatMap((list) => (Array.isArray(list) ? list as unknown[] : []));
  return [...peers, ...(self === true || peers.length === 0 ? ['itself'] : [])].map((peer) => `${trafficText(protocol, from, to)} ${String(peer)}`);
}

function trafficText(protocol: unknown, from: unknown, to: unknown): string {
  return protocol === '-1' ? 'all' : `${String(protocol)} ${String(from)}-${String(to)}`;
}
