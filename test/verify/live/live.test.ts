/** Answers of `aws` and `az` about what is deployed, and what is never read as nothing. */
import { AddressFamily, Direction, PortRange, PortSet, PrefixSet } from '../../../lib/net';
import { type AdmittingRule, prove, Verdict } from '../../../lib/verify';
import {
  collectionGroup, GROUP_RULES, GROUPS, https, IP_GROUPS, IP_SETS, networkCollection, nsg, NSG_RULES, nsgRule, RESTRICTIONS, securityGroup, WEB_ACL,
} from './fixtures';

const BOTH = PrefixSet.of('192.0.2.0/24', '2001:db8::/32');
const rule = (prefixes: PrefixSet, direction = Direction.INBOUND): AdmittingRule => (
  { direction, protocol: 'tcp', ports: PortSet.of(PortRange.of(443)), prefixes }
);
const proof = (documents: unknown, meant = rule(BOTH)) => prove(documents, { rules: [meant] });
const open = https({ IpRanges: [{ CidrIp: '0.0.0.0/0' }] });

const LISTED = {
  list: { Entries: [{ Cidr: '192.0.2.0/24', Description: 'a' }], PrefixListId: 'pl-1' },
  six: { Entries: [{ Cidr: '2001:db8::/32' }], PrefixListId: 'pl-6' },
  group: { SecurityGroups: [securityGroup([https({ PrefixListIds: [{ PrefixListId: 'pl-1' }, { PrefixListId: 'pl-6' }] })])] },
};

test.each<[string, unknown]>([
  ['describe-security-groups', GROUPS],
  ['describe-security-group-rules', GROUP_RULES],
  ['a group with prefix lists', [LISTED.group, LISTED.list, LISTED.six]],
  ['more rules than the default quota', {
    SecurityGroups: [securityGroup([https({
      IpRanges: Array.from({ length: 128 }, (_, i) => ({ CidrIp: `192.0.2.${i * 2}/31` })), Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
    })])],
  }],
  ['get-web-acl with its IP sets', [WEB_ACL, ...IP_SETS]],
  ['nsg show', nsg()],
  ['nsg list', [nsg()]],
  ['nsg rule list', NSG_RULES],
  ['webapp access-restriction show', RESTRICTIONS],
])('%s that admits what is meant is equal', (_, documents) => {
  expect(`${proof(documents)}`).toMatch(/^equal: /);
});

test('rule-collection-group list with ip-group list is equal, whatever the case of ids', () => {
  const meant = rule(BOTH.only(AddressFamily.IPV4), Direction.OUTBOUND);
  expect(`${proof([[collectionGroup(networkCollection())], IP_GROUPS], meant)}`).toMatch(/^equal: /);
});

test.each<[string, unknown, string]>([
  ['an open group', { SecurityGroups: [securityGroup([open])] }, 'inbound tcp 443 from 0.0.0.0/0'],
  ['egress', { SecurityGroups: [securityGroup([], { IpPermissionsEgress: [https({ IpProtocol: '-1', FromPort: undefined, ToPort: undefined, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })] })] }, 'outbound tcp all ports to 0.0.0.0/0'],
  ['a rule more of a network security group', nsg([...NSG_RULES, nsgRule('Any', 4000, { sourceAddressPrefix: '198.51.100.7/32' })]), 'inbound tcp 443 from 198.51.100.7/32'],
  ['a restriction that admits everyone else', { ...RESTRICTIONS, ipSecurityRestrictions: [{ action: 'Allow', ipAddress: 'Any', name: 'Allow all', priority: 2_147_483_647 }] }, 'every request from everyone'],
  ['an IP set with more', [WEB_ACL, IP_SETS[1], { IPSet: { ...IP_SETS[0].IPSet, Addresses: ['192.0.2.0/24', '198.51.100.0/24'] }, LockToken: 't' }], '198.51.100.0/24'],
])('%s is different, and named', (_, documents, text) => {
  const found = proof(documents);
  expect(found.verdict).toBe(Verdict.DIFFERENT);
  expect(found.extra.map(({ traffic }) => traffic).join('\n')).toContain(text);
});

test('a Deny before an Allow shadows it', () => {
  const shadow = nsgRule('Shadow', 90 + 10, { sourceAddressPrefix: '192.0.2.0/25' }, { access: 'Deny', id: NSG_RULES[0].id.replace('Graph4', 'Shadow') });
  const found = proof(nsg([shadow, nsgRule('Graph4', 102, { sourceAddressPrefix: '192.0.2.0/24' }), NSG_RULES[1]]));
  expect(found.missing.map(({ traffic, rule: by }) => [traffic, by?.name])).toEqual([['inbound tcp 443 from 192.0.2.0/25', 'Shadow']]);
});

const NOTHING: AdmittingRule = rule(PrefixSet.EMPTY);

test.each<[string, unknown]>([
  ['a page of a longer answer', { ...GROUPS, NextToken: 'more' }],
  ['a group in two answers', [GROUPS, GROUP_RULES]],
  ['a prefix list that is not given', [LISTED.group, LISTED.list, { SecurityGroups: [securityGroup([https({ Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] })], { GroupId: 'sg-2' })] }]],
  ['an IP set that is not given', [WEB_ACL, IP_SETS[0]]],
  ['another group as a peer', { SecurityGroups: [securityGroup([...GROUPS.SecurityGroups[0].IpPermissions, https({ UserIdGroupPairs: [{ GroupId: 'sg-9', UserId: '1' }] })])] }],
  ['a key of a rule that is not known', { SecurityGroups: [securityGroup(GROUPS.SecurityGroups[0].IpPermissions.map((one) => ({ ...one, New: [1] })))] }],
  ['a key of a group that is not known', { SecurityGroups: [{ ...GROUPS.SecurityGroups[0], New: true }] }],
  ['a key of an answer that is not known', { ...GROUPS, New: true }],
  ['a property of a network security rule that is not known', nsg(NSG_RULES.map((one) => ({ ...one, newMatch: 'x' })))],
  ['an application security group', nsg([...NSG_RULES, nsgRule('Asg', 300, { sourceApplicationSecurityGroups: [{ id: '/asg' }] })])],
  ['a service tag', { ...RESTRICTIONS, ipSecurityRestrictions: [...RESTRICTIONS.ipSecurityRestrictions, { action: 'Allow', ipAddress: 'AzureCloud', tag: 'ServiceTag', priority: 200, name: 'tag' }] }],
])('%s is never equal', (_, documents) => {
  expect(proof(documents).verdict).not.toBe(Verdict.EQUAL);
});

test.each<[string, unknown]>([
  ['nothing at all', []],
  ['a prefix list alone', LISTED.list],
  ['collections of unknown kind', [collectionGroup({ ...networkCollection(), ruleCollectionType: 'New' })]],
])('an answer about %s proves nothing, even where nothing is meant', (_, documents) => {
  expect(proof(documents, NOTHING).verdict).toBe(Verdict.UNPROVEN);
});

test.each<[string, unknown, string]>([
  ['{}', {}, 'UnrecognisedDocument'],
  ['no group', { SecurityGroups: [] }, 'UnrecognisedDocument'],
  ['no rule', { SecurityGroupRules: [] }, 'UnrecognisedDocument'],
  ['no network security group', [[]], 'UnrecognisedDocument'],
  ['text', 'text', 'UnrecognisedDocument'],
  ['an answer about something else', { Vpcs: [] }, 'UnrecognisedDocument'],
  ['the shape of two answers', { ...GROUPS, ...GROUP_RULES }, 'UnrecognisedDocument'],
  ['entries of a list that is not named', { Entries: LISTED.list.Entries }, 'UnnamedPrefixList'],
  ['groups without their rules', { SecurityGroups: [{ GroupId: 'sg-1' }] }, 'MalformedTemplate'],
  ['a restriction that contradicts itself', { ...RESTRICTIONS, ipSecurityRestrictionsDefaultAction: 'Allow' }, 'MalformedTemplate'],
])('fails for %s', (_, document, code) => {
  expect(() => proof(document)).toThrow(expect.objectContaining({ code }));
});

test('a network security group on nothing is said to be attached to nothing', () => {
  expect(proof(nsg(NSG_RULES, { subnets: undefined })).findings.map(({ code }) => code)).toEqual(['NotAttached']);
  expect(proof(nsg()).findings).toEqual([]);
});
