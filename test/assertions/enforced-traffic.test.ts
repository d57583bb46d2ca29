import assert from 'node:assert';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnSecurityGroupIngress, Vpc } from 'aws-cdk-lib/aws-ec2';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { EnforcedTraffic } from 'cdk-m365-endpoints/assertions';
import { SecurityGroups } from 'cdk-m365-endpoints/aws';
import { NetworkSecurityGroupRules, PriorityRange } from 'cdk-m365-endpoints/azurerm';
import { AddressFamily } from 'cdk-m365-endpoints/net';
import { Testing, TerraformStack } from 'cdktf';

/** A stack whose groups admit what the scenario means, and a rule that a colleague adds. */
function webhook({ widened = false, scope = new App() as App | Stage } = {}) {
  const stack = new Stack(scope, 'Stack');
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
  const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc });
  const scenario = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups] });
  if (widened) {
    new CfnSecurityGroupIngress(stack, 'Wide', { groupId: groups.securityGroups[0].securityGroupId, ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '198.51.100.0/24', description: 'temporary' });
  }
  return { stack, scenario };
}

const IN = { from: '52.159.23.209', tcp: 443 };
const OUT = { from: '198.51.100.7', tcp: 443 };

test.each([
  ['a stack', (stack: Stack) => stack],
  ['a template', (stack: Stack) => Template.fromStack(stack)],
  ['parsed JSON', (stack: Stack) => Template.fromStack(stack).toJSON()],
  ['text', (stack: Stack) => JSON.stringify(Template.fromStack(stack).toJSON())],
  ['a list', (stack: Stack) => [Template.fromStack(stack)]],
])('asserts on %s', (_, subject) => {
  const { stack, scenario } = webhook();
  const traffic = EnforcedTraffic.of(subject(stack));
  traffic.allows(IN);
  traffic.denies(OUT, { from: '52.159.23.209', tcp: 80 });
  traffic.allowsExactly(scenario);
});

test('asserts on a stack in a stage', () => {
  const { stack, scenario } = webhook({ scope: new Stage(new App(), 'Prod') });
  EnforcedTraffic.of(stack).allowsExactly(scenario);
});

test('asserts on what Testing.synth of CDKTF returns, and not on the stack', () => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'Azure', { features: [{}] });
  const networkSecurityGroup = new NetworkSecurityGroup(stack, 'Nsg', { name: 'nsg', location: 'x', resourceGroupName: 'rg' });
  const rules = new NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup, priorities: PriorityRange.of(1000, 1999), destination: '10.0.1.0/24' });
  const scenario = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [rules], addressFamilies: [AddressFamily.IPV4] });
  EnforcedTraffic.of(Testing.synth(stack, true)).allowsExactly(scenario);
  expect(() => EnforcedTraffic.of(stack)).toThrow(expect.objectContaining({ code: 'NotSynthesised' }));
});

test('fails with the traffic, the rule and where it stands', () => {
  const { stack, scenario } = webhook({ widened: true });
  const traffic = EnforcedTraffic.of(stack);
  const ingress = /expected to deny inbound tcp 443 from 198\.51\.100\.7, which does not hold\n {2}.* admits inbound tcp 443 from 198\.51\.100\.7\/32 by Resources\.Wide\.Properties "temporary"/;
  expect(() => traffic.denies(OUT)).toThrow(ingress);
  expect(() => traffic.allowsExactly(scenario)).toThrow(/different: [^]*extra: inbound tcp 443 from 198\.51\.100\.0\/24 by Resources\.Wide\.Properties "temporary"/);
  expect(() => traffic.allows(OUT, { from: '203.0.113.7', tcp: 443 })).toThrow('does not admit inbound tcp 443 from 203.0.113.7/32');
});

test('fails when nothing is meant, and names who publishes what is extra', () => {
  expect(() => EnforcedTraffic.of(webhook().stack).allowsExactly()).toThrow(/published by graph-change-notifications/);
});

test('fails where something is not proven', () => {
  const { stack, scenario } = webhook();
  new CfnSecurityGroupIngress(stack, 'Other', { groupId: 'sg-9', ipProtocol: 'tcp', fromPort: 443, toPort: 443, sourceSecurityGroupId: 'sg-1' });
  assert.throws(() => EnforcedTraffic.of(stack).allowsExactly(scenario));
  assert.throws(() => EnforcedTraffic.of(stack).denies(OUT), /is not proven/);
});
