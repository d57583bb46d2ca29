import { ruleGroupContent } from '../../../lib/aws-rules/network-firewall/network-firewall-rule-group';
import { SidRange } from '../../../lib/aws-rules/network-firewall/sid-range';
import { SuricataRule } from '../../../lib/aws-rules/network-firewall/suricata-rules';
import { EndpointError } from '../../../lib/messages/errors';

const rules = (count: number): SuricataRule[] => Array.from({ length: count }, (_, index) => ({
  key: `rule ${index}`, header: `tcp $HOME_NET any -> 192.0.2.${index} 443`, options: '', description: 'row (stated)',
}));
const lines = (text: string) => text.split('\n');

test('a rule passes, says where it comes from and has an id of the range', () => {
  const { rulesString } = ruleGroupContent('Rules', rules(1), SidRange.of(70, 70));
  expect(rulesString).toBe('pass tcp $HOME_NET any -> 192.0.2.0 443 (msg:"row (stated)"; flow:to_server; sid:70; rev:1;)');
});

test('ids come from content: a rule that goes changes no other', () => {
  const all = lines(ruleGroupContent('Rules', rules(200), SidRange.LOCAL).rulesString);
  const without = lines(ruleGroupContent('Rules', rules(200).filter((_, index) => index !== 77), SidRange.LOCAL).rulesString);
  expect(all.filter((line) => !without.includes(line))).toHaveLength(1);
  expect(without.filter((line) => !all.includes(line))).toEqual([]);
});

test('ids are unique even where the range is full', () => {
  const sids = lines(ruleGroupContent('Rules', rules(50), SidRange.of(100, 149)).rulesString).map((line) => /sid:(\d+)/.exec(line)![1]);
  expect(new Set(sids).size).toBe(50);
});

test('text in quotes is escaped', () => {
  const [rule] = rules(1);
  expect(ruleGroupContent('Rules', [{ ...rule, description: 'a "b"; c\\d' }], SidRange.LOCAL).rulesString).toContain('(msg:"a \\"b\\"\\; c\\\\d";');
});

test.each([[0, 100], [80, 100], [81, 250], [200, 250], [201, 500], [4000, 5000], [15_000, 20_000]])('%i rules get a capacity of %i', (count, capacity) => {
  expect(ruleGroupContent('Rules', rules(count), SidRange.LOCAL).capacity).toBe(capacity);
});

test('a capacity that is given is used', () => {
  expect(ruleGroupContent('Rules', rules(10), SidRange.LOCAL, 10).capacity).toBe(10);
});

test.each([
  ['more rules than the capacity', () => ruleGroupContent('Rules', rules(11), SidRange.LOCAL, 10), 'Rules has 11 rules, and its rule group holds 10: give it a higher capacity and more sids'],
  ['more rules than ids', () => ruleGroupContent('Rules', rules(3), SidRange.of(1, 2)), 'Rules has 3 rules, and its rule group holds 2: give it a higher capacity and more sids'],
  ['more rules than AWS takes', () => ruleGroupContent('Rules', rules(30_001), SidRange.LOCAL), 'Rules has 30001 rules, and its rule group holds 30000: spread the scenarios over several'],
  ['more text than AWS takes', () => ruleGroupContent('Rules', rules(300).map((rule) => ({ ...rule, options: 'x'.repeat(8000) })), SidRange.LOCAL), /^Rules has rules of \d+ bytes, and its rule group holds 2000000/],
])('fails with %s', (_, make, message) => {
  expect(make).toThrow(EndpointError);
  expect(make).toThrow(message);
});

test.each([0, 1.5, 30_001])('fails with a capacity of %d', (capacity) => {
  expect(() => ruleGroupContent('Rules', [], SidRange.LOCAL, capacity)).toThrow('invalid capacity');
});

test.each([[0, 5], [5, 4], [1, 2 ** 32], [1.5, 3]])('fails with ids %d to %d', (first, last) => {
  expect(() => SidRange.of(first, last)).toThrow('invalid signature ids');
});
