import { FirewallPolicy, FirewallPolicyConfig } from '@cdktf/provider-azurerm/lib/firewall-policy';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { FirewallPolicyRulesProps, PriorityRange } from '../../../lib/azurerm';
import { AddressFamily, PortSet, Protocol } from '../../../lib/net';
import { OnUnsupported, Peer } from '../../../lib/rules';
import { ScenarioProps } from '../../../lib/scenarios';
import { admittedByRules, compare, readTerraform } from '../../../lib/verify';
import { fullSynth, newGraph, newRules, newStack, SomeService, synth, warningIds, warningsOn, withCode } from '../support';
import { collections, firewallRules, ipGroupsOf, lines, newFirewallRules, POLICY, ruleCollectionGroups } from './support';

const PREFIXES = ['198.51.100.0/24', '203.0.113.0/26'];

/** A flow to somewhere, with whatever a test wants to be different. */
const outbound = (rest: object) => ({ direction: 'outbound', tcpPorts: '443', ...rest });

/** A stack with one scenario that the firewall enforces. */
function enforced(flow: object, props: Partial<FirewallPolicyRulesProps> = {}, rest: Partial<ScenarioProps> = {}) {
  const stack = newStack();
  const rules = newFirewallRules(stack, props);
  const scenario = new SomeService(stack, 'Service', rules, outbound(flow), rest);
  return { stack, rules, scenario };
}

const linesOf = (...args: Parameters<typeof enforced>) => lines(enforced(...args).stack);

/** Expects addresses and names to be exactly those that the scenario means, and nothing that Azure would reject. */
function expectExactly({ stack, scenario }: ReturnType<typeof enforced>): void {
  const reading = readTerraform(synth(stack));
  const meant = admittedByRules(scenario.rules.rules);
  expect([reading.findings, reading.unresolved, meant.uncovered]).toEqual([[], [], []]);
  expect(compare(reading.admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
  expect(compare(reading.names, meant.names).toString()).toBe('admits exactly what was expected');
}

describe('what becomes of a rule', () => {
  test('addresses are network rules, on every port', () => {
    const flow = { prefixes: PREFIXES, tcpPorts: '80,443,5061', udpPorts: '3478-3481,50000-59999' };
    expect(linesOf(flow)).toEqual([
      'Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 80,443,5061',
      'Service-some-service.service-out-udp-ipv4: UDP 198.51.100.0/24,203.0.113.0/26 3478-3481,50000-59999',
    ]);
    expectExactly(enforced(flow));
  });

  test('host names on TCP 80 and 443 are application rules for HTTP and HTTPS', () => {
    const flow = { hosts: ['b.example', '*.a.example', '*cdn.example'], tcpPorts: '80,443' };
    expect(linesOf(flow)).toEqual(['Service-some-service.service-out-tcp-web: Http:80,Https:443 *.a.example,*cdn.example,b.example']);
    expect(linesOf({ hosts: ['b.example'], tcpPorts: '80' })).toEqual(['Service-some-service.service-out-tcp-web: Http:80 b.example']);
    expectExactly(enforced(flow));
  });

  test('a row with addresses and host names has both', () => {
    const flow = { hosts: ['*.a.example'], prefixes: PREFIXES };
    expect(linesOf(flow)).toEqual([
      'Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 443', 'Service-some-service.service-out-tcp-web: Https:443 *.a.example',
    ]);
    expectExactly(enforced(flow));
  });

  test('host names on other ports that speak HTTPS are application rules too, once the app says so', () => {
    const flow = { hosts: ['*.a.example'], tcpPorts: '443,8080,8443' };
    expect(linesOf(flow, { httpPorts: [80, 8080], httpsPorts: [443, 8443] })).toEqual(['Service-some-service.service-out-tcp-web: Http:8080,Https:443,Https:8443 *.a.example']);
  });

  test('with the DNS proxy, exact host names on other ports are network rules', () => {
    const flow = { hosts: ['b.example', 'a.example'], tcpPorts: '443,5671', udpPorts: '123' };
    const { stack, scenario } = enforced(flow, { dnsProxy: true });
    expect(lines(stack)).toEqual([
      'Service-some-service.service-out-tcp-names: TCP a.example,b.example 5671',
      'Service-some-service.service-out-udp-names: UDP a.example,b.example 123',
      'Service-some-service.service-out-tcp-web: Https:443 a.example,b.example',
    ]);
    expect(warningIds(scenario)).toEqual(['hostsByResolution']);
    expectExactly(enforced(flow, { dnsProxy: true }));
  });

  test('names that no rule matches are left to the addresses of the same row, with a warning', () => {
    const { stack, scenario } = enforced({ hosts: ['*.a.example', 'turn.example'], prefixes: PREFIXES, udpPorts: '3478-3481' });
    expect(lines(stack)).toEqual([
      'Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 443',
      'Service-some-service.service-out-udp-ipv4: UDP 198.51.100.0/24,203.0.113.0/26 3478-3481',
      'Service-some-service.service-out-tcp-web: Https:443 *.a.example,turn.example',
    ]);
    expect(warningsOn(scenario)).toEqual([
      'some-service: an Azure Firewall policy cannot match 2 host patterns there, so the addresses that are published with them are admitted instead ' +
      '[ack: cdk-m365-endpoints:hostsByAddress]',
    ]);
  });

  test('IPv6 has network rules where the app takes the preview', () => {
    const flow = { prefixes: [...PREFIXES, '2001:db8:5::/48'] };
    expect(linesOf(flow, { ipv6NetworkRules: true })).toEqual([
      'Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 443', 'Service-some-service.service-out-tcp-ipv6: TCP 2001:db8:5::/48 443',
    ]);
    expectExactly(enforced(flow, { ipv6NetworkRules: true }));
    expect(linesOf(flow, {}, { addressFamilies: [AddressFamily.IPV4] })).toEqual(['Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 443']);
  });

  test('IPv6 beside names that all have a form is admitted by the names', () => {
    expect(linesOf({ hosts: ['*.a.example'], prefixes: [...PREFIXES, '2001:db8:5::/48'] })).toEqual([
      'Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 443', 'Service-some-service.service-out-tcp-web: Https:443 *.a.example',
    ]);
  });

  test('deploy-time addresses and sources pass through', () => {
    const stack = newStack();
    const variable = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
    const rules = newFirewallRules(stack, { sourceAddresses: ['10.1.0.0/16', variable('spoke')] });
    new SomeService(stack, 'Service', rules, outbound({ prefixes: PREFIXES }), { additionalPeers: [Peer.ipv4(variable('peer'))] });
    expect(firewallRules(synth(stack))).toMatchObject([{
      source_addresses: ['10.1.0.0/16', '${var.spoke}'], destination_addresses: [...PREFIXES, '${var.peer}'],
    }]);
  });
});

describe('what has no form is refused, by row, reason and way out', () => {
  test.each<[string, object, Partial<FirewallPolicyRulesProps>, string]>([
    ['a star in the middle', { hosts: ['autodiscover.*.example', 'a.example'] }, {},
      'cannot enforce some-service: an Azure Firewall policy cannot match the host pattern autodiscover.*.example on TCP 443, ' +
      'since an application rule takes a star at the very left only; ' +
      'give tenant where the star stands for the name of yours, or name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN'],
    ['a name on a port that speaks neither HTTP nor HTTPS', { hosts: ['a.example'], tcpPorts: '443,5671' }, {},
      'cannot enforce some-service: an Azure Firewall policy cannot match the host pattern a.example on TCP 5671, ' +
      'since a network rule knows exact host names only, and those only through the DNS proxy; ' +
      'for exact names turn the DNS proxy on in the policy and set dnsProxy: true, if it is HTTP or HTTPS say so with httpPorts or httpsPorts, or ' +
      'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN'],
    ['a star on such a port', { hosts: ['*.a.example', 'b.example'], tcpPorts: '5671' }, { dnsProxy: true },
      'cannot enforce some-service: an Azure Firewall policy cannot match the host pattern *.a.example on TCP 5671, ' +
      'since a network rule knows exact host names only; if it is HTTP or HTTPS say so with httpPorts or httpsPorts, or ' +
      'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN'],
    ['a star over UDP', { hosts: ['*.a.example'], tcpPorts: undefined, udpPorts: '3478-3481' }, { dnsProxy: true },
      'cannot enforce some-service: an Azure Firewall policy cannot match the host pattern *.a.example on UDP 3478-3481, ' +
      'since a network rule knows exact host names only; if it is QUIC do without, in place of which clients use TCP (quic: false), or ' +
      'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN'],
    ['IPv6', { prefixes: ['2001:db8:5::/48'] }, {},
      'cannot enforce some-service: an Azure Firewall policy has no rules for IPv6, the family of 1 prefix; leave IPv6 out with addressFamilies'],
    ['IPv6 beside names that have no form', { hosts: ['*.a.example', 'b.example'], prefixes: [...PREFIXES, '2001:db8:5::/48'], tcpPorts: undefined, udpPorts: '443' }, { dnsProxy: true },
      '2 problems:\n  cannot enforce some-service: an Azure Firewall policy cannot match the host pattern *.a.example on UDP 443, ' +
      'since a network rule knows exact host names only; if it is QUIC do without, in place of which clients use TCP (quic: false), or ' +
      'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN\n  ' +
      'cannot enforce some-service: an Azure Firewall policy has no rules for IPv6, the family of 1 prefix; leave IPv6 out with addressFamilies'],
    ['a star over QUIC', { hosts: ['*.a.example'], tcpPorts: undefined, udpPorts: '443' }, {},
      'cannot enforce some-service: an Azure Firewall policy cannot match the host pattern *.a.example on UDP 443, ' +
      'since a network rule knows exact host names only, and those only through the DNS proxy; ' +
      'for exact names turn the DNS proxy on in the policy and set dnsProxy: true, if it is QUIC do without, in place of which clients use TCP (quic: false), or ' +
      'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN'],
    ['inbound traffic', { direction: 'inbound', prefixes: PREFIXES }, {},
      'cannot enforce some-service: an Azure Firewall policy admits inbound traffic through DNAT rules, which name the one server behind them; ' +
      'use NetworkSecurityGroupRules where the server is, or a web application firewall policy in front of it'],
  ])('fails on %s', (_, flow, props, message) => {
    expect(() => enforced(flow, props)).toThrow(expect.objectContaining({ code: 'Unsupported', message }));
  });

  test('the way out of the first message works', () => {
    const { stack, scenario } = enforced({ hosts: ['autodiscover.*.example', '*.a.example'] }, {}, {
      onUnsupported: OnUnsupported.WARN, additionalPeers: [Peer.host('autodiscover.contoso.example')],
    });
    expect(lines(stack)).toEqual(['Service-some-service.service-out-tcp-web: Https:443 *.a.example,autodiscover.contoso.example']);
    expect(warningIds(scenario)).toEqual(['unsupportedLeftOut']);
  });

  test('it is left out with a warning, when the scenario asks for that and has something else', () => {
    const { stack, scenario } = enforced({ hosts: ['autodiscover.*.example', 'a.example'] }, {}, { onUnsupported: OnUnsupported.WARN });
    expect(lines(stack)).toEqual(['Service-some-service.service-out-tcp-web: Https:443 a.example']);
    expect(warningIds(scenario)).toEqual(['unsupportedLeftOut']);
    expect(() => enforced({ hosts: ['autodiscover.*.example'] }, {}, { onUnsupported: OnUnsupported.WARN })).toThrow(withCode('Unsupported'));
  });
});

describe('sources', () => {
  const sourcesOf = (props: Partial<FirewallPolicyRulesProps>, flow: object = { prefixes: PREFIXES }) => (
    firewallRules(synth(enforced(flow, props).stack)).map((rule) => [rule.source_addresses, rule.source_ip_groups])
  );

  test('are everyone behind the firewall, unless some are named', () => {
    expect(sourcesOf({})).toEqual([[['*'], undefined]]);
    expect(sourcesOf({ sourceIpGroups: ['/b', '/a', '/b'] })).toEqual([[undefined, ['/b', '/a']]]);
  });

  test('are sorted and distinct, addresses as prefixes', () => {
    expect(sourcesOf({ sourceAddresses: ['10.20.0.0/16', '10.3.0.0/16', '10.1.0.7', '10.20.0.0/16'] })).toEqual([[['10.1.0.7/32', '10.3.0.0/16', '10.20.0.0/16'], undefined]]);
    expect(sourcesOf({ sourceAddresses: ['10.20.0.0/16', '*'] })).toEqual([[['*'], undefined]]);
  });

  test('of IPv6 rules are of IPv6', () => {
    const flow = { prefixes: ['198.51.100.0/24', '2001:db8:5::/48'] };
    expect(sourcesOf({ ipv6NetworkRules: true, sourceAddresses: ['10.0.0.0/8'], sourceAddressesIpv6: ['fd00::/8'] }, flow)).toEqual([
      [['10.0.0.0/8'], undefined], [['fd00::/8'], undefined],
    ]);
    expect(() => enforced(flow, { ipv6NetworkRules: true, sourceAddresses: ['10.0.0.0/8'] })).toThrow(withCode('NoSource'));
    expect(() => enforced(flow, { ipv6NetworkRules: true, sourceAddressesIpv6: ['fd00::/8'] })).toThrow(withCode('NoSource'));
  });

  test.each<[string, Partial<FirewallPolicyRulesProps>, string]>([
    ['an empty list', { sourceAddresses: [] }, 'EmptyList'],
    ['an empty list of IP groups', { sourceIpGroups: [] }, 'EmptyList'],
    ['IPv6 among IPv4', { sourceAddresses: ['fd00::/8'] }, 'InvalidLocalSide'],
    ['IPv4 among IPv6', { sourceAddressesIpv6: ['10.0.0.0/8'] }, 'InvalidLocalSide'],
    ['something else', { sourceAddresses: ['VirtualNetwork'] }, 'InvalidLocalSide'],
    ['a name of one character, as a default too', { name: 'F' }, 'InvalidName'],
    ['a prefix that is none', { namePrefix: 'a b' }, 'InvalidOption'],
  ])('fails on %s', (_, props, code) => {
    expect(() => newFirewallRules(newStack(), props)).toThrow(withCode(code));
  });
});

describe('the rule collection group', () => {
  test('is called after its place in the stack, or as the app says', () => {
    const nameOf = (props: Partial<FirewallPolicyRulesProps>) => (
      ruleCollectionGroups(synth(enforced({ prefixes: PREFIXES }, props).stack)).map(({ name }) => name)
    );
    expect(nameOf({})).toEqual(['ToMicrosoft']);
    expect(nameOf({ name: 'rcg-m365' })).toEqual(['rcg-m365']);
  });

  test('has collections that allow, at priorities of their own within the range', () => {
    const stack = newStack();
    const rules = newFirewallRules(stack, { priorities: PriorityRange.ofRuleCollections(40_000, 40_019) });
    ['A', 'B', 'C', 'D', 'E', 'F'].forEach((id) => new SomeService(stack, id, rules, outbound({ prefixes: PREFIXES, hosts: ['a.example'] })));
    const written = collections(synth(stack));
    expect(written.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D', 'E', 'F'].map((id) => `${id}-network`).concat(['A', 'B', 'C', 'D', 'E', 'F'].map((id) => `${id}-application`)));
    expect(new Set(written.map(({ priority }) => priority)).size).toBe(12);
    expect(written.every(({ priority, action }) => priority >= 40_000 && priority <= 40_019 && action === 'Allow')).toBe(true);
    expect(() => new SomeService(stack, 'G', rules, outbound({ prefixes: PREFIXES, hosts: ['a.example'] }))).toThrow(withCode('PriorityRangeTooNarrow'));
  });

  test.each<[string, Partial<FirewallPolicyRulesProps>, string]>([
    ['a priority below 100', { priority: 99 }, 'InvalidPriorityRange'],
    ['a priority above 65000', { priority: 65_001 }, 'InvalidPriorityRange'],
    ['a priority that is no whole number', { priority: 200.5 }, 'InvalidPriorityRange'],
    ['a name that Azure refuses', { name: '-m365' }, 'InvalidName'],
    ['a size below 1', { ruleCollectionGroupBytes: 0 }, 'InvalidQuota'],
    ['a port that is none', { httpsPorts: [70_000] }, 'InvalidPort'],
    ['an IP group of one entry', { ipGroups: { resourceGroupName: 'rg', location: 'westeurope', entriesPerGroup: 1 } }, 'InvalidQuota'],
    ['an IP group of too many entries', { ipGroups: { resourceGroupName: 'rg', location: 'westeurope', entriesPerGroup: 5001 } }, 'InvalidQuota'],
    ['a name of one character, as a default too', { name: 'F' }, 'InvalidName'],
    ['a prefix that is none', { namePrefix: 'a b' }, 'InvalidOption'],
  ])('fails on %s', (_, props, code) => {
    expect(() => newFirewallRules(newStack(), props)).toThrow(withCode(code));
  });

  test('fails on a range of collections that Azure does not have, and on one of collections in a network security group', () => {
    expect(() => PriorityRange.ofRuleCollections(100, 65_001)).toThrow(withCode('InvalidPriorityRange'));
    expect(() => newRules(newStack(), { priorities: PriorityRange.ofRuleCollections(4000, 5000) })).toThrow(withCode('InvalidPriorityRange'));
  });

  test('fails when scenarios differ in letter case only', () => {
    const stack = newStack();
    const rules = newFirewallRules(stack);
    new SomeService(stack, 'Service', rules, outbound({ prefixes: PREFIXES }));
    expect(() => new SomeService(stack, 'service', rules, outbound({ prefixes: PREFIXES }))).toThrow(withCode('DuplicateRuleName'));
  });

  const many = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 128)}.${(i % 128) * 2}.0/24`);

  test('fails above 20000 pairs of source and destination', () => {
    const sourceAddresses = many(100).map((prefix) => prefix.replace('10.', '172.'));
    expect(firewallRules(synth(enforced({ prefixes: many(200) }, { sourceAddresses }).stack))).toHaveLength(1);
    expect(() => enforced({ prefixes: many(201) }, { sourceAddresses })).toThrow(expect.objectContaining({
      code: 'FirewallPolicyFull',
      message: 'stack/ToMicrosoft has 20100 pairs of source and destination in its network rules, and a firewall holds 20000: ' +
        'put addresses into IP groups, which count as one each, with ipGroups and sourceIpGroups',
    }));
    const ipGroups = { resourceGroupName: 'rg', location: 'westeurope' };
    expect(firewallRules(synth(enforced({ prefixes: many(201) }, { sourceAddresses, ipGroups }).stack))).toHaveLength(1);
  });

  test('fails above its size', () => {
    expect(() => enforced({ prefixes: many(200) }, { ruleCollectionGroupBytes: 2000 })).toThrow(withCode('FirewallPolicyFull'));
    expect(() => enforced({ prefixes: many(200) }, { ruleCollectionGroupBytes: 8000 })).not.toThrow();
  });

  test('warns above 1000 host names in network rules, once', () => {
    const hosts = Array.from({ length: 1001 }, (_, i) => `h${i}.example`);
    const { rules, stack } = enforced({ hosts, tcpPorts: '5671' }, { dnsProxy: true });
    new SomeService(stack, 'Other', rules, outbound({ hosts, tcpPorts: '5671' }));
    expect(warningIds(rules)).toEqual(['manyNetworkHosts']);
  });
});

describe('at synthesis', () => {
  const newPolicy = (stack: TerraformStack, rest: Partial<FirewallPolicyConfig> = {}) => (
    new FirewallPolicy(stack, 'Policy', { name: 'afwp-hub', resourceGroupName: 'rg-hub', location: 'westeurope', ...rest })
  );

  test('the policy may be one of the app', () => {
    const stack = newStack();
    const rules = newFirewallRules(stack, { firewallPolicy: newPolicy(stack, { dns: { proxyEnabled: true } }), dnsProxy: true });
    new SomeService(stack, 'Service', rules, outbound({ prefixes: PREFIXES }));
    const document = synth(stack);
    expect(ruleCollectionGroups(document)[0].firewall_policy_id).toBe('${azurerm_firewall_policy.Policy.id}');
    expect([...readTerraform(document).groups.keys()]).toEqual(['azurerm_firewall_policy.Policy']);
  });

  test.each<[string, Partial<FirewallPolicyConfig>]>([['no setting', {}], ['the proxy off', { dns: { proxyEnabled: false } }]])('fails when the DNS proxy is relied on, and the policy has %s', (_, rest) => {
    const stack = newStack();
    newFirewallRules(stack, { firewallPolicy: newPolicy(stack, rest), dnsProxy: true });
    expect(() => synth(stack)).toThrow('stack/ToMicrosoft relies on the DNS proxy of stack/Policy, which is off: set dns: { proxyEnabled: true } there');
  });

  test('fails when another group of the policy has the same name', () => {
    const stack = newStack();
    newFirewallRules(stack, { name: 'm365' });
    new FirewallPolicyRuleCollectionGroup(stack, 'Other', { name: 'M365', priority: 700, firewallPolicyId: POLICY.id.toUpperCase() });
    expect(() => synth(stack)).toThrow('stack/Other is called M365, as is the rule collection group of stack/ToMicrosoft in the same policy');
  });

  test('a group of that name in another policy is fine', () => {
    const stack = newStack();
    newFirewallRules(stack, { name: 'm365' });
    new FirewallPolicyRuleCollectionGroup(stack, 'Other', { name: 'm365', priority: 700, firewallPolicyId: `${POLICY.id}-other` });
    expect(() => synth(stack)).not.toThrow();
  });

  test('fails when something else puts rules into the group', () => {
    const { stack, rules } = enforced({ prefixes: PREFIXES });
    rules.ruleCollectionGroup.putNatRuleCollection([]);
    expect(() => synth(stack)).toThrow('the rules of stack/ToMicrosoft were replaced or joined by others');
  });
});

describe("Azure's own tags", () => {
  const microsoft365Tags = {
    fqdnTags: ['Exchange.Optimize', 'Common.Default.Required'],
    serviceTags: [{ tag: 'Skype.Optimize', protocol: Protocol.UDP, ports: PortSet.parse('3478-3481') }],
  };

  test('are in collections of their own, beside the rules of scenarios', () => {
    const { stack } = enforced({ prefixes: PREFIXES }, { microsoft365Tags });
    expect(lines(stack)).toEqual([
      'Service-some-service.service-out-tcp-ipv4: TCP 198.51.100.0/24,203.0.113.0/26 443',
      'Skype.Optimize-udp-3478-3481: UDP Microsoft365.Skype.Optimize 3478-3481',
      'Common.Default.Required: Http:80,Https:443 Microsoft365.Common.Default.Required',
      'Exchange.Optimize: Http:80,Https:443 Microsoft365.Exchange.Optimize',
    ]);
    expect(firewallRules(synth(stack)).at(-1)!.description).toBe('Microsoft365.Exchange.Optimize (Azure tag)');
  });

  test('need no scenario, and take another prefix', () => {
    const stack = newStack();
    newFirewallRules(stack, { microsoft365Tags: { prefix: 'Office365', fqdnTags: ['Exchange.Optimize'] } });
    expect(lines(stack)).toEqual(['Exchange.Optimize: Http:80,Https:443 Office365.Exchange.Optimize']);
  });

  test('warn that they are not what is published, unless that is acknowledged', () => {
    const warned = newFirewallRules(newStack(), { microsoft365Tags });
    expect(warningsOn(warned)).toEqual([
      'stack/ToMicrosoft admits what Azure puts into Microsoft365.Common.Default.Required, Microsoft365.Exchange.Optimize, Microsoft365.Skype.Optimize at any time, ' +
      'not what a published edition says: rule descriptions, the lock and verify cannot tell what that is [ack: cdk-m365-endpoints:azureTags]',
    ]);
    expect(warningsOn(newFirewallRules(newStack(), { microsoft365Tags, acknowledgedWarnings: ['cdk-m365-endpoints:azureTags'] }))).toEqual([]);
  });

  test('are unresolved to a reader of the output', () => {
    const { stack } = enforced({ prefixes: PREFIXES }, { microsoft365Tags });
    expect(readTerraform(synth(stack)).unresolved).toHaveLength(3);
  });

  test.each<[string, object, string]>([
    ['no tag', {}, 'EmptyList'],
    ['a tag with its prefix', { fqdnTags: ['Microsoft365.Exchange.Optimize'] }, 'InvalidTag'],
    ['a tag with the other prefix', { fqdnTags: ['Office365.Exchange.Optimize'] }, 'InvalidTag'],
    ['a service tag with a prefix, in other letter case', { serviceTags: [{ tag: 'OFFICE365.Skype', protocol: Protocol.UDP, ports: PortSet.parse('3478') }] }, 'InvalidTag'],
    ['text that is no tag', { fqdnTags: ['*'] }, 'InvalidTag'],
    ['a service tag without ports', { serviceTags: [{ tag: 'Skype.Optimize', protocol: Protocol.UDP, ports: PortSet.EMPTY }] }, 'EmptyList'],
  ])('fails on %s', (_, tags, code) => {
    expect(() => newFirewallRules(newStack(), { microsoft365Tags: tags })).toThrow(withCode(code));
  });
});

test('fails on a name of one character with the least that there may be', () => {
  expect(() => newFirewallRules(newStack(), { name: 'F' })).toThrow('give 2 to 80 letters, digits');
});

test('pins and prefixes are for rule collections too', () => {
  const { stack } = enforced({ prefixes: PREFIXES }, {
    namePrefix: 'team-a', priorities: PriorityRange.ofRuleCollections(1000, 1999).pin({ 'team-a-Service-network': 1203 }),
  });
  expect(collections(synth(stack)).map(({ name, priority }) => [name, priority])).toEqual([['team-a-Service-network', 1203]]);
});

test('provenance stands in the comment of the stack, beside that of other enforcement points', () => {
  const stack = newStack();
  new SomeService(stack, 'Service', newFirewallRules(stack), outbound({ prefixes: PREFIXES }));
  newGraph(stack, 'Graph', newRules(stack));
  const records = JSON.parse(fullSynth(stack))['//']['cdk-m365-endpoints'];
  expect(Object.entries(records).map(([path, scenarios]) => [path, ...Object.keys(scenarios as object)])).toEqual([
    ['stack/FromMicrosoft', 'stack/Graph'], ['stack/ToMicrosoft', 'stack/Service'],
  ]);
  expect(JSON.stringify(synth(stack).resource)).not.toContain('2025-01');
});

test('with IP groups, addresses stand there and not in the rules', () => {
  const { stack } = enforced({ prefixes: PREFIXES, udpPorts: '3478' }, { ipGroups: { resourceGroupName: 'rg', location: 'westeurope', tags: { owner: 'net' } } });
  const document = synth(stack);
  expect(ipGroupsOf(document)).toMatchObject(['tcp', 'udp'].map((traffic) => (
    { name: `ToMicrosoft-Service-some-service.service-out-${traffic}-ipv4-1`, cidrs: PREFIXES, location: 'westeurope', resource_group_name: 'rg', tags: { owner: 'net' } }
  )));
  firewallRules(document).forEach((rule) => {
    expect(rule.destination_addresses).toBeUndefined();
    expect(rule.destination_ip_groups).toHaveLength(1);
  });
  expectExactly(enforced({ prefixes: PREFIXES, udpPorts: '3478' }, { ipGroups: { resourceGroupName: 'rg', location: 'westeurope' } }));
});
