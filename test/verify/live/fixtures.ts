/** Answers as the tools print them, of documentation addresses. */

const permission = (others: object) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [], ...others });

export const securityGroup = (IpPermissions: object[] = [], others: object = {}) => ({
  GroupId: 'sg-1',
  GroupName: 'from-microsoft',
  Description: 'a group',
  OwnerId: '123456789012',
  VpcId: 'vpc-1',
  SecurityGroupArn: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1',
  IpPermissions,
  IpPermissionsEgress: [],
  ...others,
});

export const https = permission;

export const GROUPS = {
  SecurityGroups: [securityGroup([permission({ IpRanges: [{ CidrIp: '192.0.2.0/24', Description: 'graph (stated)' }], Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] })])],
};

export const GROUP_RULES = {
  SecurityGroupRules: [
    { SecurityGroupRuleId: 'sgr-1', GroupId: 'sg-1', GroupOwnerId: '1', IsEgress: false, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv4: '192.0.2.0/24', Tags: [] },
    { SecurityGroupRuleId: 'sgr-2', GroupId: 'sg-1', GroupOwnerId: '1', IsEgress: false, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '2001:db8::/32', Tags: [] },
  ],
};

const NSG_ID = '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/nsg';

export const nsgRule = (name: string, priority: number, source: object, others: object = {}) => ({
  access: 'Allow',
  destinationAddressPrefix: '*',
  destinationAddressPrefixes: [],
  destinationPortRange: '443',
  destinationPortRanges: [],
  direction: 'Inbound',
  etag: 'W/"1"',
  id: `${NSG_ID}/securityRules/${name}`,
  name,
  priority,
  protocol: 'Tcp',
  provisioningState: 'Succeeded',
  resourceGroup: 'rg',
  sourceAddressPrefixes: [],
  sourcePortRange: '*',
  sourcePortRanges: [],
  type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  ...source,
  ...others,
});

export const NSG_RULES = [nsgRule('Graph4', 100, { sourceAddressPrefix: '192.0.2.0/24' }), nsgRule('Graph6', 101, { sourceAddressPrefixes: ['2001:db8::/32'] })];

export const nsg = (securityRules: object[] = NSG_RULES, others: object = {}) => ({
  defaultSecurityRules: [nsgRule('AllowVnetInBound', 65_000, { sourceAddressPrefix: 'VirtualNetwork' })],
  etag: 'W/"1"',
  id: NSG_ID,
  location: 'westeurope',
  name: 'nsg',
  provisioningState: 'Succeeded',
  resourceGroup: 'rg',
  resourceGuid: '0',
  securityRules,
  subnets: [{ id: `${NSG_ID}/subnets/a` }],
  type: 'Microsoft.Network/networkSecurityGroups',
  ...others,
});

const ACL = 'arn:aws:wafv2:eu-west-1:1:regional/webacl/a/1';
const ip4 = 'arn:aws:wafv2:eu-west-1:1:regional/ipset/four/1';
const ip6 = 'arn:aws:wafv2:eu-west-1:1:regional/ipset/six/1';

const ipSet = (ARN: string, IPAddressVersion: string, Addresses: string[]) => ({ IPSet: { Name: 'x', Id: '1', ARN, Description: '', IPAddressVersion, Addresses }, LockToken: 't' });

export const IP_SETS = [ipSet(ip4, 'IPV4', ['192.0.2.0/24']), ipSet(ip6, 'IPV6', ['2001:0db8:0000:0000:0000:0000:0000:0000/32'])];

const visibility = { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: 'm' };

export const WEB_ACL = {
  WebACL: {
    Name: 'acl',
    Id: '1',
    ARN: ACL,
    Description: '',
    DefaultAction: { Block: {} },
    VisibilityConfig: visibility,
    Capacity: 2,
    ManagedByFirewallManager: false,
    LabelNamespace: 'awswaf:1:webacl:acl:',
    Rules: [{
      Name: 'graph',
      Priority: 0,
      Action: { Allow: {} },
      VisibilityConfig: visibility,
      Statement: { OrStatement: { Statements: [{ IPSetReferenceStatement: { ARN: ip4 } }, { IPSetReferenceStatement: { ARN: ip6 } }] } },
    }],
  },
  LockToken: 't',
};

export const RESTRICTIONS = {
  ipSecurityRestrictions: [
    { action: 'Allow', description: 'graph', ipAddress: '192.0.2.0/24', name: 'graph4', priority: 100, tag: 'Default', headers: null, subnetMask: null, vnetSubnetResourceId: null },
    { action: 'Allow', ipAddress: '2001:db8::/32', name: 'graph6', priority: 110, tag: 'Default' },
    { action: 'Deny', description: 'Deny all access', ipAddress: 'Any', name: 'Deny all', priority: 2_147_483_647, tag: null },
  ],
  scmIpSecurityRestrictions: [{ action: 'Allow', description: 'Allow all access', ipAddress: 'Any', name: 'Allow all', priority: 2_147_483_647 }],
  scmIpSecurityRestrictionsUseMain: true,
};

const POLICY = '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/policy';
const IP_GROUP = '/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/ipGroups/graph';

export const IP_GROUPS = [{ etag: 'x', firewallPolicies: [], firewalls: [], id: IP_GROUP, ipAddresses: ['192.0.2.0/24'], location: 'westeurope', name: 'graph', provisioningState: 'Succeeded', resourceGroup: 'rg', type: 'Microsoft.Network/ipGroups' }];

export const collectionGroup = (...ruleCollections: object[]) => ({
  etag: 'x', id: `${POLICY}/ruleCollectionGroups/m365`, name: 'm365', priority: 200, provisioningState: 'Succeeded', resourceGroup: 'rg', type: 'Microsoft.Network/FirewallPolicies/RuleCollectionGroups', ruleCollections,
});

export const networkCollection = (rule: object = {}) => ({
  action: { type: 'Allow' },
  name: 'network',
  priority: 210,
  ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
  rules: [{
    description: 'graph',
    destinationAddresses: [],
    destinationFqdns: [],
    destinationIpGroups: [IP_GROUP.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')],
    destinationPorts: ['443'],
    ipProtocols: ['TCP'],
    name: 'graph',
    ruleType: 'NetworkRule',
    sourceAddresses: ['*'],
    sourceIpGroups: [],
    ...rule,
  }],
});
