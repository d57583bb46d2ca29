import { readCloudFormation } from '../../../lib/verify';
import { clean, codes, group, HTTPS, ingressOf, separate } from './ec2-fixture';

describe('findings', () => {
  const RULE = 'Resources.Sg.Properties.SecurityGroupIngress[0]';

  test.each([
    ['10.1.2.3/8', '10.0.0.0/8'], ['10.1.2.255/23', '10.1.2.0/23'], ['1.2.3.4/0', '0.0.0.0/0'], ['10.0.0.129/25', '10.0.0.128/25'],
  ])('host bits of %s are masked and reported', (written, canonical) => {
    const reading = ingressOf({ ...HTTPS, CidrIp: written });
    expect(reading.admitted.describe()).toEqual([`inbound tcp 443 from ${canonical}`]);
    expect(codes(reading)).toEqual([`HostBits ${RULE}.CidrIp`]);
  });

  test.each([
    ['2001:db8::1/32', '2001:db8::/32'], ['2001:db8:ffff::/33', '2001:db8:8000::/33'], ['::1/0', '::/0'],
    ['1:2:3:4:5:6:7:8/127', '1:2:3:4:5:6:7:8/127'], ['1:2:3:4:5:6:7:9/127', '1:2:3:4:5:6:7:8/127'], ['64:ff9b::1.2.3.4/120', '64:ff9b::102:300/120'],
  ])('host bits of %s give %s', (written, canonical) => {
    const reading = ingressOf({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: written });
    expect(reading.admitted.describe()).toEqual([`inbound tcp 443 from ${canonical}`]);
    expect(codes(reading)).toEqual(written === canonical ? [] : [`HostBits ${RULE}.CidrIpv6`]);
  });

  test.each(['300.1.1.1/99', '10.0.0.0', '10.0.0.0/33', '010.0.0.0/8', '1.2.3/24', '10.0.0.1/08', 'any', '', '10.0.0.0/-1', '::/129'])('%p is no range and admits nothing', (CidrIp) => {
    const reading = ingressOf({ ...HTTPS, CidrIp });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(codes(reading)).toEqual([`InvalidCidr ${RULE}.CidrIp`]);
  });

  test('a family under the wrong name', () => {
    expect(codes(ingressOf({ ...HTTPS, CidrIp: '::/0' }))).toEqual([`WrongFamily ${RULE}.CidrIp`]);
  });

  test('no peer, and several', () => {
    expect(codes(ingressOf({ IpProtocol: 'tcp', FromPort: 1, ToPort: 1 }))).toEqual([`PeerMissing ${RULE}`]);
    expect(codes(ingressOf({ ...HTTPS, CidrIpv6: '::/0' }))).toEqual([`SeveralPeers ${RULE}`]);
  });

  test.each([[443, 80], [0, 65536], [-1, -1], [undefined, undefined], [443, undefined], [-1, 65535]])('ports %p to %p are no range', (FromPort, ToPort) => {
    const reading = ingressOf({ ...HTTPS, FromPort, ToPort });
    expect(reading.admitted.isEmpty).toBe(true);
    expect(codes(reading)).toEqual([`InvalidPorts ${RULE}`]);
  });

  test('0 and 65535 are ports', () => {
    expect(clean(ingressOf({ ...HTTPS, FromPort: 0, ToPort: 65535 }))).toEqual(['inbound tcp all ports from 52.159.23.209/32']);
  });

  test('the same rule twice, whatever its description, spelling and place', () => {
    const Sg = group({ SecurityGroupIngress: [HTTPS, { ...HTTPS, IpProtocol: 6, FromPort: '443', Description: 'again' }] });
    const reading = readCloudFormation({ Resources: { Sg, In: separate('Ingress', { Ref: 'Sg' }, HTTPS) } });
    expect(codes(reading)).toEqual(['DuplicateRule Resources.Sg.Properties.SecurityGroupIngress[1]', 'DuplicateRule Resources.In.Properties']);
  });

  test('rules that differ in one thing are no duplicates', () => {
    const reading = ingressOf(HTTPS, { ...HTTPS, ToPort: 444 }, { ...HTTPS, IpProtocol: 'udp' }, { ...HTTPS, CidrIp: '52.159.23.0/24' },
      { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: 'sg-1' }, { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: 'sg-2' });
    expect(reading.findings).toEqual([]);
  });

  test('the same rule in both directions is no duplicate', () => {
    expect(readCloudFormation({ Resources: { Sg: group({ SecurityGroupIngress: [HTTPS], SecurityGroupEgress: [HTTPS] }) } }).findings).toEqual([]);
  });

  test('more rules than the quota, families counted apart', () => {
    const v4 = Array.from({ length: 61 }, (_, i) => ({ ...HTTPS, CidrIp: `10.0.${i}.0/24` }));
    const v6 = Array.from({ length: 60 }, (_, i) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIpv6: `2001:db8:${i}::/48` }));
    expect(codes(ingressOf(...v4.slice(1), ...v6))).toEqual([]);
    expect(codes(ingressOf(...v4, ...v6))).toEqual(['TooManyRules Resources.Sg']);
    const byGroup = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: 'sg-1' };
    expect(codes(ingressOf(...v6, byGroup))).toEqual(['TooManyRules Resources.Sg']);
    const Sg = group({ SecurityGroupIngress: v4 });
    expect(readCloudFormation({ Resources: { Sg } }, { rulesPerGroup: 61 }).findings).toEqual([]);
  });

  test('descriptions that are too long or have other characters', () => {
    const Description = 'a-Z 0_9.:/()#,@[]+=;{}!$*';
    expect(codes(ingressOf({ ...HTTPS, Description }))).toEqual([]);
    expect(codes(ingressOf({ ...HTTPS, Description: 'x'.repeat(255) }))).toEqual([]);
    expect(codes(ingressOf({ ...HTTPS, Description: 'x'.repeat(256) }))).toEqual([`DescriptionTooLong ${RULE}.Description`]);
    for (const bad of ['a|b', 'a&b', "a'b", 'ä', 'a\nb', 'a\n', 'a\\b', 'a^b']) {
      expect(codes(ingressOf({ ...HTTPS, Description: bad }))).toEqual([`DescriptionCharacters ${RULE}.Description`]);
    }
  });

  test('a conditional group is read as existing', () => {
    const Sg = { ...group({ SecurityGroupIngress: [HTTPS] }), Condition: 'Maybe' };
    const reading = readCloudFormation({ Resources: { Sg } });
    expect(reading.admitted.describe()).toEqual(['inbound tcp 443 from 52.159.23.209/32']);
    expect(codes(reading)).toEqual(['ConditionalResource Resources.Sg.Condition']);
  });
});
