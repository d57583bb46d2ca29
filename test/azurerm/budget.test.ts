import { Construct } from 'constructs';
import { AdminRules, NetworkSecurityGroupRulesOptions, PriorityRange } from '../../lib/azurerm';
import { PrefixSet } from '../../lib/net';
import { IEnforcementPoint, Peer, Rule } from '../../lib/rules';
import { admittedByRules, compare, readTerraform } from '../../lib/verify';
import { newOwnGroup, newRules, newStack, SomeService, synth, warningsOn, withCode } from './support';

/** Public addresses that no two rules could merge: pairs with one address between. */
const pairs = (count: number) => Array.from({ length: count }, (_, i) => [`20.0.${i}.1/32`, `20.0.${i}.3/32`]).flat();

type Point = IEnforcementPoint & Construct & { readonly extra: PrefixSet; readonly extraRules: readonly Rule[] };
type Budget = Pick<NetworkSecurityGroupRulesOptions, 'maxPrefixes' | 'maxExtraAddresses'>;

const POINTS: [string, (scope: Construct, budget: Budget) => Point][] = [
  ['separate rules', (scope, budget) => newRules(scope, budget)],
  ['inline rules', (scope, budget) => newOwnGroup(scope, budget)],
  ['security admin rules', (scope, budget) => new AdminRules(scope, 'FromMicrosoft', {
    ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1, 99), ...budget,
  })],
];

describe.each(POINTS)('with %s', (_, newPoint) => {
  test('a budget of prefixes is met, and exactly what is meant and what is said to be extra is admitted', () => {
    const stack = newStack();
    const rules = newPoint(stack, { maxPrefixes: 30, maxExtraAddresses: 10 });
    const one = new SomeService(stack, 'One', rules, { tcpPorts: '80,443', prefixes: [...pairs(15), '2600:1::/48'] });
    const two = new SomeService(stack, 'Two', rules, { udpPorts: '3478', tcpPorts: undefined, prefixes: pairs(2) });
    const document = synth(stack);
    const meant = admittedByRules([...one.rules.rules, ...two.rules.rules]).admitted;
    expect(compare(readTerraform(document).admitted, meant.union(admittedByRules(rules.extraRules).admitted)).toString())
      .toBe('admits exactly what was expected');
    expect(admittedByRules(rules.extraRules).admitted.subtract(meant).equals(admittedByRules(rules.extraRules).admitted)).toBe(true);
    const written = [...readTerraform(document).groups.values()].flatMap((group) => group.rules);
    expect(written.reduce((sum, { addresses }) => sum + addresses.count(), 0)).toBe(30);
    expect(rules.extra.isEmpty).toBe(false);
    expect(warningsOn(rules)).toEqual([
      'stack/FromMicrosoft admits addresses beyond those of its scenarios, because maxExtraAddresses allows it: inbound: 30 prefixes instead of 35, 10 extra addresses; '
      + 'look at them in its property extra, or leave maxExtraAddresses out to admit none [ack: cdk-m365-endpoints:extraAddressesAdmitted]',
    ]);
  });

  test('a warning that every scenario has acknowledged does not show', () => {
    const stack = newStack();
    const rules = newPoint(stack, { maxPrefixes: 3, maxExtraAddresses: 2 });
    new SomeService(stack, 'One', rules, { prefixes: pairs(2) }, { acknowledgedWarnings: ['cdk-m365-endpoints:extraAddressesAdmitted'] });
    synth(stack);
    expect(warningsOn(rules)).toEqual([]);
  });

  test('a budget that suffices changes nothing', () => {
    const [without, enough] = [{}, { maxPrefixes: 4, maxExtraAddresses: 100 }].map((budget) => {
      const stack = newStack();
      new SomeService(stack, 'One', newPoint(stack, budget), { prefixes: pairs(2) });
      return synth(stack);
    });
    expect(enough).toEqual(without);
  });

  test('what is excluded stays excluded', () => {
    const stack = newStack();
    const rules = newPoint(stack, { maxPrefixes: 3, maxExtraAddresses: 2 });
    new SomeService(stack, 'One', rules, { prefixes: pairs(2) }, { excludedPeers: [Peer.ipv4('20.0.0.2/32')] });
    expect(rules.extra.toString()).toBe('20.0.1.0/32,20.0.1.2/32');
  });

  test.each([{ maxPrefixes: 3 }, { maxPrefixes: 3, maxExtraAddresses: 1 }])('fails when %j cannot be met', (budget) => {
    const stack = newStack();
    expect(() => new SomeService(stack, 'One', newPoint(stack, budget), { prefixes: pairs(2) })).toThrow(withCode('CoverTooWide'));
    const other = newStack();
    expect(() => new SomeService(other, 'Two', newPoint(other, budget), { prefixes: pairs(2) }))
      .toThrow(/^inbound: an exact match needs 4 prefixes; with maxPrefixes 3, at least 2 extra addresses .* set maxPrefixes to at least 4, .* maxExtraAddresses to at least 2$/);
    expect(() => newPoint(newStack(), { maxPrefixes: 0 })).toThrow(withCode('InvalidQuota'));
  });
});
