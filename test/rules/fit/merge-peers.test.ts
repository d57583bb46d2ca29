import { AddressFamily, Direction, PortSet, Protocol } from '../../../lib/net';
import { FittedPeer, FittedRule } from '../../../lib/rules/fit/fit';
import { mergePeers } from '../../../lib/rules/fit/merge-peers';
import { mergePortRanges } from '../../../lib/rules/fit/port-range-rules';
import { origin } from '../../support/rules';

const TOKEN = '${Token[TOKEN.7]}';

const peer = (cidr: string, ...slugs: string[]): FittedPeer => ({ cidr, deployTime: cidr.includes('$'), origins: slugs.map((slug) => origin(slug)) });
const fitted = (ports: string, peers: readonly FittedPeer[], rest: Partial<FittedRule> = {}): FittedRule => ({
  direction: Direction.INBOUND, protocol: Protocol.TCP, family: AddressFamily.IPV4, ports: ports === '' ? PortSet.EMPTY : PortSet.parse(ports), deployTimePorts: [], peers, ...rest,
});
/** Peers as short text: `192.0.2.0/24 of a b`. */
const peersOf = ({ peers }: FittedRule) => peers.map(({ cidr, deployTime, origins }) => (
  `${deployTime ? 'deploy-time ' : ''}${cidr} of ${origins.map(({ slug }) => slug).join(' ')}`
));
const rulesOf = (rules: readonly FittedRule[]) => rules.map((rule) => (
  `${rule.protocol} ${[`${rule.ports}`, ...rule.deployTimePorts].filter((text) => text !== '').join(',')}: ${peersOf(rule).join(', ')}`
));

describe('rules for the same traffic', () => {
  test('have the fewest prefixes together, each with the origins of what it holds and of nothing else', () => {
    expect(peersOf(mergePeers([
      fitted('443', [peer('192.0.2.128/25', 'b'), peer('198.51.100.0/24', 'b')]),
      fitted('443', [peer('192.0.2.0/25', 'a'), peer('192.0.2.7/32', 'c')]),
    ]))).toEqual(['192.0.2.0/24 of a b c', '198.51.100.0/24 of b']);
  });

  test('keep each deploy-time prefix once, untouched and behind the others, with the origins of all that have it', () => {
    expect(peersOf(mergePeers([
      fitted('443', [peer(TOKEN, 'b'), peer('192.0.2.0/24', 'a')]), fitted('443', [peer(TOKEN, 'a'), peer('${Token[TOKEN.8]}', 'c')]),
    ]))).toEqual(['192.0.2.0/24 of a', `deploy-time ${TOKEN} of a b`, 'deploy-time ${Token[TOKEN.8]} of c']);
  });

  test('may have deploy-time prefixes only', () => {
    expect(peersOf(mergePeers([fitted('443', [peer(TOKEN, 'a')])]))).toEqual([`deploy-time ${TOKEN} of a`]);
  });

  test('keep what they are apart from their peers', () => {
    const traffic = { direction: Direction.OUTBOUND, protocol: Protocol.UDP, family: AddressFamily.IPV6, deployTimePorts: [-1], flow: 'f' };
    expect(mergePeers([fitted('53', [peer('2001:db8::/48', 'a')], traffic)])).toMatchObject({ ...traffic, ports: PortSet.parse('53') });
  });
});

describe('one rule for each range of ports', () => {
  test('of all rules that have the range', () => {
    expect(rulesOf(mergePortRanges([fitted('443,80', [peer('192.0.2.0/25', 'a')]), fitted('443', [peer('192.0.2.128/25', 'b')])]))).toEqual([
      'tcp 443: 192.0.2.0/24 of a b', 'tcp 80: 192.0.2.0/25 of a',
    ]);
  });

  test('and for each deploy-time port, apart from the others', () => {
    expect(rulesOf(mergePortRanges([
      fitted('443', [peer('192.0.2.0/25', 'a')], { deployTimePorts: [-1, -2] }), fitted('', [peer('192.0.2.128/25', 'b')], { deployTimePorts: [-2] }),
    ]))).toEqual(['tcp 443: 192.0.2.0/25 of a', 'tcp -1: 192.0.2.0/25 of a', 'tcp -2: 192.0.2.0/24 of a b']);
  });

  test('of each protocol', () => {
    const one = [peer('192.0.2.0/24', 'a')];
    expect(rulesOf(mergePortRanges([fitted('443', one, { protocol: Protocol.UDP }), fitted('443', one)]))).toEqual([
      'tcp 443: 192.0.2.0/24 of a', 'udp 443: 192.0.2.0/24 of a',
    ]);
  });

  test('that overlap as they are written', () => {
    expect(rulesOf(mergePortRanges([fitted('80-90', [peer('192.0.2.0/25', 'a')]), fitted('85', [peer('192.0.2.128/25', 'b')])]))).toEqual([
      'tcp 80-90: 192.0.2.0/25 of a', 'tcp 85: 192.0.2.128/25 of b',
    ]);
  });
});
