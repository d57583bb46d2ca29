import { EndpointError } from '../../lib/messages/errors';
import { Direction } from '../../lib/net';
import { readCloudFormation } from '../../lib/verify';
import { clean, codes, group, HTTPS, ingressOf, NO_EGRESS, separate } from './aws/ec2-fixture';

describe('rules', () => {
  test('an inline rule admits its range on its ports', () => {
    expect(clean(ingressOf({ ...HTTPS, FromPort: 80 }))).toEqual(['inbound tcp 80-443 from 52.159.23.209/32']);
  });

  test('both families', () => {
    expect(clean(ingressOf(HTTPS, { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: '2603:1063::/38' })))
      .toEqual(['inbound tcp 443 from 52.159.23.209/32, 2603:1063::/38']);
  });

  test('inline egress goes outbound', () => {
    const Sg = group({ SecurityGroupEgress: [{ IpProtocol: 'udp', FromPort: 3478, ToPort: 3481, CidrIp: '52.112.0.0/14' }] });
    expect(clean(readCloudFormation({ Resources: { Sg } }))).toEqual(['outbound udp 3478-3481 to 52.112.0.0/14']);
  });

  test.each([
    ['tcp', 'tcp'], ['TCP', 'tcp'], ['6', 'tcp'], [6, 'tcp'], ['17', 'udp'], ['udp', 'udp'],
  ])('protocol %p is %s', (written, name) => {
    expect(clean(ingressOf({ ...HTTPS, IpProtocol: written }))).toEqual([`inbound ${name} 443 from 52.159.23.209/32`]);
  });

  test.each([
    ['50', 'esp'], [51, 'ah'], ['47', 'gre'], ['132', 'protocol 132'],
  ])('protocol %p is %s, whatever the ports', (written, name) => {
    expect(clean(ingressOf({ ...HTTPS, IpProtocol: written }))).toEqual([`inbound ${name} from 52.159.23.209/32`]);
  });

  test.each(['-1', -1])('protocol %p is every protocol on every port, whatever the ports', (written) => {
    const expected = ['inbound tcp all ports from 10.0.0.0/8', 'inbound udp all ports from 10.0.0.0/8', 'inbound other from 10.0.0.0/8'];
    expect(clean(ingressOf({ IpProtocol: written, CidrIp: '10.0.0.0/8' }))).toEqual(expected);
    expect(clean(ingressOf({ IpProtocol: written, CidrIp: '10.0.0.0/8', FromPort: 443, ToPort: 443 }))).toEqual(expected);
  });

  test('ports may be text', () => {
    expect(clean(ingressOf({ ...HTTPS, FromPort: '80', ToPort: '90' }))).toEqual(['inbound tcp 80-90 from 52.159.23.209/32']);
  });

  test('ICMP has types, not ports', () => {
    expect(clean(ingressOf({ IpProtocol: 'icmp', FromPort: -1, ToPort: -1, CidrIp: '10.0.0.0/8' }))).toEqual(['inbound icmp from 10.0.0.0/8']);
    const echo = ingressOf({ IpProtocol: '1', FromPort: 8, ToPort: -1, CidrIp: '10.0.0.0/8' });
    expect(echo.admitted.describe()).toEqual(['inbound icmp from 10.0.0.0/8']);
    expect(codes(echo)).toEqual(['IcmpType Resources.Sg.Properties.SecurityGroupIngress[0]']);
  });

  test("CDK's no-traffic rule admits nothing but is counted", () => {
    const reading = ingressOf();
    expect(clean(reading)).toEqual([]);
    expect(reading.groups.get('Sg')?.counts[Direction.OUTBOUND]).toEqual({ ipv4: 1, ipv6: 0 });
    expect(reading.groups.get('Sg')?.implicitEgress).toBe(false);
  });

  test('only the exact no-traffic rule admits nothing', () => {
    const Sg = group({ SecurityGroupEgress: [{ ...NO_EGRESS[0], ToPort: 87 }] });
    expect(readCloudFormation({ Resources: { Sg } }).admitted.describe()).toEqual(['outbound icmp to 255.255.255.255/32']);
  });

  test('AWS::NoValue is no value', () => {
    const reading = ingressOf({ ...HTTPS, CidrIpv6: { Ref: 'AWS::NoValue' } }, { Ref: 'AWS::NoValue' });
    expect(clean(reading)).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
  });
});

describe('groups', () => {
  test.each([
    ['Ref', { Ref: 'Sg' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Sg', 'GroupId'] }],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Sg.GroupId' }],
  ])('a separate rule joins the group it names by %s', (_, groupId) => {
    const reading = readCloudFormation({ Resources: { In: separate('Ingress', groupId, HTTPS), Sg: group({}) } });
    expect(clean(reading)).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect([...reading.groups.keys()]).toEqual(['Sg']);
  });

  test.each([
    ['a literal', 'sg-0123', 'sg-0123'],
    ['an import', { 'Fn::ImportValue': 'Network-Sg' }, '{"Fn::ImportValue":"Network-Sg"}'],
    ['a parameter', { Ref: 'GroupParameter' }, 'GroupParameter'],
    ["a nested stack's output", { 'Fn::GetAtt': ['Nested', 'Outputs.Sg'] }, 'Nested.Outputs.Sg'],
  ])('a group named by %s has a stable key and no egress of its own', (_, groupId, key) => {
    const reading = readCloudFormation({ Resources: { A: separate('Ingress', groupId, HTTPS), B: separate('Ingress', groupId, { ...HTTPS, FromPort: 80 }) } });
    expect([...reading.groups.keys()]).toEqual([key]);
    expect(reading.groups.get(key)).toMatchObject({ declared: false, implicitEgress: false });
    expect(clean(reading)).toEqual(['inbound tcp 80-443 from 52.159.23.209/32']);
  });

  test('groups are added up', () => {
    const A = group({ SecurityGroupIngress: [HTTPS] });
    const B = group({ SecurityGroupIngress: [{ ...HTTPS, CidrIp: '52.159.23.208/32' }] });
    const reading = readCloudFormation({ Resources: { A, B } });
    expect(clean(reading)).toEqual(['inbound tcp 443 from 52.159.23.208/31']);
    expect(reading.groups.get('B')?.space.describe()).toEqual(['inbound tcp 443 from 52.159.23.208/32']);
  });

  test('rules keep their description and path', () => {
    const reading = ingressOf({ ...HTTPS, Description: 'graph-change-notifications stated' });
    expect(reading.groups.get('Sg')?.rules[0]).toMatchObject({
      path: 'Resources.Sg.Properties.SecurityGroupIngress[0]', description: 'graph-change-notifications stated', access: 'allow', direction: 'inbound',
    });
  });

  test('other resources are not looked at', () => {
    expect(clean(readCloudFormation({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }))).toEqual([]);
    expect(clean(readCloudFormation({}))).toEqual([]);
  });
});

describe("EC2's own egress rule", () => {
  const everything = ['outbound tcp all ports to 0.0.0.0/0', 'outbound udp all ports to 0.0.0.0/0', 'outbound other to 0.0.0.0/0'];

  test.each([['missing', undefined], ['empty', []], ['removed', { Ref: 'AWS::NoValue' }]])('is there when egress is %s, and marked', (_, egress) => {
    const reading = readCloudFormation({ Resources: { Sg: group({ SecurityGroupEgress: egress }) } });
    expect(clean(reading)).toEqual(everything);
    expect(reading.groups.get('Sg')).toMatchObject({ implicitEgress: true, counts: { outbound: { ipv4: 0, ipv6: 0 } } });
  });

  test('is there when the group has no properties', () => {
    expect(clean(readCloudFormation({ Resources: { Sg: { Type: 'AWS::EC2::SecurityGroup' } } }))).toEqual(everything);
  });

  test('is replaced by an inline rule', () => {
    const Sg = group({ SecurityGroupEgress: [HTTPS] });
    expect(clean(readCloudFormation({ Resources: { Sg } }))).toEqual(['outbound tcp 443 to 52.159.23.209/32']);
  });

  test('is replaced by a separate rule', () => {
    const Resources = { Sg: group({ SecurityGroupEgress: undefined }), Out: separate('Egress', { Ref: 'Sg' }, HTTPS) };
    expect(clean(readCloudFormation({ Resources }))).toEqual(['outbound tcp 443 to 52.159.23.209/32']);
  });

  test('is not replaced by a separate ingress rule, nor by a rule that may not exist', () => {
    const Out = { ...separate('Egress', { Ref: 'Sg' }, HTTPS), Condition: 'Maybe' };
    const reading = readCloudFormation({ Resources: { Sg: group({ SecurityGroupEgress: undefined }), In: separate('Ingress', { Ref: 'Sg' }, HTTPS), Out } });
    expect(reading.groups.get('Sg')?.implicitEgress).toBe(true);
    expect(codes(reading)).toEqual(['ConditionalResource Resources.Out.Condition']);
  });
});

describe('unresolved values are listed and never guessed', () => {
  test.each([
    ['a security group', { SourceSecurityGroupId: { Ref: 'Other' } }, 'SourceSecurityGroupId', '{"Ref":"Other"}'],
    ['a literal security group', { SourceSecurityGroupId: 'sg-1' }, 'SourceSecurityGroupId', 'sg-1'],
    ['a prefix list', { SourcePrefixListId: 'pl-1' }, 'SourcePrefixListId', 'pl-1'],
    ['an IPv4 parameter', { CidrIp: { Ref: 'Cidr' } }, 'CidrIp', '{"Ref":"Cidr"}'],
    ['an IPv6 parameter', { CidrIpv6: { 'Fn::Sub': '${X}/64' } }, 'CidrIpv6', '{"Fn::Sub":"${X}/64"}'],
  ])('%s as peer', (_, peer, key, text) => {
    const reading = ingressOf({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...peer });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(reading.unresolved).toEqual([{ path: `Resources.Sg.Properties.SecurityGroupIngress[0].${key}`, text }]);
    expect(reading.findings).toEqual([]);
  });

  test('a destination prefix list', () => {
    const reading = readCloudFormation({ Resources: { Out: separate('Egress', 'sg-1', { IpProtocol: '-1', DestinationPrefixListId: 'pl-1' }) } });
    expect(reading.unresolved).toEqual([{ path: 'Resources.Out.Properties.DestinationPrefixListId', text: 'pl-1' }]);
    expect(reading.groups.get('sg-1')?.counts.outbound).toEqual({ ipv4: 1, ipv6: 1 });
  });

  test.each([
    ['protocol', { IpProtocol: { Ref: 'P' } }, ['IpProtocol']],
    ['ports', { FromPort: { Ref: 'P' }, ToPort: { Ref: 'P' } }, ['FromPort', 'ToPort']],
  ])('%s', (_, change, keys) => {
    const reading = ingressOf({ ...HTTPS, ...change });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(reading.unresolved.map(({ path }) => path)).toEqual(keys.map((key) => `Resources.Sg.Properties.SecurityGroupIngress[0].${key}`));
  });

  test('a whole rule, a whole list, and a loop over resources', () => {
    const choice = { 'Fn::If': ['Maybe', HTTPS, { Ref: 'AWS::NoValue' }] };
    const reading = readCloudFormation({
      Resources: {
        'Sg': group({ SecurityGroupIngress: [choice], SecurityGroupEgress: choice }),
        'Fn::ForEach::Rules': ['Id', ['A'], {}],
      },
    });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(reading.groups.get('Sg')?.implicitEgress).toBe(false);
    expect(reading.unresolved.map(({ path }) => path)).toEqual([
      'Resources.Sg.Properties.SecurityGroupIngress[0]', 'Resources.Sg.Properties.SecurityGroupEgress', 'Resources["Fn::ForEach::Rules"]',
    ]);
  });
});

describe('malformed templates', () => {
  const failure = (template: unknown): EndpointError => {
    try {
      readCloudFormation(template);
    } catch (error) {
      if (error instanceof EndpointError) return error;
      throw error;
    }
    throw new Error('did not fail');
  };

  test.each<[string, unknown, string]>([
    ['text instead of JSON', '{}', ''],
    ['null', null, ''],
    ['a list', [], ''],
    ['resources that are a list', { Resources: [] }, 'Resources'],
    ['a resource that is text', { Resources: { A: 'x' } }, 'Resources.A'],
    ['a resource without type', { Resources: { A: {} } }, 'Resources.A.Type'],
    ['properties that are a list', { Resources: { A: { Type: 'AWS::EC2::SecurityGroup', Properties: [] } } }, 'Resources.A.Properties'],
    ['rules that are no list', { Resources: { A: group({ SecurityGroupIngress: HTTPS }) } }, 'Resources.A.Properties.SecurityGroupIngress'],
    ['a rule that is text', { Resources: { A: group({ SecurityGroupIngress: ['x'] }) } }, 'Resources.A.Properties.SecurityGroupIngress[0]'],
    ['a range that is a number', { Resources: { A: group({ SecurityGroupIngress: [{ ...HTTPS, CidrIp: 1 }] }) } }, 'Resources.A.Properties.SecurityGroupIngress[0].CidrIp'],
    ['a port that is a word', { Resources: { A: group({ SecurityGroupIngress: [{ ...HTTPS, ToPort: 'x' }] }) } }, 'Resources.A.Properties.SecurityGroupIngress[0].ToPort'],
    ['a port with a fraction', { Resources: { A: group({ SecurityGroupIngress: [{ ...HTTPS, ToPort: 1.5 }] }) } }, 'Resources.A.Properties.SecurityGroupIngress[0].ToPort'],
    ['no protocol', { Resources: { A: group({ SecurityGroupIngress: [{ CidrIp: '::/0' }] }) } }, 'Resources.A.Properties.SecurityGroupIngress[0].IpProtocol'],
    ['a separate rule without properties', { Resources: { A: { Type: 'AWS::EC2::SecurityGroupIngress' } } }, 'Resources.A.Properties'],
    ['a separate rule without group', { Resources: { A: separate('Ingress', undefined, HTTPS) } }, 'Resources.A.Properties.GroupId'],
  ])('fails for %s, naming the place', (_, template, path) => {
    const error = failure(template);
    expect(error.code).toBe('MalformedTemplate');
    expect(error.message).toContain(path === '' ? 'at the top: ' : `at ${path}: `);
    expect(error.message).toMatch(/expected .+; pass the parsed JSON/);
  });
});
