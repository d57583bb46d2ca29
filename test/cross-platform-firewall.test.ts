/**
 * For every outbound scenario and cloud: what an Azure Firewall policy is given of the bundled
 * data admits exactly what the scenario means, name by name and address by address, or is
 * refused with the reason. The reader of the output shares no code with its writers.
 */
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { FirewallPolicyRules, FirewallPolicyRulesProps } from '../lib/azurerm';
import { Cloud } from '../lib/catalog';
import { AddressFamily, Direction, HostPatternKind, PortRange, PortSet, PrefixSet, Protocol } from '../lib/net';
import { Rule } from '../lib/rules';
import * as scenarios from '../lib/scenarios';
import { admittedByRules, compare, readTerraform } from '../lib/verify';

type Make = (scope: Construct, props: scenarios.ScenarioProps) => scenarios.Scenario;

const WORLDWIDE: Record<string, Make> = {
  Microsoft365Outbound: (scope, props) => new scenarios.Microsoft365Outbound(scope, 'S', { ...props, tenant: 'contoso', quic: false }),
  StreamOutbound: (scope, props) => new scenarios.StreamOutbound(scope, 'S', props),
  SupportAssistantOutbound: (scope, props) => new scenarios.SupportAssistantOutbound(scope, 'S', props),
  NetworkConnectionStatusOutbound: (scope, props) => new scenarios.NetworkConnectionStatusOutbound(scope, 'S', props),
  SkypeHybridOutbound: (scope, props) => new scenarios.SkypeHybridOutbound(scope, 'S', props),
  SkypeLegacyClientOutbound: (scope, props) => new scenarios.SkypeLegacyClientOutbound(scope, 'S', props),
  RemoteConnectivityAnalyzerOutbound: (scope, props) => new scenarios.RemoteConnectivityAnalyzerOutbound(scope, 'S', props),
  EntraConnectOutbound: (scope, props) => new scenarios.EntraConnectOutbound(scope, 'S', props),
  TeamsMobilePushOutbound: (scope, props) => new scenarios.TeamsMobilePushOutbound(scope, 'S', props),
};

const EVERYWHERE: [string, Cloud, Make][] = [
  ...Object.entries(WORLDWIDE).map(([name, make]): [string, Cloud, Make] => [name, Cloud.WORLDWIDE, make]),
  ...[Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA].map((cloud): [string, Cloud, Make] => ['Microsoft365Outbound', cloud, WORLDWIDE.Microsoft365Outbound]),
];

const WEB = PortSet.of(PortRange.of(80), PortRange.of(443));

/** What is left to names of the rules that Azure has for them, from its documentation: any of these stars on TCP 80 and 443, exact names elsewhere. */
function nameable(rules: readonly Rule[]): Rule[] {
  return rules.flatMap((rule) => {
    const web = rule.protocol === Protocol.TCP ? rule.ports.intersect(WEB) : PortSet.EMPTY;
    return [
      { ...rule, ports: web, hosts: rule.hosts.filter(({ kind }) => kind !== HostPatternKind.MID_LABEL_WILDCARD) },
      { ...rule, ports: rule.ports.subtract(web), hosts: rule.hosts.filter(({ kind }) => kind === HostPatternKind.EXACT) },
    ];
  }).map((rule) => ({ ...rule, prefixes: PrefixSet.EMPTY }));
}

describe.each<[string, AddressFamily[] | undefined, Partial<FirewallPolicyRulesProps>]>([
  ['addresses in rules', [AddressFamily.IPV4], {}],
  ['addresses in IP groups', [AddressFamily.IPV4], { ipGroups: { resourceGroupName: 'rg', location: 'westeurope' } }],
  ['both families', undefined, { ipv6NetworkRules: true }],
])('FirewallPolicyRules, %s', (_, addressFamilies, props) => {
  test.each(EVERYWHERE)('admits exactly what %s in %s means', (__, cloud, make) => {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new AzurermProvider(stack, 'Azure', { features: [{}] });
    const rules = new FirewallPolicyRules(stack, 'Rules', { firewallPolicy: { id: '/policy' }, priority: 500, dnsProxy: true, ...props });
    const scenario = make(stack, { enforcedBy: [rules], cloud, addressFamilies });
    const reading = readTerraform(JSON.parse(Testing.synth(stack, true)));
    const meant = admittedByRules(scenario.rules.rules);

    expect([reading.findings, reading.unresolved, meant.uncovered]).toEqual([[], [], []]);
    expect(reading.admitted.only(Direction.INBOUND).isEmpty).toBe(true);
    expect(compare(reading.admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.names, admittedByRules(nameable(scenario.rules.rules)).names).toString()).toBe('admits exactly what was expected');
    // What has no name rule has addresses, and the scenario says so.
    const byAddress = !compare(reading.names, meant.names).equal;
    expect(scenario.node.metadata.some(({ data }) => `${data}`.includes('hostsByAddress'))).toBe(byAddress);
  });
});

test.each<[string, Make, RegExp]>([
  ['QUIC by names', (scope, props) => new scenarios.Microsoft365Outbound(scope, 'S', { ...props, tenant: 'contoso' }), /\*\.office\.net on UDP 443, since .* exact host names only.*quic: false/],
  ['the names of every tenant', (scope, props) => new scenarios.Microsoft365Outbound(scope, 'S', { ...props, quic: false }), /autodiscover\.\*\.onmicrosoft\.com on TCP .* star at the very left only/],
  ['inbound traffic', (scope, props) => new scenarios.MailboxMigrationInbound(scope, 'S', props), /DNAT rules/],
])('fails on %s, naming the way out', (_, make, message) => {
  const stack = new TerraformStack(Testing.app(), 'stack');
  const rules = new FirewallPolicyRules(stack, 'Rules', { firewallPolicy: { id: '/policy' }, priority: 500 });
  expect(() => make(stack, { enforcedBy: [rules], addressFamilies: [AddressFamily.IPV4] })).toThrow(message);
});
