import * as errors from '../../../lib/messages/errors';
import { AddressFamily, Direction, HostPatternKind, PortSet, Protocol } from '../../../lib/net';
import { Capabilities, fit } from '../../../lib/rules';
import { host, origin, rule } from '../../support/rules';

const EVERYTHING: Capabilities = {
  platform: 'a test platform',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [],
  hostAlternatives: 'a name filter can',
};

/** Of a platform that sees host names on TCP 443 only. */
const SEES_443: Pick<Capabilities, 'hostPatterns' | 'hostTraffic'> = {
  hostPatterns: Object.values(HostPatternKind),
  hostTraffic: [
    { protocol: Protocol.TCP, ports: PortSet.parse('443'), hostPatterns: Object.values(HostPatternKind), limitation: '', alternatives: '' },
    { protocol: Protocol.TCP, ports: PortSet.ALL, hostPatterns: [], limitation: 'it sees names on port 443 only', alternatives: 'say so' },
  ],
};

/** The fitted rules as short text: `tcp 443 IPv4: a b`. */
function fitted(...rules: Parameters<typeof fit>[0]): string[] {
  return fit(rules, EVERYTHING).rules.map(({ direction, protocol, ports, family, peers }) => (
    `${direction} ${protocol} ${ports} ${family}: ${peers.map((peer) => peer.cidr).join(' ')}`
  ));
}

/** An outbound rule on TCP 443, with whatever a test wants to be different. */
const outbound: typeof rule = (prefixes, rest = {}) => rule(prefixes, { direction: Direction.OUTBOUND, ...rest });

describe('prefixes', () => {
  // The permutations of families that a platform without mixed rules has to get right.
  test.each([
    ['IPv4 alone', ['192.0.2.1/32'], ['inbound tcp 443 IPv4: 192.0.2.1/32']],
    ['IPv6 alone', ['2001:db8::/48'], ['inbound tcp 443 IPv6: 2001:db8::/48']],
    ['both', ['2001:db8::/48', '192.0.2.1/32'], ['inbound tcp 443 IPv4: 192.0.2.1/32', 'inbound tcp 443 IPv6: 2001:db8::/48']],
    ['none', [], []],
  ])('of %s are split by family', (_, prefixes, expected) => {
    expect(fitted(rule(prefixes))).toEqual(expected);
  });

  test('that repeat, are contained or are neighbours are merged, across rules', () => {
    expect(fitted(
      rule(['192.0.2.0/25', '192.0.2.7/32']), rule(['192.0.2.128/25', '192.0.2.0/25']),
    )).toEqual(['inbound tcp 443 IPv4: 192.0.2.0/24']);
  });

  test('that are neighbours but no block stay apart', () => {
    expect(fitted(rule(['192.0.2.1/32', '192.0.2.2/32']))).toEqual(['inbound tcp 443 IPv4: 192.0.2.1/32 192.0.2.2/32']);
  });

  test('of the whole space are one rule a family', () => {
    expect(fitted(rule(['0.0.0.0/0', '10.0.0.0/8']))).toEqual(['inbound tcp 443 IPv4: 0.0.0.0/0']);
  });
});

test('different ports, protocols and directions are different rules', () => {
  expect(fitted(
    rule(['192.0.2.1/32']),
    rule(['192.0.2.1/32'], { ports: PortSet.parse('25') }),
    rule(['192.0.2.1/32'], { protocol: Protocol.UDP }),
    rule(['192.0.2.1/32'], { direction: Direction.OUTBOUND }),
  )).toEqual([
    'inbound tcp 25 IPv4: 192.0.2.1/32', 'inbound tcp 443 IPv4: 192.0.2.1/32', 'inbound udp 443 IPv4: 192.0.2.1/32', 'outbound tcp 443 IPv4: 192.0.2.1/32',
  ]);
});

test('the order of rules makes no difference', () => {
  const rules = [rule(['192.0.2.0/25']), rule(['2001:db8::/48']), rule(['192.0.2.128/25'], { ports: PortSet.parse('25') })];
  expect(fitted(...rules)).toEqual(fitted(...rules.reverse()));
});

test('a merged prefix keeps the origin of everything in it, and of nothing else', () => {
  const { rules: [{ peers }] } = fit([
    rule(['192.0.2.0/25'], { origins: [origin('a')] }),
    rule(['192.0.2.128/25'], { origins: [origin('b')] }),
    rule(['198.51.100.0/24'], { origins: [origin('c')] }),
  ], EVERYTHING);
  expect(peers.map(({ cidr, origins }) => [cidr, origins.map(({ slug }) => slug)])).toEqual([
    ['192.0.2.0/24', ['a', 'b']], ['198.51.100.0/24', ['c']],
  ]);
});

test('deploy-time prefixes pass through behind the concrete ones, once each', () => {
  const token = { family: AddressFamily.IPV4, value: '${Token[TOKEN.7]}' };
  expect(fitted(rule(['192.0.2.1/32'], { deployTimePrefixes: [token] }), rule([], { deployTimePrefixes: [token] }))).toEqual([
    'inbound tcp 443 IPv4: 192.0.2.1/32 ${Token[TOKEN.7]}',
  ]);
});

test('a deploy-time prefix has the origins of all rules with it, and is of the family that the app says', () => {
  const [one, other] = [AddressFamily.IPV4, AddressFamily.IPV6].map((family) => ({ family, value: `\${Token[${family}]}` }));
  const { rules } = fit([
    rule([], { deployTimePrefixes: [one], origins: [origin('b')] }),
    rule(['192.0.2.1/32'], { deployTimePrefixes: [one, other], origins: [origin('a')] }),
    rule(['192.0.2.1/32'], { origins: [origin('c')] }),
  ], EVERYTHING);
  const written = rules.map(({ family, peers }) => (
    [family, ...peers.map(({ cidr, deployTime, origins }) => [cidr, deployTime, origins.map(({ slug }) => slug)])]
  ));
  expect(written).toEqual([
    ['IPv4', ['192.0.2.1/32', false, ['a', 'c']], ['${Token[IPv4]}', true, ['a', 'b']]],
    ['IPv6', ['${Token[IPv6]}', true, ['a']]],
  ]);
});

test('rules with different deploy-time ports stay apart, and with the same one are one', () => {
  const { rules } = fit([
    rule(['192.0.2.0/25'], { ports: PortSet.EMPTY, deployTimePorts: [-1] }),
    rule(['192.0.2.128/25'], { ports: PortSet.EMPTY, deployTimePorts: [-1] }),
    rule(['198.51.100.0/24'], { ports: PortSet.EMPTY, deployTimePorts: [-2] }),
    rule(['203.0.113.0/24'], { deployTimePorts: [-1] }),
  ], EVERYTHING);
  expect(rules.map(({ ports, deployTimePorts, peers }) => [`${ports}`, deployTimePorts, peers.map(({ cidr }) => cidr)])).toEqual([
    ['', [-1], ['192.0.2.0/24']], ['', [-2], ['198.51.100.0/24']], ['443', [-1], ['203.0.113.0/24']],
  ]);
});

test('a range of ports is not a port and a deploy-time port', () => {
  const { rules } = fit([
    rule(['192.0.2.0/25'], { ports: PortSet.parse('80-90') }), rule(['192.0.2.128/25'], { ports: PortSet.parse('80'), deployTimePorts: [-90] }),
  ], EVERYTHING);
  expect(rules.map(({ peers }) => peers.map(({ cidr }) => cidr).join()).sort()).toEqual(['192.0.2.0/25', '192.0.2.128/25']);
});

test('host patterns that the platform matches are rules of their own, with their origins', () => {
  const { rules, hostRules } = fit([
    outbound([], { hosts: [host('b.example.com'), host('*.example.com')], origins: [origin('x')] }),
    outbound([], { hosts: [host('b.example.com')], origins: [origin('y')] }),
  ], { ...EVERYTHING, hostPatterns: [HostPatternKind.EXACT] });
  expect(rules).toEqual([]);
  expect(hostRules.map(({ protocol, ports, hosts }) => [
    protocol, `${ports}`, hosts.map(({ pattern, origins }) => [`${pattern}`, origins.map(({ slug }) => slug)]),
  ])).toEqual([['tcp', '443', [['b.example.com', ['x', 'y']]]]]);
});

describe('rules of different flows', () => {
  const [web, mail] = ['web', 'mail'].map((flow, i) => rule([`192.0.2.${128 * i}/25`], { flow }));
  const named = outbound([], { hosts: [host('b.example.com')], flow: 'names' });

  test('are one rule for the same traffic, which says nothing of flows', () => {
    const { rules, hostRules } = fit([web, mail, named], { ...EVERYTHING, hostPatterns: [HostPatternKind.EXACT] });
    expect([rules.length, hostRules.length]).toEqual([1, 1]);
    expect([...rules, ...hostRules].filter((fittedRule) => 'flow' in fittedRule)).toEqual([]);
  });

  test('stay apart on a platform that knows rules by what they are for, which is their row where no flow is named', () => {
    const rows = [rule(['192.0.2.1/32'], { origins: [origin('row')] }), outbound([], { hosts: [host('a.example.com')], origins: [origin('row')] })];
    const { rules, hostRules } = fit([web, mail, named, ...rows], { ...EVERYTHING, hostPatterns: [HostPatternKind.EXACT], rulesByFlow: true });
    expect(rules.map(({ flow, peers }) => [flow, ...peers.map(({ cidr }) => cidr)])).toEqual([['mail', '192.0.2.128/25'], ['row', '192.0.2.1/32'], ['web', '192.0.2.0/25']]);
    expect(hostRules.map(({ flow, hosts }) => [flow, ...hosts.map(({ pattern }) => `${pattern}`)])).toEqual([['names', 'b.example.com'], ['row', 'a.example.com']]);
  });
});

describe('what a platform cannot express is an error that names row, reason and alternative', () => {
  const problems = (capabilities: Partial<Capabilities>, ...rules: Parameters<typeof fit>[0]) => (
    fit(rules, { ...EVERYTHING, ...capabilities }).unsupported.map((problem) => problem.message)
  );

  test('host patterns, on a platform that knows addresses only', () => {
    expect(problems({}, outbound([], { hosts: [host('*.example.com')] }))).toEqual([
      'cannot enforce some-row: a test platform cannot match the host pattern *.example.com; a name filter can',
    ]);
    const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((label) => host(`${label}.example.com`));
    expect(problems({}, outbound([], { hosts: hosts.slice(0, 5) }))).toEqual([expect.stringContaining('d.example.com, e.example.com; a name filter can')]);
    expect(problems({}, outbound([], { hosts }))).toEqual([expect.stringContaining('the host patterns a.example.com, b.example.com, c.example.com, d.example.com, e.example.com and 2 more')]);
  });

  test('host patterns of inbound rules, on any platform', () => {
    expect(problems({ hostPatterns: Object.values(HostPatternKind) }, rule([], { hosts: [host('a.example.com')] }))).toEqual([
      'cannot enforce some-row: a test platform cannot match the host pattern a.example.com, since a packet that arrives tells the address of its sender and no name; name its addresses instead',
    ]);
  });

  test('host patterns of traffic whose names the platform does not see', () => {
    const hosts = [host('a.example.com')];
    expect(problems(SEES_443, outbound([], { hosts }))).toEqual([]);
    expect(problems(SEES_443, outbound([], { hosts, ports: PortSet.parse('25,443'), deployTimePorts: [-1] }))).toEqual([
      'cannot enforce some-row: a test platform cannot match the host pattern a.example.com on TCP 25, a deploy-time port, since it sees names on port 443 only; say so',
    ]);
    expect(problems({ hostTraffic: [] }, outbound([], { hosts }))).toEqual([
      'cannot enforce some-row: a test platform cannot match the host pattern a.example.com on TCP 443; a name filter can',
    ]);
  });

  test('host patterns with characters that the platform does not take', () => {
    expect(problems({ hostPatterns: [HostPatternKind.EXACT], hostCharacters: /^[a-z.]+$/ }, outbound([], { hosts: [host('a.example.com'), host('a_b.example.com')] }))).toEqual([
      'cannot enforce some-row: a test platform cannot match the host pattern a_b.example.com; a name filter can',
    ]);
  });

  test('what the platform refuses whatever its names and addresses', () => {
    const refusal: Capabilities['refusal'] = ({ ports }) => (`${ports}` === '443' ? errors.unsupported('some-row', 'it refuses 443', 'use 444') : undefined);
    const { rules, unsupported } = fit([rule(['192.0.2.1/32'])], { ...EVERYTHING, refusal });
    expect(rules).toEqual([]);
    expect(unsupported.map(({ message }) => message)).toEqual(['cannot enforce some-row: it refuses 443; use 444']);
  });

  test('a refusal, but of a rule with nothing but names of senders that they are names', () => {
    const refusal: Capabilities['refusal'] = () => errors.unsupported('some-row', 'it refuses', 'do not ask');
    const hosts = [host('a.example.com')];
    const refused = ['cannot enforce some-row: it refuses; do not ask'];
    expect(problems({ refusal }, rule([], { hosts }))).toEqual([expect.stringContaining('since a packet that arrives tells the address of its sender and no name')]);
    expect(problems({ refusal }, rule(['192.0.2.1/32'], { hosts }))).toEqual(refused);
    expect(problems({ refusal }, rule(['192.0.2.1/32']))).toEqual(refused);
    expect(problems({ refusal }, rule([]))).toEqual(refused);
    expect(problems({ refusal }, outbound([], { hosts }))).toEqual(refused);
    expect(fit([rule(['192.0.2.1/32'], { hosts })], { ...EVERYTHING, refusal }).hostsByAddress.size).toBe(0);
  });

  test('names alone, where the platform knows no addresses and not all of the names', () => {
    const capabilities = { addressFamilies: [], hostPatterns: [HostPatternKind.EXACT] };
    expect(problems(capabilities, outbound(['192.0.2.1/32'], { hosts: [host('*.example.com')] }))).toEqual([
      'cannot enforce some-row: a test platform cannot match the host pattern *.example.com; a name filter can',
    ]);
  });

  test('how many prefixes of a family are missing, those of the time of deployment among them', () => {
    const deployTimePrefixes = [AddressFamily.IPV4, AddressFamily.IPV6, AddressFamily.IPV6].map((family, i) => ({ family, value: `\${Token[TOKEN.${i}]}` }));
    expect(problems({ addressFamilies: [AddressFamily.IPV4] }, rule(['2001:db8::/48', '192.0.2.1/32'], { deployTimePrefixes }))).toEqual([
      'cannot enforce some-row: a test platform has no rules for IPv6, the family of 3 prefixes; leave IPv6 out with addressFamilies',
    ]);
  });

  test('addresses, on a platform that knows names only', () => {
    expect(problems({ addressFamilies: [], hostPatterns: [HostPatternKind.EXACT] }, outbound(['192.0.2.1/32']))).toEqual([
      'cannot enforce some-row: a test platform matches no addresses, and no names are published beside 1 IPv4 prefix; use an enforcement point that matches addresses',
    ]);
  });

  test('forms of host pattern that the platform has no exact match for', () => {
    const exactOnly = { hostPatterns: [HostPatternKind.EXACT] };
    expect(problems(exactOnly, outbound([], { hosts: [host('a.example.com')] }))).toEqual([]);
    expect(problems(exactOnly, outbound([], { hosts: [host('*.example.com')] }))).toHaveLength(1);
  });

  test('a deploy-time prefix of a family that the platform lacks', () => {
    const token = { family: AddressFamily.IPV6, value: '${Token[TOKEN.7]}' };
    expect(problems({ addressFamilies: [AddressFamily.IPV4] }, rule(['192.0.2.1/32'], { deployTimePrefixes: [token] }))).toHaveLength(1);
  });

  test('a family and a protocol', () => {
    expect(problems({ addressFamilies: [AddressFamily.IPV4] }, rule(['2001:db8::/48', '192.0.2.1/32']))).toEqual([
      'cannot enforce some-row: a test platform has no rules for IPv6, the family of 1 prefix; leave IPv6 out with addressFamilies',
    ]);
    expect(problems({ protocols: [Protocol.TCP] }, rule(['192.0.2.1/32'], { protocol: Protocol.UDP }))).toEqual([
      'cannot enforce some-row: a test platform has no rules for udp; use an enforcement point that has',
    ]);
  });

  test('and is in no fitted rule', () => {
    expect(fit([rule(['192.0.2.1/32'], { protocol: Protocol.UDP })], { ...EVERYTHING, protocols: [Protocol.TCP] }).rules).toEqual([]);
  });
});

describe('a rule with names and addresses describes one remote side twice', () => {
  const both = outbound(['192.0.2.1/32', '2001:db8::/48'], { hosts: [host('a.example.com'), host('*cdn.example.com')] });
  const summary = (capabilities: Partial<Capabilities>) => {
    const { rules, hostRules, unsupported, hostsByAddress } = fit([both], { ...EVERYTHING, ...capabilities });
    return {
      addresses: rules.flatMap(({ peers }) => peers.map(({ cidr }) => cidr)),
      names: hostRules.flatMap(({ hosts }) => hosts.map(({ pattern }) => `${pattern}`)),
      problems: unsupported.length,
      namesLeftOut: [...hostsByAddress].map(([slug, hosts]) => `${slug}: ${hosts.join(' ')}`),
    };
  };

  test('so addresses are enough for a platform that knows no names, which says so', () => {
    expect(summary({})).toEqual({
      addresses: ['192.0.2.1/32', '2001:db8::/48'], names: [], problems: 0, namesLeftOut: ['some-row: a.example.com *cdn.example.com'],
    });
  });

  test('so names are enough for a platform that knows no addresses', () => {
    expect(summary({ addressFamilies: [], hostPatterns: Object.values(HostPatternKind) })).toEqual({
      addresses: [], names: ['*cdn.example.com', 'a.example.com'], problems: 0, namesLeftOut: [],
    });
  });

  test('so a platform that knows both admits both', () => {
    expect(summary({ hostPatterns: Object.values(HostPatternKind) })).toEqual({
      addresses: ['192.0.2.1/32', '2001:db8::/48'], names: ['*cdn.example.com', 'a.example.com'], problems: 0, namesLeftOut: [],
    });
  });

  test('so addresses are admitted on every port, and names on those where the platform sees them', () => {
    const { rules, hostRules, unsupported, hostsByAddress } = fit([{ ...both, ports: PortSet.parse('25,443') }], { ...EVERYTHING, ...SEES_443 });
    expect(rules.map(({ family, ports }) => `${family} ${ports}`)).toEqual(['IPv4 25,443', 'IPv6 25,443']);
    expect(hostRules.map(({ ports, hosts }) => `${ports}: ${hosts.map(({ pattern }) => pattern).join(' ')}`)).toEqual(['443: *cdn.example.com a.example.com']);
    expect(unsupported).toEqual([]);
    expect([...hostsByAddress.values()].map(String)).toEqual(['a.example.com,*cdn.example.com']);
  });

  test('and is an error where neither is complete', () => {
    expect(summary({ addressFamilies: [AddressFamily.IPV4], hostPatterns: [HostPatternKind.EXACT] }).problems).toBe(2);
  });
});
