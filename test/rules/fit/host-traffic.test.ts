import { PortSet, Protocol } from '../../../lib/net';
import { HostTraffic, splitByTraffic } from '../../../lib/rules/fit/host-traffic';
import { rule } from '../../support/rules';

const traffic = (limitation: string, ports: PortSet, protocol = Protocol.TCP): HostTraffic => ({ protocol, ports, hostPatterns: [], limitation, alternatives: '' });
const TLS = traffic('tls', PortSet.parse('443,8443'));
const REST = traffic('rest', PortSet.ALL);
const parts = (traffics: readonly HostTraffic[], ports: string, deployTimePorts: number[] = []) => (
  splitByTraffic(rule([], { ports: ports === '' ? PortSet.EMPTY : PortSet.parse(ports), deployTimePorts }), traffics)
    .map((part) => `${part.traffic?.limitation ?? 'none'} ${[...part.ports.ranges, ...part.deployTimePorts].join(',')}`)
);

test('a port belongs to the first traffic that has it', () => {
  expect(parts([TLS, REST], '80,443-444')).toEqual(['tls 443', 'rest 80,444']);
  expect(parts([REST, TLS], '80,443-444')).toEqual(['rest 80,443-444']);
});

test('a port that no traffic has is left', () => {
  expect(parts([TLS], '80,443')).toEqual(['tls 443', 'none 80']);
  expect(parts([], '80', [-1])).toEqual(['none 80,-1']);
});

test('a deploy-time port belongs to the first traffic of every port, and otherwise to none', () => {
  expect(parts([TLS, REST, REST], '443', [-1])).toEqual(['tls 443', 'rest -1']);
  expect(parts([TLS], '', [-1])).toEqual(['none -1']);
});

test('traffic of another protocol takes nothing', () => {
  expect(parts([traffic('udp', PortSet.ALL, Protocol.UDP)], '443', [-1])).toEqual(['none 443,-1']);
});
