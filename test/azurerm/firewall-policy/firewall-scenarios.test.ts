import * as fc from 'fast-check';
import { FirewallPolicyRulesProps } from '../../../lib/azurerm';
import { PortSet, Protocol } from '../../../lib/net';
import { admittedByRules, compare, readTerraform } from '../../../lib/verify';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { Document, newStack, SomeService, synth } from '../support';
import { collections, firewallRules, ipGroupsOf, newFirewallRules, ruleCollectionGroups } from './support';

const PREFIXES = ['198.51.100.0/24', '203.0.113.0/26', '2001:db8:5::/48'];
const HOSTS = ['*.a.example', '*cdn.example', 'b.example'];
const IP_GROUPS = { ipGroups: { resourceGroupName: 'rg-hub', location: 'westeurope' } };

/** A flow and options for each kind of rule. */
const CASES: Record<string, [flow: object, props: Partial<FirewallPolicyRulesProps>]> = {
  'addresses': [{ tcpPorts: '25,443', prefixes: PREFIXES.slice(0, 2) }, {}],
  'addresses of both families': [{ tcpPorts: '443', prefixes: PREFIXES }, { ipv6NetworkRules: true }],
  'addresses in IP groups': [{ tcpPorts: '443', udpPorts: '3478-3481', prefixes: PREFIXES.slice(0, 2) }, { ...IP_GROUPS, sourceAddresses: ['10.0.0.0/8'] }],
  'host names': [{ tcpPorts: '80,443', hosts: HOSTS }, { sourceAddresses: ['10.0.0.0/8'] }],
  'host names on other ports': [{ tcpPorts: '443,5671,8443', hosts: ['b.example', 'c.example'] }, { dnsProxy: true, httpsPorts: [443, 8443] }],
  'addresses and host names': [{ tcpPorts: '80,443', prefixes: PREFIXES.slice(0, 2), hosts: HOSTS }, {}],
  'UDP ranges': [{ udpPorts: '3478-3481,50000-59999', prefixes: PREFIXES.slice(0, 2) }, {}],
  'tags': [{ tcpPorts: '443', hosts: HOSTS }, {
    microsoft365Tags: { fqdnTags: ['Exchange.Optimize'], serviceTags: [{ tag: 'Skype.Optimize', protocol: Protocol.UDP, ports: PortSet.parse('3478-3481') }] },
  }],
};

describe.each(Object.keys(CASES))('%s', (name) => {
  const [flow, props] = CASES[name];
  let document: Document;
  let scenario: SomeService;

  beforeAll(() => {
    const stack = newStack();
    scenario = new SomeService(stack, 'Service', newFirewallRules(stack, props), { direction: 'outbound', tcpPorts: undefined, ...flow });
    document = synth(stack);
  });

  test('admit exactly what they mean', () => {
    const reading = readTerraform(document);
    const meant = admittedByRules(scenario.rules.rules);
    expect(reading.findings).toEqual([]);
    expect(reading.unresolved.map(({ text }) => text)).toEqual(name === 'tags' ? ['Microsoft365.Skype.Optimize', '["Microsoft365.Exchange.Optimize"]'] : []);
    expect(compare(reading.admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.names, meant.names).toString()).toBe('admits exactly what was expected');
  });

  test('have rules and collections that Azure accepts', () => {
    for (const collection of collections(document)) {
      expect(collection.name).toMatch(/^[A-Za-z0-9][\w.-]{0,78}\w$/);
      expect(collection.priority).toBeGreaterThanOrEqual(100);
      expect(collection.priority).toBeLessThanOrEqual(65_000);
    }
    for (const rule of firewallRules(document)) {
      expect(rule.name).toMatch(/^[A-Za-z0-9][\w.-]{0,78}\w$/);
      expect(rule.description).toMatch(/^[A-Za-z0-9 ._:/()#,@+=-]{1,140}$/);
    }
  });

  test('look like this', () => {
    expect([...ruleCollectionGroups(document), ...ipGroupsOf(document)]).toMatchSnapshot();
  });

  describeMaterial('by the schema of the provider', () => {
    test('are valid', () => {
      expect(schemaProblems(document, (type) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block)).toEqual([]);
    });
  });
});

test('whatever mix of rules a policy can express, it admits exactly that', () => {
  const subset = (values: string[]) => fc.subarray(values, { minLength: 1 });
  const octet = fc.integer({ min: 0, max: 255 });
  const prefixes = fc.array(fc.tuple(octet, fc.integer({ min: 20, max: 32 })), { maxLength: 6 })
    .map((list) => list.map(([third, length]) => (length >= 24 ? `198.51.${third}.0/${length}` : `198.51.${third - third % 16}.0/${length}`)));
  const flow = fc.oneof(
    fc.record({ tcpPorts: subset(['25', '80', '443', '5061', '50000-50019']).map(String), prefixes: prefixes.filter((list) => list.length > 0) }),
    fc.record({ udpPorts: subset(['443', '3478-3481']).map(String), prefixes: prefixes.filter((list) => list.length > 0) }),
    fc.record({ tcpPorts: subset(['80', '443']).map(String), hosts: subset([...HOSTS, 'cdn.example', 'x.b.example', '*.b.example']), prefixes }),
    fc.record({ tcpPorts: subset(['80', '5671', '8443']).map(String), hosts: subset(['b.example', 'c.example', 'd.c.example']), prefixes }),
  );
  fc.assert(fc.property(fc.array(flow, { minLength: 1, maxLength: 4 }), fc.boolean(), (flows, ipGroups) => {
    const stack = newStack();
    const rules = newFirewallRules(stack, { dnsProxy: true, ...(ipGroups ? IP_GROUPS : {}) });
    const scenarios = flows.map((each, i) => new SomeService(stack, `S${i}`, rules, { direction: 'outbound', tcpPorts: undefined, ...each }));
    const reading = readTerraform(synth(stack));
    const meant = admittedByRules(scenarios.flatMap((scenario) => scenario.rules.rules));
    expect([reading.findings, reading.unresolved]).toEqual([[], []]);
    expect(compare(reading.admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.names, meant.names).toString()).toBe('admits exactly what was expected');
  }), { numRuns: 25 });
}, 60_000);
