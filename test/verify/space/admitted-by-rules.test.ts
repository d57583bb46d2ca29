import { Direction, HostPattern, PortRange, PortSet, PrefixSet } from '../../../lib/net';
import { admittedByRules, type AdmittingRule } from '../../../lib/verify';

const rule: AdmittingRule = {
  direction: Direction.INBOUND,
  protocol: 'tcp',
  ports: PortSet.of(PortRange.of(80, 80), PortRange.of(443, 444)),
  prefixes: PrefixSet.of('52.159.23.209/32', '2603:1063::/38'),
};

test('a rule admits its ports on its prefixes', () => {
  const { admitted, uncovered } = admittedByRules([rule]);
  expect(admitted.describe()).toEqual([
    'inbound tcp 80 from 52.159.23.209/32, 2603:1063::/38',
    'inbound tcp 443-444 from 52.159.23.209/32, 2603:1063::/38',
  ]);
  expect(uncovered).toEqual([]);
});

test('rules add up', () => {
  const more: AdmittingRule = { ...rule, direction: Direction.OUTBOUND, protocol: 'udp', ports: PortSet.of(PortRange.of(53, 53)) };
  expect(admittedByRules([more, rule, rule]).admitted.describe().at(-1)).toBe('outbound udp 53 to 52.159.23.209/32, 2603:1063::/38');
  expect(admittedByRules([]).admitted.isEmpty).toBe(true);
});

test('a rule admits its ports to its hosts, apart from its prefixes', () => {
  const hosts = ['*.example.com', 'example.com', 'a.example.com'].map((text) => HostPattern.parse(text));
  const { admitted, names, uncovered } = admittedByRules([rule, { ...rule, direction: Direction.OUTBOUND, prefixes: PrefixSet.EMPTY, hosts }]);
  expect(admitted.equals(admittedByRules([rule]).admitted)).toBe(true);
  expect(names.describe()).toEqual(['outbound tcp 80 to *.example.com, example.com', 'outbound tcp 443-444 to *.example.com, example.com']);
  expect(uncovered).toEqual([]);
});

test('templates and deploy-time values are in neither and are counted', () => {
  const { admitted, names, uncovered } = admittedByRules([
    rule,
    { ...rule, prefixes: PrefixSet.EMPTY, hosts: [HostPattern.parse('<tenant>.example.com')], deployTimePorts: [-1], deployTimePrefixes: [] },
  ]);
  expect(admitted.equals(admittedByRules([rule]).admitted)).toBe(true);
  expect(names.isEmpty).toBe(true);
  expect(uncovered).toEqual([{ rule: 1, field: 'hosts', count: 1 }, { rule: 1, field: 'deployTimePorts', count: 1 }]);
});
