import { Direction, HostPattern, HostPatternKind, PortRange, PortSet, PrefixSet } from '../../../lib/net';
import { type AdmittingRule, type Expectation, prove, Verdict } from '../../../lib/verify';

const rule = (...prefixes: string[]): AdmittingRule => (
  { direction: Direction.INBOUND, protocol: 'tcp', ports: PortSet.of(PortRange.of(443)), prefixes: PrefixSet.of(...prefixes) }
);
const MEANT: Expectation = { rules: [rule('192.0.2.0/24', '2001:db8::/32')] };

const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const ingress = [{ ...https, CidrIp: '192.0.2.0/24', Description: 'graph (stated)' }, { ...https, CidrIpv6: '2001:db8::/32' }];
const group = (SecurityGroupIngress: unknown) => (
  { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'a group', SecurityGroupIngress, SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }] } }
);
const loadBalancer = (...groups: string[]) => (
  { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: groups.map((id) => ({ 'Fn::GetAtt': [id, 'GroupId'] })) } }
);
const template = (rules: unknown = ingress, others: object = {}) => ({ Resources: { Sg: group(rules), Lb: loadBalancer('Sg'), ...others } });
const verdict = (document: unknown, expectation = MEANT) => prove(document, expectation).verdict;

test('is equal when exactly what is meant is admitted', () => {
  const proof = prove(template(), MEANT);
  expect(proof).toMatchObject({ verdict: Verdict.EQUAL, isEqual: true, groups: ['Sg'], missing: [], extra: [], unresolved: [], findings: [], uncovered: [] });
  expect(`${proof}`).toBe('equal: Sg');
});

test.each<[string, unknown]>([
  ['rules split', [{ ...https, CidrIp: '192.0.2.0/25' }, { ...https, CidrIp: '192.0.2.128/25' }, ingress[1]]],
  ['rules in another order', [...ingress].reverse()],
  ['numbers as text', ingress.map((one) => ({ ...one, FromPort: '443', ToPort: '443' }))],
  ['another spelling of a protocol', ingress.map((one) => ({ ...one, IpProtocol: 6 }))],
  ['another spelling of an address', [ingress[0], { ...https, CidrIpv6: '2001:DB8:0::/32' }]],
  ['another description', ingress.map((one) => ({ ...one, Description: 'something else' }))],
])('stays equal with %s', (_, rules) => {
  expect(verdict(template(rules))).toBe(Verdict.EQUAL);
});

test('stays equal with tags, metadata, outputs and resources that are not filters', () => {
  const document = template();
  expect(verdict({
    ...document,
    Metadata: { a: 1 },
    Outputs: { Id: { Value: { Ref: 'Sg' } } },
    Resources: {
      ...document.Resources,
      Sg: { ...document.Resources.Sg, Metadata: { path: 'x' }, DependsOn: 'Lb', Properties: { ...document.Resources.Sg.Properties, Tags: [{ Key: 'a', Value: 'b' }] } },
      Bucket: { Type: 'AWS::S3::Bucket' },
    },
  })).toBe(Verdict.EQUAL);
});

describe('is different, and says what and by which rule', () => {
  test('a rule that admits more', () => {
    const proof = prove(template([{ ...https, CidrIp: '192.0.2.0/23', Description: 'graph (stated)' }, ingress[1]]), {
      ...MEANT, publishersOf: (addresses) => (addresses.overlaps(PrefixSet.of('192.0.3.0/24')) ? ['some-row (2025-01)'] : []),
    });
    expect(proof.verdict).toBe(Verdict.DIFFERENT);
    expect(proof.extra).toEqual([{
      groups: ['Sg'],
      rule: { path: 'Resources.Sg.Properties.SecurityGroupIngress[0]', name: undefined, description: 'graph (stated)' },
      traffic: 'inbound tcp 443 from 192.0.3.0/24',
      publishers: ['some-row (2025-01)'],
    }]);
    expect(`${proof}`).toContain('extra: inbound tcp 443 from 192.0.3.0/24 by Resources.Sg.Properties.SecurityGroupIngress[0] "graph (stated)" (published by some-row (2025-01))');
  });

  test('an open rule is one line, not each fragment that is left of it', () => {
    const { extra } = prove(template([{ ...https, CidrIp: '0.0.0.0/0' }, ingress[1]]), MEANT);
    expect(extra.map(({ traffic }) => traffic)).toEqual(['inbound tcp 443 from 0.0.0.0/0, expected only from 192.0.2.0/24']);
  });

  test('what is missing, and who publishes it', () => {
    const proof = prove(template(ingress.slice(1)), { ...MEANT, publishersOf: () => ['graph'] });
    expect(proof.missing).toEqual([{ groups: ['Sg'], rule: undefined, traffic: 'inbound tcp 443 from 192.0.2.0/24', publishers: ['graph'] }]);
  });

  test('the egress rule that EC2 adds', () => {
    const { SecurityGroupEgress: _, ...properties } = group(ingress).Properties;
    const { verdict: found, extra } = prove({ Resources: { Sg: { Type: 'AWS::EC2::SecurityGroup', Properties: properties }, Lb: loadBalancer('Sg') } }, MEANT);
    expect(found).toBe(Verdict.DIFFERENT);
    expect(extra.map(({ traffic, rule: by }) => [traffic, by])).toContainEqual(['outbound tcp all ports to 0.0.0.0/0', undefined]);
  });
});

describe('is unproven', () => {
  const second = (rules: unknown) => ({ Other: group(rules) });

  test.each<[string, unknown]>([
    ['a condition among rules that comes to nothing', template([...ingress, { 'Fn::If': ['C', { ...https, CidrIp: '0.0.0.0/0' }, { Ref: 'AWS::NoValue' }] }])],
    ['a property that nobody knows', template(ingress.map((one) => ({ ...one, NewProperty: true })))],
    ['a macro', { ...template(), Transform: 'Company::Macro' }],
    ['a macro beside the properties of a rule', template([{ ...ingress[0], 'Fn::Transform': { Name: 'M' } }, ingress[1]])],
    ['a loop over resources', template(ingress, { 'Fn::ForEach::Rules': [] })],
    ['a nested stack', template(ingress, { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: {} } })],
    ['a custom resource that names the group', template(ingress, { Custom: { Type: 'Custom::OpenUp', Properties: { Group: { Ref: 'Sg' } } } })],
    ['an unknown type that names the group in a text', template(ingress, { New: { Type: 'AWS::EC2::NewRule', Properties: { Group: { 'Fn::Sub': 'x/${Sg.GroupId}' } } } })],
    ['a condition on the group', template(ingress, { Sg: { ...group(ingress), Condition: 'C' } })],
    ['a rule that moved to a group that is attached to something else', template(ingress.slice(1), second(ingress.slice(0, 1)))],
    ['a rule that moved to a group of another document', template(ingress.slice(1), {
      Moved: { Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: 'sg-1', ...ingress[0] } },
    })],
    ['rules that all moved to a group that is attached to nothing', template([], second(ingress))],
  ])('%s', (_, document) => {
    const proof = prove(document, MEANT);
    expect([proof.verdict, proof.isEqual]).toEqual([Verdict.UNPROVEN, false]);
    expect(proof.unresolved.length + proof.findings.length + proof.uncovered.length).toBeGreaterThan(0);
  });

  test.each<[string, unknown]>([
    ['a template without filters', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }],
    ['a Terraform configuration without resources', { terraform: {} }],
  ])('%s, whatever is meant', (_, document) => {
    expect(verdict(document)).toBe(Verdict.UNPROVEN);
    expect(verdict(document, {})).toBe(Verdict.UNPROVEN);
  });

  test('a group that the documents do not have', () => {
    expect(verdict(template(), { ...MEANT, groups: ['Sg', 'Absent'] })).toBe(Verdict.UNPROVEN);
  });

  test('a rule whose host template or port is known to the deployment only', () => {
    const hosts = [HostPattern.parse('<tenant>.example.com')];
    expect(hosts[0].kind).toBe(HostPatternKind.TEMPLATE);
    expect(verdict(template(), { rules: [...MEANT.rules!, { ...rule('192.0.2.0/24'), hosts }] })).toBe(Verdict.UNPROVEN);
    expect(verdict(template(), { rules: [...MEANT.rules!, { ...rule('192.0.2.0/24'), deployTimePorts: ['${Token}'] }] })).toBe(Verdict.UNPROVEN);
  });

  test('names without addresses, where only addresses are filtered', () => {
    const named: AdmittingRule = { ...rule(), hosts: [HostPattern.parse('www.example.com')] };
    const { verdict: found, uncovered } = prove(template(), { rules: [...MEANT.rules!, named] });
    expect(found).toBe(Verdict.UNPROVEN);
    expect(uncovered.map(({ reason }) => reason)).toEqual(['names are meant without addresses, and only addresses are filtered']);
  });
});

test('a group that nothing names is equal, with a finding', () => {
  const proof = prove({ Resources: { Sg: group(ingress) } }, MEANT);
  expect(proof.verdict).toBe(Verdict.EQUAL);
  expect(proof.findings.map(({ code, path }) => `${code} ${path}`)).toEqual(['NotAttached Sg']);
});

test('groups of one load balancer add up, in one document or in several', () => {
  const [one, other] = ingress.map((each) => group([each]));
  expect(verdict({ Resources: { One: one, Other: other, Lb: loadBalancer('One', 'Other') } })).toBe(Verdict.EQUAL);
  expect(verdict([{ Resources: { One: one } }, { Resources: { Other: other } }])).toBe(Verdict.EQUAL);
});

test('only the groups that are named are compared', () => {
  const open = group([{ ...https, CidrIp: '0.0.0.0/0' }]);
  const document = template(ingress, { Open: open });
  expect(verdict(document)).toBe(Verdict.DIFFERENT);
  expect(verdict(document, { ...MEANT, groups: ['Sg'] })).toBe(Verdict.EQUAL);
});

test('another filter that is not read is named, and leaves the verdict as it is', () => {
  const proof = prove(template(ingress, { Acl: { Type: 'AWS::EC2::NetworkAclEntry', Properties: { RuleAction: 'deny' } } }), MEANT);
  expect(proof.verdict).toBe(Verdict.EQUAL);
  expect(proof.uncovered.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    'Resources.Acl: AWS::EC2::NetworkAclEntry admits or refuses traffic, and is not read',
  ]);
});

test.each<[string, unknown]>([['nothing', {}], ['a list', [[]]], ['text', 'text'], ['null', null], ['the answer of a command', { SecurityGroups: [] }]])(
  'fails with %s, which is not a document', (_, document) => {
    expect(() => prove(document, MEANT)).toThrow('not a recognised document: pass the parsed JSON of a CloudFormation template or a Terraform configuration in JSON');
  },
);
