import { groupBy } from '../../../collections/group-by';
import type { JsonNode } from '../../document/json-node';
import { isFilledList, type LiveKind, optionalItems, unread } from '../kind/live-kind';

const TYPE = 'AWS::EC2::SecurityGroup';

/** EC2 adds no rule to a group that exists; a template says so by a rule that admits nothing, which the reader knows. */
const NO_EGRESS = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' } as const;

const GROUP_KEYS = ['GroupId', 'GroupName', 'Description', 'OwnerId', 'VpcId', 'Tags', 'SecurityGroupArn', 'IpPermissions', 'IpPermissionsEgress'];

const PERMISSION_KEYS = ['IpProtocol', 'FromPort', 'ToPort', 'IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'UserIdGroupPairs'];

const RULE_KEYS = [
  'SecurityGroupRuleId', 'SecurityGroupRuleArn', 'GroupId', 'GroupOwnerId', 'IsEgress', 'Tags', 'Description',
  'IpProtocol', 'FromPort', 'ToPort', 'CidrIpv4', 'CidrIpv6', 'PrefixListId', 'ReferencedGroupInfo',
];

/** What a prefix list and another group are called as a peer, by direction. */
const PEERS = {
  SecurityGroupIngress: { list: 'SourcePrefixListId', group: 'SourceSecurityGroupId' },
  SecurityGroupEgress: { list: 'DestinationPrefixListId', group: 'DestinationSecurityGroupId' },
} as const;

type Side = keyof typeof PEERS;

/** `aws ec2 describe-security-groups`. */
export const SECURITY_GROUPS: LiveKind = {
  name: 'aws ec2 describe-security-groups',
  platform: 'aws',
  keys: ['SecurityGroups'],
  recognises: (answer) => isFilledList(answer.SecurityGroups),
  resources: (answer) => answer.at('SecurityGroups').items().map((group) => resourceOf(
    group.at('GroupId').text(),
    group.at('IpPermissions').items().flatMap((permission) => rulesOf(permission, 'SecurityGroupIngress')),
    group.at('IpPermissionsEgress').items().flatMap((permission) => rulesOf(permission, 'SecurityGroupEgress')),
    unread(group.object(), GROUP_KEYS),
  )),
};

/** `aws ec2 describe-security-group-rules`, which names the groups that have a rule. */
export const SECURITY_GROUP_RULES: LiveKind = {
  name: 'aws ec2 describe-security-group-rules',
  platform: 'aws',
  keys: ['SecurityGroupRules'],
  recognises: (answer) => isFilledList(answer.SecurityGroupRules),
  resources: (answer) => [...groupBy(answer.at('SecurityGroupRules').items(), (rule) => rule.at('GroupId').text())].map(([id, rules]) => {
    const of = (isEgress: boolean) => rules.filter((rule) => rule.at('IsEgress').boolean() === isEgress);
    return resourceOf(
      id, of(false).map((rule) => ruleOf(rule, 'SecurityGroupIngress')), of(true).map((rule) => ruleOf(rule, 'SecurityGroupEgress')), {},
    );
  }),
};

function resourceOf(id: string, ingress: readonly object[], egress: readonly object[], rest: object) {
  const body = { Properties: { SecurityGroupIngress: ingress, SecurityGroupEgress: egress.length > 0 ? egress : [NO_EGRESS], ...rest } };
  return { type: TYPE, key: id, body };
}

/** One rule for each peer of a permission; one without a peer stays, for the reader to find. */
function rulesOf(permission: JsonNode, side: Side): object[] {
  const { IpProtocol, FromPort, ToPort, ...rest } = permission.object();
  const traffic = { IpProtocol, FromPort, ToPort, ...unread(rest, PERMISSION_KEYS) };
  const peers = [
    ...optionalItems(permission.at('IpRanges')).map((range) => peerOf(range, { CidrIp: 'CidrIp' })),
    ...optionalItems(permission.at('Ipv6Ranges')).map((range) => peerOf(range, { CidrIpv6: 'CidrIpv6' })),
    ...optionalItems(permission.at('PrefixListIds')).map((list) => peerOf(list, { PrefixListId: PEERS[side].list })),
    ...optionalItems(permission.at('UserIdGroupPairs')).map((pair) => ({ [PEERS[side].group]: pair.value, Description: pair.object().Description })),
  ];
  return peers.length === 0 ? [traffic] : peers.map((peer) => ({ ...traffic, ...peer }));
}

function peerOf(node: JsonNode, names: Readonly<Record<string, string>>): object {
  const [[key, name]] = Object.entries(names);
  const peer = node.object();
  return { [name]: node.at(key).text(), Description: peer.Description, ...unread(peer, [key, 'Description']) };
}

function ruleOf(node: JsonNode, side: Side): object {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo, Description, ...rest } = node.object();
  return {
    IpProtocol,
    FromPort,
    ToPort,
    CidrIp: CidrIpv4,
    CidrIpv6,
    Description,
    [PEERS[side].list]: PrefixListId,
    [PEERS[side].group]: ReferencedGroupInfo,
    ...unread(rest, RULE_KEYS),
  };
}
