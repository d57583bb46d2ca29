import { App, CfnParameter, Fn, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnEIP, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AddressFamily, Peer } from '../../../lib';
import { SecurityGroups } from '../../../lib/aws';
import { GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { graph, ruleTexts, scene } from '../support';

const published = (port: number | string) => GRAPH_PREFIXES.map((prefix) => `inbound tcp ${port} ${prefix}`);

describe.each([['inline', false], ['separate', true]])('in %s rules', (_, disableInlineRules) => {
  test('a port passes through untouched', () => {
    const { stack, groups } = scene({ disableInlineRules });
    const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
    graph(stack, groups, { ports: [port] });
    expect(ruleTexts(Template.fromStack(stack))).toEqual(published('{"Ref":"Port"}').sort());
  });

  test('a port stands beside concrete ones', () => {
    const { stack, groups } = scene({ disableInlineRules });
    graph(stack, groups, { ports: [443, new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber, 444] });
    expect(ruleTexts(Template.fromStack(stack))).toEqual([...published('443-444'), ...published('{"Ref":"Port"}')].sort());
  });

  test('prefixes of both families pass through untouched', () => {
    const { stack, groups } = scene({ disableInlineRules });
    const [ipv4, ipv6] = ['Ipv4', 'Ipv6'].map((id) => new CfnParameter(stack, id).valueAsString);
    graph(stack, groups, { additionalPeers: [Peer.ipv4(ipv4), Peer.ipv6(ipv6)] });
    const template = Template.fromStack(stack);
    expect(ruleTexts(template)).toEqual([...published(443), 'inbound tcp 443 {"Ref":"Ipv4"}', 'inbound tcp 443 {"Ref":"Ipv6"}'].sort());
    expect(JSON.stringify(template.toJSON())).toContain('"CidrIpv6":{"Ref":"Ipv6"}');
  });

  test('a prefix may be made from a value and text', () => {
    const { stack, groups } = scene({ disableInlineRules });
    graph(stack, groups, { additionalPeers: [Peer.ipv4(`${new CfnEIP(stack, 'Nat').ref}/32`)] });
    expect(ruleTexts(Template.fromStack(stack))).toContain('inbound tcp 443 {"Fn::Join":["",[{"Ref":"Nat"},"/32"]]}');
  });

  test('prefixes that differ only inside a function are two', () => {
    const { stack, groups } = scene({ disableInlineRules });
    const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
    graph(stack, groups, { additionalPeers: [0, 1].map((index) => Peer.ipv4(`${Fn.select(index, list)}/32`)) });
    expect(ruleTexts(Template.fromStack(stack))).toHaveLength(GRAPH_PREFIXES.length + 2);
  });

  test('the same value wanted by two scenarios is one rule', () => {
    const { stack, groups } = scene({ disableInlineRules });
    const parameter = new CfnParameter(stack, 'Ipv4');
    const wanted = () => ({ additionalPeers: [Peer.ipv4(parameter.valueAsString)] });
    graph(stack, groups, wanted());
    graph(stack, groups, wanted(), 'OtherGraph');
    expect(ruleTexts(Template.fromStack(stack))).toEqual([...published(443), 'inbound tcp 443 {"Ref":"Ipv4"}'].sort());
  });

  test('values of two stacks that have the same logical id are two rules', () => {
    const app = new App();
    const addresses = ['Frankfurt', 'Dublin'].map((site) => new CfnEIP(new Stack(app, site), 'Nat').ref);
    const { stack, groups } = scene({ disableInlineRules }, new Stack(app, 'Stack'));
    graph(stack, groups, { additionalPeers: addresses.map((address) => Peer.ipv4(`${address}/32`)) });
    expect(ruleTexts(Template.fromStack(stack)).filter((text) => text.includes('Fn::ImportValue')).sort()).toEqual([
      expect.stringContaining('Dublin:ExportsOutputRefNat'), expect.stringContaining('Frankfurt:ExportsOutputRefNat'),
    ]);
  });

  test('a lazy value is not asked for before synthesis', () => {
    const { stack, groups } = scene({ disableInlineRules });
    let [port, prefix] = [1, '192.0.2.200/32'];
    graph(stack, groups, {
      ports: [Lazy.number({ produce: () => port })],
      additionalPeers: [Peer.ipv4(Lazy.string({ produce: () => prefix }))],
      addressFamilies: [AddressFamily.IPV4],
      excludedPeers: [Peer.ipv4('192.0.2.0/24')],
    });
    [port, prefix] = [8443, '198.51.100.7/32'];
    expect(ruleTexts(Template.fromStack(stack))).toEqual(['inbound tcp 8443 198.51.100.7/32', 'inbound tcp 8443 203.0.113.0/25']);
  });

  test('the number of other deploy-time values in the app makes no difference', () => {
    const synthesised = (others: number) => {
      const { stack, groups } = scene({ disableInlineRules });
      for (let index = 0; index < others; index++) Lazy.string({ produce: () => 'unused' });
      graph(stack, groups, {
        ports: [new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber],
        additionalPeers: [Peer.ipv4(new CfnParameter(stack, 'Ipv4').valueAsString)],
      });
      return JSON.stringify(Template.fromStack(stack).toJSON());
    };
    expect(synthesised(17)).toBe(synthesised(0));
  });

  test('a family that is left out takes them with it', () => {
    const { stack, groups } = scene({ disableInlineRules });
    const peer = Peer.ipv6(new CfnParameter(stack, 'Ipv6').valueAsString);
    graph(stack, groups, { additionalPeers: [peer], addressFamilies: [AddressFamily.IPV4] });
    expect(ruleTexts(Template.fromStack(stack)).filter((text) => text.includes('Ipv6'))).toEqual([]);
  });
});

test('deploy-time values count against the quota', () => {
  const { stack, groups } = scene({ rulesPerGroup: 4 });
  graph(stack, groups, { additionalPeers: [Peer.ipv4(new CfnParameter(stack, 'Ipv4').valueAsString)] });
  Template.fromStack(stack).resourceCountIs('AWS::EC2::SecurityGroup', 2);
});

test('the id of the VPC passes through untouched', () => {
  const stack = new Stack();
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: new CfnParameter(stack, 'VpcId').valueAsString, availabilityZones: ['a'] });
  new SecurityGroups(stack, 'Groups', { vpc });
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { VpcId: { Ref: 'VpcId' } });
});

test('the description of the groups passes through untouched', () => {
  const stack = new Stack();
  scene({ description: new CfnParameter(stack, 'Text').valueAsString }, stack);
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { GroupDescription: { 'Fn::Join': ['', [{ Ref: 'Text' }, ' 1']] } });
});
