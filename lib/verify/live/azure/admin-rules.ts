import { groupBy } from '../../../collections/group-by';
import { isObject, type JsonNode } from '../../document/json-node';
import { type LiveKind, renamed, unread } from '../kind/live-kind';
import { ABOUT_RESOURCE, keyOfId, parentId } from './resource-id';

const RULE_NAMES: Readonly<Record<string, string>> = {
  name: 'name',
  description: 'description',
  access: 'action',
  direction: 'direction',
  priority: 'priority',
  protocol: 'protocol',
  sourcePortRanges: 'source_port_ranges',
  destinationPortRanges: 'destination_port_ranges',
};

const SIDES: Readonly<Record<string, string>> = { sources: 'source', destinations: 'destination' };

/** The rules of `az network manager security-admin-config rule-collection rule list`, under a key of their own. */
export const SECURITY_ADMIN_RULES: LiveKind = {
  name: 'az network manager security-admin-config rule-collection rule list',
  platform: 'azure',
  keys: ['adminRules'],
  recognises: ({ adminRules }) => Array.isArray(adminRules) && adminRules.every(isAdminRule),
  resources: (answer) => [...groupBy(answer.at('adminRules').items(), (rule) => keyOfId(parentId(rule.at('id').text())))].flatMap(([key, rules]) => (
    rules.map((rule) => ({ type: 'azurerm_network_manager_admin_rule', key: `${key}-${rule.at('name').text()}`, body: { admin_rule_collection_id: key, ...ruleOf(rule) } }))
  )),
};

/** Whether a value is a rule as that command prints it. */
export function isAdminRule(value: unknown): value is Record<string, unknown> {
  return isObject(value) && typeof value.id === 'string' && /\/securityAdminConfigurations\/[^/]+\/ruleCollections\/[^/]+\/rules\/[^/]+$/i.test(value.id);
}

function ruleOf(node: JsonNode): Record<string, unknown> {
  const rule = node.object();
  const sides = Object.entries(SIDES).filter(([key]) => Array.isArray(rule[key]));
  return {
    ...renamed(rule, RULE_NAMES),
    ...Object.fromEntries(sides.map(([key, name]) => [name, node.at(key).items().map(sideOf)])),
    // A rule of Azure's own (kind Default) says what it is by a flag, which is not read here.
    ...rule.kind === 'Custom' ? {} : { kind: rule.kind ?? 'not said' },
    ...unread(rule, [...ABOUT_RESOURCE, 'kind', 'resourceGuid', 'systemData', ...Object.keys(RULE_NAMES), ...Object.keys(SIDES)]),
  };
}

function sideOf(node: JsonNode): Record<string, unknown> {
  const side = node.object();
  return {
    ...renamed(side, { addressPrefix: 'address_prefix', addressPrefixType: 'address_prefix_type' }),
    ...unread(side, ['addressPrefix', 'addressPrefixType']),
  };
}
