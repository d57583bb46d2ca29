import { AddressFamily, Direction, Protocol } from '../../../lib/net';
import { NameParts, ruleName } from '../../../lib/rules/placement/naming';

const PARTS: NameParts = {
  scenario: 'Graph', flow: 'graph-change-notifications.notifications', direction: Direction.INBOUND, protocol: Protocol.TCP, remote: AddressFamily.IPV4,
};

const AZURE_NAME = /^\w[\w.-]*\w$/;

test('a name says scenario, flow, direction, protocol and family', () => {
  expect(ruleName(PARTS, 80)).toBe('Graph-graph-change-notifications.notifications-in-tcp-ipv4');
  expect(ruleName({ ...PARTS, direction: Direction.OUTBOUND, protocol: Protocol.UDP, remote: AddressFamily.IPV6 }, 80))
    .toBe('Graph-graph-change-notifications.notifications-out-udp-ipv6');
  expect(ruleName({ ...PARTS, remote: 'names' }, 80)).toBe('Graph-graph-change-notifications.notifications-in-tcp-names');
});

test('different scenarios have different names, even when they look the same once cleaned', () => {
  const names = ['Hybrid/Graph', 'Hybrid-Graph', 'Hybrid Graph', 'Hybrid_Graph'].map((scenario) => ruleName({ ...PARTS, scenario }, 80));
  expect(new Set(names).size).toBe(4);
  names.forEach((name) => expect(name).toMatch(AZURE_NAME));
});

test('different flows have different names', () => {
  const names = ['exchange-hybrid.coexistence', 'exchange-hybrid.mail-flow', 'exchange.hybrid-mail-flow'].map((flow) => ruleName({ ...PARTS, flow }, 80));
  expect(new Set(names).size).toBe(3);
});

test('long names that begin alike stay different, and still end with direction, protocol and family', () => {
  const scenario = 'GraphChangeNotificationIngressOfTheExchangeDepartmentInTheNorthernSubsidiaryOf';
  const names = [scenario, `${scenario}A`, `${scenario}B`].map((each) => ruleName({ ...PARTS, scenario: each }, 80));
  expect(new Set(names).size).toBe(3);
  names.forEach((name) => expect(name).toMatch(/^GraphChangeNotification.*-[0-9a-f]{8}-in-tcp-ipv4$/));
});

test.each([64, 80])('a long name is cut to %i characters before its hash', (length) => {
  const name = ruleName({ ...PARTS, scenario: 'x'.repeat(200) }, length);
  expect(name).toHaveLength(length);
  expect(name).toMatch(AZURE_NAME);
});

test('a scenario that starts with a sign has a name that does not', () => {
  expect(ruleName({ ...PARTS, scenario: '-Graph' }, 80)).toMatch(AZURE_NAME);
});
