import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { DefaultDeny, PriorityRange } from '../../../lib/azurerm';
import { readTerraform } from '../../../lib/verify';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import {
  expectExactly, fullSynth, newGraph, newGroup, newRules, newStack, SomeService, STYLES, synth, theRule, warningIds, withCode, writtenRules,
} from '../support';

const OUTBOUND = { direction: 'outbound', prefixes: ['198.51.100.0/24', '2001:db8:5::/48'] };

/** Whether outbound traffic that no rule admits is refused, as read back from what is synthesised. */
const denied = (document: object) => [...readTerraform(document).groups.values()].map(({ otherOutboundDenied }) => otherOutboundDenied);

describe.each(STYLES)('with %s', (_, newPoint) => {
  test.each([
    ['the Internet', DefaultDeny.internet(), 'Internet', /^FromMicrosoft-out-deny-internet$/],
    ['everything', DefaultDeny.everything(), '*', /^FromMicrosoft-out-deny-everything$/],
  ])('one last rule denies %s, of every protocol, port and family, whatever the source is', (_name, denyOtherOutbound, destination, name) => {
    const stack = newStack();
    const service = new SomeService(stack, 'Service', newPoint(stack, { denyOtherOutbound, source: '10.0.1.0/24', sourceIpv6: 'fd00:1::/64' }), OUTBOUND);
    const document = synth(stack);
    expect(theRule(document, name)).toMatchObject({
      priority: 4096,
      direction: 'Outbound',
      access: 'Deny',
      protocol: '*',
      source_address_prefix: '*',
      source_port_range: '*',
      destination_address_prefix: destination,
      destination_port_range: '*',
    });
    expect(writtenRules(document).filter(({ access }) => access === 'Deny')).toHaveLength(1);
    expect(denied(document)).toEqual([true]);
    expectExactly(document, service);
  });

  test('outbound scenarios do not warn then', () => {
    const stack = newStack();
    expect(warningIds(new SomeService(stack, 'Service', newPoint(stack, { denyOtherOutbound: DefaultDeny.internet() }), OUTBOUND))).toEqual([]);
  });

  test('without the option nothing is denied', () => {
    const stack = newStack();
    new SomeService(stack, 'Service', newPoint(stack), OUTBOUND);
    expect(denied(synth(stack))).toEqual([false]);
  });

  test('the rule stands without any scenario, so that losing the last one opens nothing', () => {
    const stack = newStack();
    newPoint(stack, { denyOtherOutbound: DefaultDeny.internet() });
    expect(writtenRules(synth(stack)).map(({ access }) => access)).toEqual(['Deny']);
    expect(denied(synth(stack))).toEqual([true]);
  });

  test('scenarios that come and go do not touch it', () => {
    const [few, many] = [[], ['A', 'B', 'C']].map((ids) => {
      const stack = newStack();
      const rules = newPoint(stack, { denyOtherOutbound: DefaultDeny.internet(4000) });
      ids.forEach((id) => new SomeService(stack, id, rules, OUTBOUND));
      newGraph(stack, 'Graph', rules);
      return theRule(synth(stack), /deny/);
    });
    expect(many).toEqual(few);
    expect(many.priority).toBe(4000);
  });

  test('the order of scenarios changes nothing', () => {
    const texts = [['A', 'B', 'C'], ['C', 'A', 'B']].map((ids) => {
      const stack = newStack();
      const rules = newPoint(stack, { denyOtherOutbound: DefaultDeny.internet() });
      ids.forEach((id) => new SomeService(stack, id, rules, OUTBOUND));
      return fullSynth(stack);
    });
    expect(texts[0]).toBe(texts[1]);
  });

  test.each([200, 299])('fails when it would stand among the rules that admit, at priority %i', (priority) => {
    expect(() => newPoint(newStack(), { denyOtherOutbound: DefaultDeny.internet(priority) })).toThrow(withCode('DenyBeforeAllow'));
  });

  describeMaterial('by the schema of the provider', () => {
    test('it is valid', () => {
      const stack = newStack();
      newPoint(stack, { denyOtherOutbound: DefaultDeny.everything() });
      expect(schemaProblems(synth(stack), (type) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block)).toEqual([]);
    });
  });
});

test.each([0, 4097, 1.5, NaN])('fails for priority %p', (priority) => {
  expect(() => DefaultDeny.internet(priority)).toThrow(withCode('InvalidPriority'));
});

test.each([[400, 500], [500, 400]])('fails when another enforcement point of the group may admit behind it, whoever comes first', (first, second) => {
  const stack = newStack();
  const networkSecurityGroup = newGroup(stack);
  const point = (start: number) => newRules(stack, {
    networkSecurityGroup,
    priorities: PriorityRange.of(start, start + 49),
    denyOtherOutbound: start === 400 ? DefaultDeny.internet(460) : undefined,
  }, `From${start}`);
  point(first);
  expect(() => point(second)).toThrow(withCode('DenyBeforeAllow'));
});

test('fails at synthesis when an outbound rule of the app has its priority; an inbound one may', () => {
  const rule = (direction: string) => {
    const stack = newStack();
    const group = newGroup(stack);
    newRules(stack, { networkSecurityGroup: group, denyOtherOutbound: DefaultDeny.internet() });
    new NetworkSecurityRule(stack, 'Mine', {
      name: 'mine',
      priority: 4096,
      direction,
      access: 'Deny',
      protocol: '*',
      sourceAddressPrefix: '*',
      sourcePortRange: '*',
      destinationAddressPrefix: '*',
      destinationPortRange: '*',
      networkSecurityGroupName: group.name,
      resourceGroupName: group.resourceGroupName,
    });
    return () => synth(stack);
  };
  expect(rule('Outbound')).toThrow(/stack\/Mine has priority 4096, at which stack\/FromMicrosoft denies other outbound traffic/);
  expect(rule('Inbound')).not.toThrow();
});

describe('the provider', () => {
  const aliased = () => {
    const stack = newStack();
    return { stack, provider: new AzurermProvider(stack, 'Other', { alias: 'other', features: [{}] }) };
  };

  test.each(STYLES)('is the one that is given, with %s', (_, newPoint) => {
    const { stack, provider } = aliased();
    newGraph(stack, 'Graph', newPoint(stack, { provider }));
    const { resource } = synth(stack) as { resource: Record<string, Record<string, { provider?: string }>> };
    const written = Object.values(resource[Object.keys(resource).at(-1)!]);
    expect(written.map((body) => body.provider)).toEqual(written.map(() => 'azurerm.other'));
  });

  test('is that of the group otherwise', () => {
    const { stack, provider } = aliased();
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: newGroup(stack, { provider }) }));
    expect(writtenRules(synth(stack))).toEqual([expect.objectContaining({ provider: 'azurerm.other' }), expect.objectContaining({ provider: 'azurerm.other' })]);
  });
});
