import { groupBy } from '../../../collections/group-by';
import { isObject, type JsonNode } from '../../document/json-node';
import { type LiveKind, renamed, unread } from '../kind/live-kind';
import { ABOUT_RESOURCE, idsOf, keyOfId, parentId } from './resource-id';

const TYPE = 'azurerm_network_security_group';

/** What a group says beside its rules. The default rules are the same for every group, and cannot be changed. */
const GROUP_KEYS = [...ABOUT_RESOURCE, 'securityRules', 'defaultSecurityRules', 'networkInterfaces', 'subnets', 'flowLogs', 'flushConnection'];

const RULE_NAMES: Readonly<Record<string, string>> = {
  name: 'name',
  description: 'description',
  access: 'access',
  direction: 'direction',
  priority: 'priority',
  protocol: 'protocol',
  ...Object.fromEntries(['source', 'destination'].flatMap((side) => ['AddressPrefix', 'AddressPrefixes', 'PortRange', 'PortRanges'].map((field) => (
    [`${side}${field}`, `${side}${field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`]
  )))),
};

const APPLICATION_GROUPS: Readonly<Record<string, string>> = {
  sourceApplicationSecurityGroups: 'source_application_security_group_ids',
  destinationApplicationSecurityGroups: 'destination_application_security_group_ids',
};

/** `az network nsg show`, and each group of `az network nsg list`. */
export const NETWORK_SECURITY_GROUPS: LiveKind = {
  name: 'az network nsg show or list',
  platform: 'azure',
  keys: GROUP_KEYS,
  recognises: ({ securityRules, id }) => Array.isArray(securityRules) && typeof id === 'string',
  resources: (answer) => {
    const attached = ['subnets', 'networkInterfaces'].flatMap((key) => (Array.isArray(answer.object()[key]) ? answer.at(key).items() : []));
    return [{
      type: TYPE,
      key: keyOfId(answer.at('id').text()),
      body: { name: answer.at('name').text(), security_rule: answer.at('securityRules').items().map(ruleOf) },
      attachedTo: attached.map((one) => one.at('id').text()),
    }];
  },
};

/** The rules of `az network nsg rule list`, under a key of their own. */
export const NETWORK_SECURITY_RULES: LiveKind = {
  name: 'az network nsg rule list',
  platform: 'azure',
  keys: ['rules'],
  recognises: ({ rules }) => Array.isArray(rules) && rules.every(isRule),
  resources: (answer) => [...groupBy(answer.at('rules').items(), (rule) => keyOfId(parentId(rule.at('id').text())))].map(([key, rules]) => (
    { type: TYPE, key, body: { name: key, security_rule: rules.filter(isOwn).map(ruleOf) } }
  )),
};

/** Whether a value is a rule as `az network nsg rule list` prints it. */
export function isRule(value: unknown): value is Record<string, unknown> {
  return isObject(value) && typeof value.id === 'string' && /\/networkSecurityGroups\/[^/]+\/(securityRules|defaultSecurityRules)\/[^/]+$/i.test(value.id);
}

/** Whether a rule is the group's own: the default rules are the same for every group. */
function isOwn(rule: JsonNode): boolean {
  return !/\/defaultSecurityRules\//i.test(rule.at('id').text());
}

function ruleOf(node: JsonNode): Record<string, unknown> {
  const rule = node.object();
  const groups = Object.entries(APPLICATION_GROUPS).filter(([key]) => Array.isArray(rule[key]) && (rule[key] as unknown[]).length > 0);
  return {
    ...renamed(rule, RULE_NAMES),
    ...Object.fromEntries(groups.map(([key, name]) => [name, idsOf(rule[key])])),
    ...unread(rule, [...ABOUT_RESOURCE, ...Object.keys(RULE_NAMES), ...Object.keys(APPLICATION_GROUPS)]),
  };
}
