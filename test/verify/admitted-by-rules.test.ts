import { Direction, PortRange, PortSet, PrefixSet } from '../../lib/net';
import { admittedByRules, type AdmittingRule } from '../../lib/verify';

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

test('hosts and deploy-time values are in no space and are counted', () => {
  const { admitted, uncovered } = admittedByRules([rule, { ...rule, prefixes: PrefixSet.EMPTY, hosts: ['*.example.com', 'a'], deployTimePorts: [-1], deployTimePrefixes: [] }]);
  expect(admitted.equals(admittedByRules([rule]).admitted)).toBe(true);
  expect(uncovered).toEqual([{ rule: 1, field: 'hosts', count: 2 }, { rule: 1, field: 'deployTimePorts', count: 1 }]);
});
