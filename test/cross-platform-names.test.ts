/**
 * For the outbound scenarios with names, in every cloud, on every enforcement point that
 * matches names: what is synthesised from the bundled data lets exactly those names
 * through that the platform can see, and exactly the addresses where it knows addresses.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { DnsFirewallRules, NetworkFirewallRules } from '../lib/aws';
import { Cloud } from '../lib/catalog';
import { Direction, PortRange, PortSet } from '../lib/net';
import { IEnforcementPoint, OnUnsupported, Rule } from '../lib/rules';
import { EntraConnectOutbound, Microsoft365Outbound, Scenario, ScenarioProps } from '../lib/scenarios';
import * as terraform from '../lib/terraform-aws';
import { admittedByRules, AdmittedNames, AdmittedSpace, compare, NameSet, readCloudFormation, Reading, readTerraform } from '../lib/verify';

interface Target {
  readonly scope: Construct;
  readonly enforcementPoint: IEnforcementPoint;
  read(): Reading;
}

function cdk(make: (stack: Stack) => IEnforcementPoint): Target {
  const stack = new Stack(new App(), 'Stack');
  return { scope: stack, enforcementPoint: make(stack), read: () => readCloudFormation(Template.fromStack(stack).toJSON()) };
}

function cdktf(make: (stack: TerraformStack) => IEnforcementPoint): Target {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return { scope: stack, enforcementPoint: make(stack), read: () => readTerraform(JSON.parse(Testing.synth(stack, true))) };
}

/** TCP ports on which Network Firewall sees names, by hand. */
const SEEN = PortSet.of(...[80, 443, 993, 995, 5061, 5671].map((port) => PortRange.of(port)), PortRange.of(5228, 5230));

const visible = AdmittedNames.of(SEEN.ranges.map((ports) => ({ direction: Direction.OUTBOUND, protocol: 'tcp', ports, names: NameSet.ALL })));

const NETWORK_FIREWALL = {
  names: (rules: readonly Rule[]) => admittedByRules(rules).names.intersect(visible),
  addresses: (rules: readonly Rule[]) => admittedByRules(rules).admitted,
};

/** Names with no star but one in front, before a dot. */
const DNS_FIREWALL = {
  names: (rules: readonly Rule[]) => admittedByRules(
    rules.map((rule) => ({ ...rule, hosts: rule.hosts.filter((host) => /^(\*\.)?[^*]*$/.test(`${host}`)) })),
  ).names.onEveryPort(),
  addresses: () => AdmittedSpace.EMPTY,
};

const TARGETS: Record<string, [make: () => Target, expected: typeof NETWORK_FIREWALL]> = {
  'NetworkFirewallRules': [() => cdk((stack) => new NetworkFirewallRules(stack, 'Firewall')), NETWORK_FIREWALL],
  'NetworkFirewallRules of Terraform': [() => cdktf((stack) => new terraform.NetworkFirewallRules(stack, 'Firewall', { ruleGroupName: 'group' })), NETWORK_FIREWALL],
  'DnsFirewallRules': [() => cdk((stack) => new DnsFirewallRules(stack, 'Dns', { blockOthers: true })), DNS_FIREWALL],
  'DnsFirewallRules of Terraform': [() => cdktf((stack) => new terraform.DnsFirewallRules(stack, 'Dns', { ruleGroupName: 'group', blockOthers: true })), DNS_FIREWALL],
};

const SCENARIOS: [string, Cloud, (scope: Construct, props: ScenarioProps) => Scenario][] = [
  ...[Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA].map((cloud): (typeof SCENARIOS)[number] => [
    'Microsoft365Outbound', cloud, (scope, props) => new Microsoft365Outbound(scope, 'S', props),
  ]),
  ['EntraConnectOutbound', Cloud.WORLDWIDE, (scope, props) => new EntraConnectOutbound(scope, 'S', props)],
];

describe.each(Object.keys(TARGETS))('%s', (target) => {
  test.each(SCENARIOS)('admits exactly what it can see of %s in %s', (_, cloud, make) => {
    const [makeTarget, expected] = TARGETS[target];
    const { scope, enforcementPoint, read } = makeTarget();
    const { rules } = make(scope, { enforcedBy: [enforcementPoint], cloud, onUnsupported: OnUnsupported.WARN }).rules;
    const reading = read();

    expect([reading.findings, reading.unresolved]).toEqual([[], []]);
    expect(compare(reading.names, expected.names(rules)).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.admitted, expected.addresses(rules)).toString()).toBe('admits exactly what was expected');
    expect(reading.names.isEmpty).toBe(false);
  });
});
