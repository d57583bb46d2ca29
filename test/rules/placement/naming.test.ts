import { AddressFamily, Direction, PortSet, Protocol } from '../../../lib/net';
import { NameParts, ruleName } from '../../../lib/rules/placement/naming';

const PARTS: NameParts = {
  scenario: 'Graph', direction: Direction.INBOUND, protocol: Protocol.TCP, ports: PortSet.parse('443'), deployTimePorts: [], family: AddressFamily.IPV4,
};

const AZURE_NAME = /^\w[\w.-]*\w$/;

test('a name says scenario, direction, protocol, ports and family', () => {
  expect(ruleName(PARTS, 80)).toBe('Graph-in-tcp-443-ipv4');
  expect(ruleName({
    ...PARTS, direction: Direction.OUTBOUND, protocol: Protocol.UDP, ports: PortSet.parse('3478-3481,5061'), family: AddressFamily.IPV6,
  }, 80)).toBe('Graph-out-udp-3478-3481_5061-ipv6');
});

test('a deploy-time port is numbered, not named after its token', () => {
  expect(ruleName({ ...PARTS, ports: PortSet.EMPTY, deployTimePorts: [-1.8e289] }, 80)).toBe('Graph-in-tcp-deploytime1-ipv4');
});

test('different scenarios have different names, even when they look the same once cleaned', () => {
  const names = ['Hybrid/Graph', 'Hybrid-Graph', 'Hybrid Graph', 'Hybrid_Graph'].map((scenario) => ruleName({ ...PARTS, scenario }, 80));
  expect(new Set(names).size).toBe(4);
  names.forEach((name) => expect(name).toMatch(AZURE_NAME));
});

test('long names that begin alike stay different', () => {
  const scenario = 'GraphChangeNotificationIngressOfTheExchangeDepartmentInTheNorthernSubsidiaryOf';
  const names = [scenario, `${scenario}A`, `${scenario}B`].map((each) => ruleName({ ...PARTS, scenario: each }, 80));
  expect(new Set(names).size).toBe(3);
  names.forEach((name) => expect(name).toMatch(/^GraphChangeNotification.*-[0-9a-f]{8}$/));
});

test('a long name is cut before its hash', () => {
  const name = ruleName({ ...PARTS, scenario: 'x'.repeat(200) }, 80);
  expect(name).toHaveLength(80);
  expect(name).toMatch(AZURE_NAME);
});

test('a scenario that starts with a sign has a name that does not', () => {
  expect(ruleName({ ...PARTS, scenario: '-Graph' }, 80)).toMatch(AZURE_NAME);
});
