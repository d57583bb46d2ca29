import { readTerraform } from '../../../lib/verify';
import { clean, codes } from './ec2-fixture';

const IN = { security_group_id: '${aws_security_group.Sg.id}', ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '203.0.113.0/24' };

function read({ group = {}, ingress = [], egress = [], more = {} }: { group?: object; ingress?: object[]; egress?: object[]; more?: object }) {
  const named = (rules: object[]) => Object.fromEntries(rules.map((rule, index) => [`r${index}`, rule]));
  return readTerraform({
    resource: {
      aws_security_group: { Sg: { vpc_id: 'vpc-1', ...group } },
      aws_vpc_security_group_ingress_rule: named(ingress),
      aws_vpc_security_group_egress_rule: named(egress),
      ...more,
    },
  });
}

test('rules of both directions and families', () => {
  expect(clean(read({
    ingress: [IN, { ...IN, cidr_ipv4: undefined, cidr_ipv6: '2001:db8::/32', from_port: 25, to_port: 25 }],
    egress: [{ ...IN, ip_protocol: 'udp', from_port: 3478, to_port: 3481 }],
  }))).toEqual(['inbound tcp 25 from 2001:db8::/32', 'inbound tcp 443 from 203.0.113.0/24', 'outbound udp 3478-3481 to 203.0.113.0/24']);
});

test('a group without egress rules lets nothing out, since the provider removes what EC2 adds', () => {
  const reading = read({ ingress: [IN] });
  expect([...reading.groups.values()].map(({ key, implicitEgress, declared }) => [key, implicitEgress, declared])).toEqual([['aws_security_group.Sg', false, true]]);
  expect(clean(reading)).toEqual(['inbound tcp 443 from 203.0.113.0/24']);
});

test('protocol -1 is everything, with no ports', () => {
  expect(clean(read({ egress: [{ security_group_id: IN.security_group_id, ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }] })))
    .toEqual(expect.arrayContaining(['outbound tcp all ports to 0.0.0.0/0']));
});

test('a group named by id is a group that is not declared', () => {
  const { groups } = read({ ingress: [{ ...IN, security_group_id: 'sg-1' }] });
  expect([...groups.values()].map(({ key, declared, rules }) => [key, declared, rules.length])).toEqual([['aws_security_group.Sg', true, 0], ['sg-1', false, 1]]);
});

test.each([
  ['a rule twice', { ingress: [IN, { ...IN, description: 'again' }] }, ['DuplicateRule']],
  ['a group that is not there', { ingress: [{ ...IN, security_group_id: '${aws_security_group.Other.id}' }] }, ['UnknownGroup']],
  ['no peer', { ingress: [{ ...IN, cidr_ipv4: null }] }, ['PeerMissing']],
  ['two peers', { ingress: [{ ...IN, cidr_ipv6: '2001:db8::/32' }] }, ['SeveralPeers']],
  ['a family in the wrong place', { ingress: [{ ...IN, cidr_ipv4: '2001:db8::/32' }] }, ['WrongFamily']],
  ['a rule that may exist more than once', { ingress: [{ ...IN, count: 2 }] }, ['ConditionalResource']],
  ['ports in the wrong order', { ingress: [{ ...IN, from_port: 444 }] }, ['InvalidPorts']],
  ['a description that EC2 rejects', { ingress: [{ ...IN, description: 'ü' }] }, ['DescriptionCharacters']],
])('%s is found', (_, written, found) => {
  expect(codes(read(written)).map((text) => text.split(' ')[0])).toEqual(found);
});

test.each([
  ['inline rules', { group: { ingress: [{ cidr_blocks: ['0.0.0.0/0'] }] } }],
  ['a rule of the older kind', { more: { aws_security_group_rule: { a: { type: 'ingress' } } } }],
  ['another group as a peer', { ingress: [{ ...IN, cidr_ipv4: null, referenced_security_group_id: 'sg-2' }] }],
  ['a prefix known to the deployment only', { ingress: [{ ...IN, cidr_ipv4: '${var.x}' }] }],
  ['a port known to the deployment only', { ingress: [{ ...IN, from_port: '${var.x}' }] }],
])('%s is unresolved, never guessed', (_, written) => {
  const { unresolved, admitted } = read(written);
  expect(unresolved).toHaveLength(1);
  expect(admitted.isEmpty).toBe(true);
});

test('inline and separate rules on one group are found', () => {
  expect(codes(read({ group: { egress: [] }, ingress: [IN] }))).toEqual(['MixedInlineAndSeparate resource.aws_security_group.Sg']);
});

test('the quota of a group, which can be raised', () => {
  const ingress = Array.from({ length: 61 }, (_, index) => ({ ...IN, cidr_ipv4: `10.0.0.${index}/32` }));
  expect(codes(read({ ingress })).map((text) => text.split(' ')[0])).toEqual(['TooManyRules']);
});
