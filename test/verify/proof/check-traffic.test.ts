import { checkTraffic, TrafficTest, TrafficTests } from '../../../lib/verify';

const egress = [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }];
const group = (...cidrs: string[]) => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: 'a group',
    SecurityGroupEgress: egress,
    SecurityGroupIngress: cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp, Description: 'graph (stated)' })),
  },
});
const TEMPLATE = { Resources: { A: group('192.0.2.0/25'), B: group('192.0.2.128/25') } };
const results = (tests: TrafficTests, document: unknown = TEMPLATE, scope = {}) => checkTraffic(document, tests, scope).map(({ verdict }) => verdict);
const one = (test: TrafficTest, document?: unknown) => [...results({ allow: [test] }, document), ...results({ deny: [test] }, document)];

test.each<[string, TrafficTest, string[]]>([
  ['an address that is admitted', { from: '192.0.2.7', tcp: 443 }, ['passed', 'failed']],
  ['a prefix that groups admit together', { from: '192.0.2.0/24', tcp: '443' }, ['passed', 'failed']],
  ['a prefix that is admitted in part', { from: '192.0.2.0/23', tcp: 443 }, ['failed', 'failed']],
  ['another address', { from: '198.51.100.7', tcp: 443 }, ['failed', 'passed']],
  ['another port', { from: '192.0.2.7', tcp: 444 }, ['failed', 'passed']],
  ['ports of which some are admitted', { from: '192.0.2.7', tcp: '443-444' }, ['failed', 'failed']],
  ['another protocol', { from: '192.0.2.7', udp: 443 }, ['failed', 'passed']],
  ['the other direction', { to: '192.0.2.7', tcp: 443 }, ['failed', 'passed']],
  ['a name, which no security group knows', { to: 'outlook.office365.com', tcp: 443 }, ['unproven', 'unproven']],
])('%s', (_, test, expected) => {
  expect(one(test)).toEqual(expected);
});

test('what contradicts a test is named', () => {
  const [{ reasons }] = checkTraffic(TEMPLATE, { deny: [{ from: '192.0.2.0/30', tcp: 443 }] });
  expect(reasons).toEqual(['A, B admits inbound tcp 443 from 192.0.2.0/30 by Resources.A.Properties.SecurityGroupIngress[0] "graph (stated)"']);
});

test('passes nothing while something is not understood', () => {
  const document = { Resources: { ...TEMPLATE.Resources, C: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: 'A' }, IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: 'sg-1' } } } };
  expect(results({ allow: [{ from: '192.0.2.7', tcp: 443 }], deny: [{ from: '198.51.100.7', tcp: 443 }, { from: '192.0.2.7', tcp: 443 }] }, document)).toEqual(['unproven', 'unproven', 'failed']);
});

test('asks only the groups that are named', () => {
  expect(results({ allow: [{ from: '192.0.2.200', tcp: 443 }] }, TEMPLATE, { groups: ['A'] })).toEqual(['failed']);
  expect(results({ deny: [{ from: '192.0.2.200', tcp: 443 }] }, TEMPLATE, { groups: ['A', 'Z'] })).toEqual(['unproven']);
});

test.each<[unknown, string]>([
  [null, 'the tests are not an object with the lists allow and deny'],
  [[], 'the tests are not an object with the lists allow and deny'],
  [{}, 'the tests hold no test, which would always pass'],
  [{ $schema: 'x', allow: [], deny: [] }, 'the tests hold no test, which would always pass'],
  [{ permit: [] }, '"permit" is neither allow nor deny'],
  [{ allow: {} }, 'allow is not a list'],
  [{ allow: [{ from: '192.0.2.7', tcp: 443 }], deny: 'x' }, 'deny is not a list'],
  [{ allow: [{ from: '192.0.2.7', tcp: 443 }, 'x'] }, 'allow[1] is not an object'],
  [{ deny: [{ from: '192.0.2.7', tcp: 443, via: 'x' }] }, 'deny[0] has a key that is not known, "via"'],
  [{ allow: [{ from: '192.0.2.7' }] }, 'allow[0] does not have exactly one of tcp and udp'],
  [{ allow: [{ from: '192.0.2.7', tcp: 443, udp: 443 }] }, 'allow[0] does not have exactly one of tcp and udp'],
  [{ allow: [{ tcp: 443 }] }, 'allow[0] does not have exactly one of from and to'],
  [{ allow: [{ from: '192.0.2.7', to: '192.0.2.7', tcp: 443 }] }, 'allow[0] does not have exactly one of from and to'],
  [{ allow: [{ from: 7, tcp: 443 }] }, 'allow[0] has "from" that is not text'],
  [{ allow: [{ from: '192.0.2.7', tcp: 70_000 }] }, 'allow[0] is not understood, invalid port 70000'],
  [{ deny: [{ from: '192.0.2.700', tcp: 443 }] }, 'deny[0] is not understood, invalid prefix "192.0.2.700/32"'],
  [{ deny: [{ from: 'www.example.com', tcp: 443 }] }, 'deny[0] is not understood, invalid prefix "www.example.com/32"'],
  [{ deny: [{ to: 'www_.*', tcp: 443 }] }, 'deny[0] is not understood, invalid host pattern "www_.*"'],
])('fails for %j', (tests, message) => {
  expect(() => checkTraffic(TEMPLATE, tests as TrafficTests)).toThrow(expect.objectContaining({ code: 'InvalidTrafficTest', message: expect.stringContaining(message) }));
});
