import { PriorityRange } from '../../../lib/azurerm';
import { PrefixSet } from '../../../lib/net';
import { Peer } from '../../../lib/rules';
import { newGraph, newGroup, newRules, newStack, synth, withCode } from '../support';

/** That many addresses of which no two can be merged. */
const addresses = (count: number, from: string) => Peer.prefixes(PrefixSet.of(
  ...Array.from({ length: count }, (_, index) => `${from}.${Math.floor(index / 128)}.${2 * (index % 128)}/32`),
));

test('fails at once for more prefixes than a group holds', () => {
  const stack = newStack();
  expect(() => newGraph(stack, 'Graph', newRules(stack), { additionalPeers: [addresses(4000, '10.0')] })).toThrow(withCode('NetworkSecurityGroupFull'));
});

test('fails at synthesis for more prefixes than a group holds from several enforcement points together', () => {
  const stack = newStack();
  const networkSecurityGroup = newGroup(stack);
  ['A', 'B'].forEach((id, index) => {
    const rules = newRules(stack, { networkSecurityGroup, priorities: PriorityRange.of(200 + 100 * index, 299 + 100 * index) }, `Rules${id}`);
    newGraph(stack, id, rules, { additionalPeers: [addresses(2500, `10.${index}`)] });
  });
  expect(() => synth(stack)).toThrow(/4 rules with 50\d\d prefixes, and a network security group holds 1000 and 4000/);
});
