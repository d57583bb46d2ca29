import { isObject, type JsonNode } from '../../document/json-node';
import { type LiveKind, type LiveResource, unread } from '../kind/live-kind';

/** What the answers say beside what a template has; it changes nothing of what is admitted. */
const IRRELEVANT = ['Id', 'ARN', 'LabelNamespace', 'ManagedByFirewallManager', 'RetrofittedByFirewallManager'];

const OF_IP_SET = ['Name', 'Description', 'IPAddressVersion', 'Addresses'];

const OF_RULES = [
  'Name', 'Description', 'Rules', 'VisibilityConfig', 'Capacity', 'CustomResponseBodies', 'CaptchaConfig', 'ChallengeConfig', 'TokenDomains',
  'AssociationConfig', 'DataProtectionConfig', 'ApplicationConfig', 'AvailableLabels', 'ConsumedLabels', 'DefaultAction',
];

/** `aws wafv2 get-ip-set`, `get-rule-group` and `get-web-acl`. */
export const WAF: readonly LiveKind[] = [
  kindOf('get-ip-set', 'IPSet', OF_IP_SET),
  kindOf('get-rule-group', 'RuleGroup', OF_RULES),
  kindOf('get-web-acl', 'WebACL', OF_RULES),
];

function kindOf(command: string, key: 'IPSet' | 'RuleGroup' | 'WebACL', properties: readonly string[]): LiveKind {
  return {
    name: `aws wafv2 ${command}`,
    platform: 'aws',
    keys: [key, 'LockToken', 'ApplicationIntegrationURL'],
    recognises: (answer) => isObject(answer[key]),
    resources: (answer) => [resourceOf(answer.at(key), `AWS::WAFv2::${key}`, properties)],
  };
}

function resourceOf(node: JsonNode, type: string, known: readonly string[]): LiveResource {
  const value = node.object();
  const own = Object.fromEntries(known.filter((key) => Object.hasOwn(value, key)).map((key) => [key, withReferences(value[key])]));
  return { type, key: node.at('ARN').text(), body: { Properties: { ...own, ...unread(value, [...known, ...IRRELEVANT]) } } };
}

/** What is named by its ARN, as a template names it: `ARN` is the key of references only. */
function withReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReferences);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => (
    key === 'ARN' ? ['Arn', { 'Fn::GetAtt': [inner, 'Arn'] }] : [key, withReferences(inner)]
  )));
}
