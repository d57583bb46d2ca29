import { isObject, type JsonNode } from '../../document/json-node';
import { type LiveKind, optionalItems, renamed, unread } from '../kind/live-kind';
import { ABOUT_RESOURCE, parentId, terraformId } from './resource-id';

const GROUP_KEYS = [...ABOUT_RESOURCE, 'priority', 'ruleCollections', 'size'];

const COLLECTION_KEYS = ['name', 'priority', 'action', 'rules', 'ruleCollectionType'];

const FILTER = 'FirewallPolicyFilterRuleCollection';
const NAT = 'FirewallPolicyNatRuleCollection';

/** The block that a collection is written in, by the type of its rules; a collection has rules of one type. */
const BLOCKS: Readonly<Record<string, string>> = {
  NetworkRule: 'network_rule_collection', ApplicationRule: 'application_rule_collection', NatRule: 'nat_rule_collection',
};

const SHARED: Readonly<Record<string, string>> = { name: 'name', description: 'description', sourceAddresses: 'source_addresses' };

const RULE_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  NetworkRule: {
    ...SHARED,
    ipProtocols: 'protocols',
    destinationAddresses: 'destination_addresses',
    destinationFqdns: 'destination_fqdns',
    destinationPorts: 'destination_ports',
  },
  ApplicationRule: {
    ...SHARED,
    targetFqdns: 'destination_fqdns',
    targetUrls: 'destination_urls',
    fqdnTags: 'destination_fqdn_tags',
    webCategories: 'web_categories',
    destinationAddresses: 'destination_addresses',
    httpHeadersToInsert: 'http_headers',
  },
  NatRule: {
    ...SHARED,
    ipProtocols: 'protocols',
    destinationPorts: 'destination_ports',
    translatedAddress: 'translated_address',
    translatedFqdn: 'translated_fqdn',
    translatedPort: 'translated_port',
  },
};

const READ_APART = ['ruleType', 'sourceIpGroups', 'destinationIpGroups', 'protocols', 'terminateTLS', 'terminateTls'];

/** Each group of `az network firewall policy rule-collection-group list`. */
export const RULE_COLLECTION_GROUPS: LiveKind = {
  name: 'az network firewall policy rule-collection-group list',
  platform: 'azure',
  keys: GROUP_KEYS,
  recognises: ({ ruleCollections, id }) => Array.isArray(ruleCollections) && typeof id === 'string',
  resources: (answer) => {
    const id = answer.at('id').text();
    const collections = answer.at('ruleCollections').items().map(collectionOf);
    return [{
      type: 'azurerm_firewall_policy_rule_collection_group',
      key: terraformId(id),
      body: {
        name: answer.at('name').text(),
        firewall_policy_id: parentId(id),
        priority: answer.object().priority,
        ...Object.fromEntries(Object.values(BLOCKS).map((block) => (
          [block, collections.filter((one) => one.block === block).map(({ body }) => body)]
        ))),
        ...unread({ ruleCollections: collections.filter(({ block }) => block === undefined).map(({ body }) => body) }, []),
      },
    }];
  },
};

/** Each group of `az network ip-group list`. */
export const IP_GROUPS: LiveKind = {
  name: 'az network ip-group list',
  platform: 'azure',
  keys: [...ABOUT_RESOURCE, 'ipAddresses', 'firewalls', 'firewallPolicies'],
  recognises: ({ ipAddresses, id }) => Array.isArray(ipAddresses) && typeof id === 'string',
  resources: (answer) => [{
    type: 'azurerm_ip_group', key: terraformId(answer.at('id').text()), body: { name: answer.at('name').text(), cidrs: answer.object().ipAddresses },
  }],
};

/** A collection with the block that it stands in; undefined where that is not known, or where its rules are of several types. */
function collectionOf(node: JsonNode): { readonly block: string | undefined; readonly body: unknown } {
  const rules = optionalItems(node.at('rules'));
  const types = [...new Set(rules.map((rule) => rule.at('ruleType').text()))];
  const kind = node.at('ruleCollectionType').text();
  if (rules.length === 0 && (kind === FILTER || kind === NAT)) {
    return { block: BLOCKS[kind === NAT ? 'NatRule' : 'NetworkRule'], body: headOf(node, kind) };
  }
  const isOfOneKind = types.length === 1 && Object.hasOwn(BLOCKS, types[0]) && kind === (types[0] === 'NatRule' ? NAT : FILTER);
  if (!isOfOneKind) return { block: undefined, body: node.value };
  return { block: BLOCKS[types[0]], body: { ...headOf(node, kind), rule: rules.map((rule) => ruleOf(rule, types[0])) } };
}

function headOf(node: JsonNode, kind: string): Record<string, unknown> {
  const action = node.at('action').at('type').text();
  return {
    name: node.at('name').text(),
    priority: node.object().priority,
    action: kind === NAT && action.toLowerCase() === 'dnat' ? 'Dnat' : action,
    ...unread(node.object(), COLLECTION_KEYS),
  };
}

function ruleOf(node: JsonNode, type: string): Record<string, unknown> {
  const rule = node.object();
  const names = RULE_NAMES[type];
  const groups = (key: string) => optionalItems(node.at(key)).map((id) => `\${azurerm_ip_group.${terraformId(id.text())}.id}`);
  return {
    ...renamed(rule, names),
    source_ip_groups: groups('sourceIpGroups'),
    ...(type === 'NatRule'
      ? { destination_address: onlyOf(rule.destinationAddresses) }
      : { destination_ip_groups: groups('destinationIpGroups') }),
    ...(type === 'ApplicationRule' ? { protocols: optionalItems(node.at('protocols')).map(protocolOf) } : {}),
    ...unread(rule, [...Object.keys(names), ...READ_APART, ...(type === 'NatRule' ? ['destinationAddresses'] : [])]),
  };
}

function protocolOf(node: JsonNode): Record<string, unknown> {
  return { type: node.at('protocolType').text(), port: node.object().port, ...unread(node.object(), ['protocolType', 'port']) };
}

/** The one item of a list; anything else as it is, for the reader to reject. */
function onlyOf(list: unknown): unknown {
  return Array.isArray(list) && list.length === 1 && !isObject(list[0]) ? list[0] as unknown : list;
}
