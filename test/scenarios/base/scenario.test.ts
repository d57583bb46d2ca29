import { Basis, Cloud } from '../../../lib/catalog';
import { AddressFamily } from '../../../lib/net';
import { Peer, RuleSet } from '../../../lib/rules';
import { GraphChangeNotificationIngress, ScenarioProps } from '../../../lib/scenarios';
import { fixtureCatalog, GRAPH_PREFIXES, inboundFlow } from '../../support/fixture-catalog';
import { catalogOf, line, outboundFlow, RecordingEnforcementPoint, Root, TestScenario } from '../support';

const TOKEN = '${Token[TOKEN.42]}';
const PORT_TOKEN = -1.8881545897087626e289;

/** The rule set of a scenario over one set called `row`. */
function rulesOf(flows: object[], props: Partial<ScenarioProps> = {}, rest: object = {}): RuleSet {
  const names = flows.map((flow) => ({ name: (flow as { name: string }).name }));
  return new TestScenario(new Root(), 'Scenario', { enforcedBy: [new RecordingEnforcementPoint()], catalog: catalogOf(flows, rest), ...props }, {
    slug: 'row', flows: names,
  }).rules;
}

/** The warnings of a rule set, without the prefix of their ids. */
const warningsOf = (rules: RuleSet) => rules.warnings.map((warning) => warning.id.replace('cdk-m365-endpoints:', ''));

const BOTH = inboundFlow('web', { prefixes: ['192.0.2.1/32', '2001:db8::/48'] });

describe('what is published', () => {
  test('is admitted with its protocols and ports', () => {
    const flow = inboundFlow('media', { tcpPorts: '443,50000-59999', udpPorts: '3478', prefixes: ['192.0.2.0/24'] });
    expect(rulesOf([flow]).rules.map(line)).toEqual([
      'in tcp 443,50000-59999 192.0.2.0/24 (stated)', 'in udp 3478 192.0.2.0/24 (stated)',
    ]);
  });

  test('keeps the origin of every set that supplies addresses', () => {
    const rules = new TestScenario(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], catalog: fixtureCatalog() }, {
      slug: 'mailbox-migration', flows: [{ name: 'migration' }],
    }).rules;
    expect(rules.rules.map(line)).toEqual([
      'in tcp 443 198.51.100.0/25 2001:db8:e::/48 (stated via worldwide-1)',
      'in tcp 443 198.51.100.128/26 2001:db8:e:1::/64 (stated via worldwide-10)',
    ]);
    expect(rules.provenance).toMatchObject({
      scenario: 'TestScenario', cloud: 'Worldwide', sets: [{ slug: 'mailbox-migration', title: 'What mailbox-migration is for' }],
    });
    expect(rules.provenance.origins).toHaveLength(2);
  });

  test('names hosts as peers of outbound traffic only', () => {
    const hosts = ['*.example.com'];
    expect(rulesOf([outboundFlow('client', { hosts })]).rules.map(line)).toEqual(['out tcp 443 *.example.com (stated)']);
    expect(rulesOf([inboundFlow('web', { hosts, prefixes: ['192.0.2.1/32'] })]).rules.map(line)).toEqual(['in tcp 443 192.0.2.1/32 (stated)']);
  });

  test('fails when it points at a set that is not there', () => {
    expect(() => rulesOf([inboundFlow('web', { prefixesOf: ['worldwide-99'] })])).toThrow(/no endpoint set is called "worldwide-99"/);
  });

  test('fails for a cloud in which the row is not published', () => {
    expect(() => rulesOf([BOTH], { cloud: Cloud.of('Mars') })).toThrow(expect.objectContaining({
      code: 'NotPublishedForCloud', message: 'row has no endpoints for cloud "Mars": it has endpoints for Worldwide',
    }));
  });
});

describe('ports', () => {
  const graph = (ports: number[]) => new GraphChangeNotificationIngress(new Root(), 'Graph', {
    enforcedBy: [new RecordingEnforcementPoint()], catalog: fixtureCatalog(), ports, addressFamilies: [AddressFamily.IPV6],
  }).rules.rules.map(line);

  test('of the user replace the published ones', () => {
    expect(graph([8443, 8444, 443])).toEqual(['in tcp 443,8443-8444 2001:db8:1::/48 (stated)']);
  });

  test('known only at deployment pass through, beside concrete ones', () => {
    expect(graph([PORT_TOKEN, 443])).toEqual([`in tcp 443,${PORT_TOKEN} 2001:db8:1::/48 (stated)`]);
  });

  test.each([[70000], [-1], [443.5], [NaN]])('fails for %d', (port) => {
    expect(() => graph([port])).toThrow(expect.objectContaining({ code: 'InvalidPort' }));
  });

  test('fails for an empty list, which never means any', () => {
    expect(() => graph([])).toThrow('ports is an empty list, which never means any: name a port, or leave the option out to use the published ones');
  });
});

describe('families', () => {
  test('that are not wanted get no rule', () => {
    expect(rulesOf([BOTH], { addressFamilies: [AddressFamily.IPV4] }).rules.map(line)).toEqual(['in tcp 443 192.0.2.1/32 (stated)']);
  });

  test('that leave a flow without peers give a warning, as long as another flow has some', () => {
    const rules = rulesOf([BOTH, inboundFlow('mail', { prefixes: ['192.0.2.25/32'] })], { addressFamilies: [AddressFamily.IPV6] });
    expect(rules.rules.map(line)).toEqual(['in tcp 443 2001:db8::/48 (stated)']);
    expect(rules.warnings).toEqual([{
      id: 'cdk-m365-endpoints:emptiedByFilter', message: 'row: addressFamilies (IPv6) leave no peer for mail, so it gets no rule',
    }]);
  });

  test('fails when nothing is left, and for an empty list', () => {
    expect(() => rulesOf([inboundFlow('mail', { prefixes: ['192.0.2.25/32'] })], { addressFamilies: [AddressFamily.IPV6] }))
      .toThrow(expect.objectContaining({ code: 'NothingLeft' }));
    expect(() => rulesOf([BOTH], { addressFamilies: [] })).toThrow(expect.objectContaining({ code: 'EmptyList' }));
  });
});

describe('added peers', () => {
  test('are admitted on every port, with the user as their origin', () => {
    const rules = rulesOf([BOTH, inboundFlow('mail', { tcpPorts: '25', prefixes: ['192.0.2.25/32'] })], { additionalPeers: [Peer.ipv4('198.51.100.7/32')] });
    expect(rules.rules.map(line)).toEqual([
      'in tcp 443 192.0.2.1/32 2001:db8::/48 (stated)', 'in tcp 443 198.51.100.7/32 (user)',
      'in tcp 25 192.0.2.25/32 (stated)', 'in tcp 25 198.51.100.7/32 (user)',
    ]);
  });

  test('known only at deployment keep their family, so that a filter can drop them', () => {
    const additionalPeers = [Peer.ipv4(TOKEN)];
    expect(rulesOf([BOTH], { additionalPeers }).rules.map(line)).toContain(`in tcp 443 ${TOKEN} (user)`);
    expect(rulesOf([BOTH], { additionalPeers, addressFamilies: [AddressFamily.IPV6] }).rules.map(line)).toEqual(['in tcp 443 2001:db8::/48 (stated)']);
  });

  test('that are the whole Internet give a warning', () => {
    const rules = rulesOf([BOTH], { additionalPeers: [Peer.anyInternet()] });
    expect(rules.rules.map(line)).toContain('in tcp 443 0.0.0.0/0 ::/0 (user)');
    expect(warningsOf(rules)).toEqual(['opensToInternet']);
  });

  test('that are the whole Internet together give the same warning', () => {
    const rules = rulesOf([BOTH], { additionalPeers: [Peer.ipv4('0.0.0.0/1'), Peer.ipv4('128.0.0.0/1')] });
    expect(warningsOf(rules)).toEqual(['opensToInternet']);
  });

  test.each([
    ['nearly all of IPv4 in pieces', ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/3'], true],
    ['the global unicast addresses of IPv6', ['2000::/3'], true],
    ['just over an eighth', ['0.0.0.0/3', '32.0.0.0/16'], true],
    ['an eighth', ['0.0.0.0/3'], false],
    ['private addresses of both families', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'], false],
  ])('that are %s warn by measure: %p, %p', (_, prefixes, warns) => {
    const additionalPeers = prefixes.map((prefix) => (prefix.includes(':') ? Peer.ipv6(prefix) : Peer.ipv4(prefix)));
    expect(warningsOf(rulesOf([BOTH], { additionalPeers }))).toEqual(warns ? ['opensToInternet'] : []);
  });

  test('with a reason are in the record, whatever their order, and leave the rules as they are', () => {
    const monitor = Peer.ipv4('198.51.100.7/32');
    const because = monitor.because('monitoring', { owner: 'netops', until: '2027-03-31' });
    const left = Peer.ipv4('192.0.2.1/32').because('decommissioned');
    const rules = rulesOf([BOTH], { additionalPeers: [because, Peer.ipv4(TOKEN).because('office')], excludedPeers: [left] });
    expect(rules.provenance.exceptions).toEqual([
      { option: 'additionalPeers', peer: '198.51.100.7/32', reason: 'monitoring', owner: 'netops', until: '2027-03-31' },
      { option: 'additionalPeers', peer: 'a deploy-time IPv4 prefix', reason: 'office' },
      { option: 'excludedPeers', peer: '192.0.2.1/32', reason: 'decommissioned' },
    ]);
    const plain = rulesOf([BOTH], { additionalPeers: [monitor, Peer.ipv4(TOKEN)], excludedPeers: [Peer.ipv4('192.0.2.1/32')] });
    expect(plain.provenance.exceptions).toBeUndefined();
    expect(plain.rules).toEqual(rules.rules);
    const turned = rulesOf([BOTH], { additionalPeers: [Peer.ipv4(TOKEN).because('office'), because], excludedPeers: [left] });
    expect(turned.provenance).toEqual(rules.provenance);
  });

  test('are what a row without a remote side needs', () => {
    const flow = inboundFlow('sign-in', { peersFromApp: true });
    expect(rulesOf([flow], { additionalPeers: [Peer.ipv4('198.51.100.7/32')] }).rules.map(line)).toEqual(['in tcp 443 198.51.100.7/32 (user)']);
    expect(() => rulesOf([flow])).toThrow(/^row: the row does not name a remote side for sign-in: name it with additionalPeers$/);
  });

  test('that are the whole Internet give a warning too where the row names no remote side', () => {
    const open = rulesOf([inboundFlow('management', { peersFromApp: true })], { additionalPeers: [Peer.anyInternet()] });
    expect(open.rules.map(line)).toEqual(['in tcp 443 0.0.0.0/0 ::/0 (user)']);
    expect(open.warnings).toEqual([{
      id: 'cdk-m365-endpoints:opensToInternet',
      message: 'row: additionalPeers names every address of a family, so management is open to everyone; name only the peers that connect',
    }]);
  });

  test('of which nothing is left give a warning', () => {
    const additionalPeers = [Peer.ipv4('198.51.100.0/24'), Peer.ipv4(TOKEN), Peer.ipv6('2001:db8:1::/48'), Peer.anyInternet()];
    const rules = rulesOf([BOTH], { additionalPeers, addressFamilies: [AddressFamily.IPV6] });
    expect(rules.warnings.filter(({ id }) => id.endsWith(':unusedAddition')).map(({ message }) => message.split(',')[0])).toEqual([
      'row: adding 198.51.100.0/24 adds nothing', 'row: adding a deploy-time IPv4 prefix adds nothing',
    ]);
  });

  test('an empty list adds nothing', () => {
    expect(rulesOf([BOTH], { additionalPeers: [] }).rules.map(line)).toEqual(['in tcp 443 192.0.2.1/32 2001:db8::/48 (stated)']);
  });
});

describe('excluded peers', () => {
  test('are cut out of what is published and of what is added', () => {
    const rules = rulesOf([inboundFlow('web', { prefixes: ['192.0.2.0/30'] })], {
      additionalPeers: [Peer.ipv4('198.51.100.0/31')], excludedPeers: [Peer.ipv4('192.0.2.2/32'), Peer.ipv4('198.51.100.1/32')],
    });
    expect(rules.rules.map(line)).toEqual(['in tcp 443 192.0.2.0/31 192.0.2.3/32 (stated)', 'in tcp 443 198.51.100.0/32 (user)']);
    expect(warningsOf(rules)).toEqual([]);
  });

  test('that exclude nothing give a warning', () => {
    expect(rulesOf([BOTH], { excludedPeers: [Peer.ipv4('203.0.113.9/32')] }).warnings.map(({ message }) => message)).toEqual([
      'row: excluding 203.0.113.9/32 excludes nothing, because none of it would be admitted anyway',
    ]);
  });

  test('can be hosts, and cover narrower patterns', () => {
    const flow = outboundFlow('client', { hosts: ['a.example.com', 'b.example.com', '*.example.org'] });
    expect(rulesOf([flow], { excludedPeers: [Peer.host('*.example.com')] }).rules.map(line)).toEqual(['out tcp 443 *.example.org (stated)']);
  });

  test('fails for a host that is a part of a pattern', () => {
    expect(() => rulesOf([outboundFlow('client', { hosts: ['*.example.com'] })], { excludedPeers: [Peer.host('a.example.com')] })).toThrow(
      'row: cannot exclude a.example.com: it is a part of *.example.com, and no rule can admit one without the other',
    );
  });

  test('fails for a pattern that shares names with one that is admitted', () => {
    expect(() => rulesOf([outboundFlow('client', { hosts: ['a.*.example.com'] })], { excludedPeers: [Peer.host('*.b.example.com')] })).toThrow(
      'row: cannot exclude *.b.example.com: it shares names with a.*.example.com, and no rule can admit one without the other',
    );
  });

  test('leave a pattern out when one of them covers it, whatever the others do', () => {
    const flow = outboundFlow('client', { hosts: ['*.example.com', '*.example.org'] });
    const excludedPeers = [Peer.host('a.example.com'), Peer.host('*.example.com')];
    expect(rulesOf([flow], { excludedPeers }).rules.map(line)).toEqual(['out tcp 443 *.example.org (stated)']);
  });

  test('that leave one of two descriptions of a remote side give a warning', () => {
    const flow = outboundFlow('client', { hosts: ['a.example.com', 'b.example.com'], prefixes: ['192.0.2.0/30'] });
    const left = (...excludedPeers: Peer[]) => rulesOf([flow, BOTH], { excludedPeers }).warnings.map(({ message }) => message.split(' of a ')[0]);
    expect(left(Peer.host('a.example.com'))).toEqual(['row: excludedPeers exclude only the names']);
    expect(left(Peer.ipv4('192.0.2.2/32'))).toEqual(['row: excludedPeers exclude only the addresses']);
    expect(left(Peer.ipv4('192.0.2.0/30'))).toEqual(['row: excludedPeers exclude only the addresses']);
    expect(left(Peer.host('*.example.com'), Peer.ipv4('192.0.2.0/30'))).toEqual(['row: excludedPeers leave no peer for client, so it gets no rule']);
  });

  test('fails for a prefix known only at deployment', () => {
    expect(() => rulesOf([BOTH], { excludedPeers: [Peer.ipv4(TOKEN)] })).toThrow(expect.objectContaining({ code: 'NotExcludable' }));
  });

  test('fails when everything is excluded', () => {
    expect(() => rulesOf([BOTH], { excludedPeers: [Peer.anyInternet()] })).toThrow(
      'row: nothing is left to admit with excludedPeers; admit more, or remove the scenario',
    );
  });
});

describe('warnings', () => {
  test('a retired row says when and what to use instead', () => {
    expect(rulesOf([BOTH], {}, { retired: { date: '2024-09-30', successor: 'use Entra multifactor authentication' } }).warnings).toEqual([{
      id: 'cdk-m365-endpoints:retired', message: 'row was retired on 2024-09-30: use Entra multifactor authentication',
    }]);
  });

  test('prefixes that a later edition withdrew are counted, and the later edition is named', () => {
    const scenario = (catalog = fixtureCatalog()) => new GraphChangeNotificationIngress(new Root(), 'Graph', {
      enforcedBy: [new RecordingEnforcementPoint()], catalog,
    }).rules;
    expect(scenario().warnings).toEqual([expect.objectContaining({
      id: 'cdk-m365-endpoints:withdrawnPrefixes',
      message: expect.stringContaining("edition 2025-h2 of its source no longer publishes 4 of these prefixes; to use only what it still publishes, set catalog: Catalog.bundled().edition('2025-h2')"),
    })]);
    expect(scenario(fixtureCatalog().edition('2025-h2')).warnings).toEqual([]);
  });

  test('prefixes that a later edition withdrew are an information where the app chose the edition', () => {
    const { rules } = new GraphChangeNotificationIngress(new Root(), 'Graph', {
      enforcedBy: [new RecordingEnforcementPoint()], catalog: fixtureCatalog().edition('2025-01'),
    });
    expect(rules.warnings).toEqual([{
      id: 'cdk-m365-endpoints:olderEditionChosen',
      message: 'graph-change-notifications: the app chose edition 2025-01, and edition 2025-h2 no longer publishes 4 of its prefixes',
      isInformation: true,
    }]);
  });

  test('withdrawn prefixes that are excluded anyway are not counted', () => {
    const withdrawn = GRAPH_PREFIXES.filter((prefix) => prefix !== '203.0.113.0/25');
    const rules = new GraphChangeNotificationIngress(new Root(), 'Graph', {
      enforcedBy: [new RecordingEnforcementPoint()],
      catalog: fixtureCatalog(),
      excludedPeers: withdrawn.map((prefix) => (prefix.includes(':') ? Peer.ipv6(prefix) : Peer.ipv4(prefix))),
    }).rules;
    expect(rules.warnings).toEqual([]);
  });
});

describe('enforcement', () => {
  test('hands the same rules to every enforcement point once', () => {
    const [first, second] = [new RecordingEnforcementPoint(), new RecordingEnforcementPoint()];
    const scenario = new TestScenario(new Root(), 'S', { enforcedBy: [first, second, first], catalog: catalogOf([BOTH]) }, { slug: 'row', flows: [{ name: 'web' }] });
    expect(first.enforced).toEqual([{ scope: 'S', rules: scenario.rules }]);
    expect(second.enforced).toEqual(first.enforced);
  });

  test('fails without an enforcement point', () => {
    expect(() => rulesOf([BOTH], { enforcedBy: [] })).toThrow(
      'enforcedBy is an empty list, which never means any: name the enforcement points that admit this traffic',
    );
  });

  test('leaves its provenance as construct metadata', () => {
    const scenario = new TestScenario(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], catalog: catalogOf([BOTH]) }, { slug: 'row', flows: [{ name: 'web' }] });
    expect(scenario.node.metadata).toEqual([expect.objectContaining({ type: 'cdk-m365-endpoints:scenario', data: scenario.rules.provenance })]);
  });

  test('an override of the app is named as its origin', () => {
    const catalog = catalogOf([BOTH]).withOverride({ slug: 'row', prefixes: ['192.0.2.99/32'], reason: 'case 42' });
    const [rule] = rulesOf([BOTH], { catalog }).rules;
    expect([line(rule), rule.origins[0].basis, rule.origins[0].reason]).toEqual(['in tcp 443 192.0.2.99/32 (user)', Basis.USER, 'case 42']);
  });

  test('an override of a set that others borrow from is named, with its reason', () => {
    const catalog = fixtureCatalog().withOverride({ slug: 'worldwide-10', prefixes: ['192.0.2.99/32'], reason: 'case 43' });
    const { rules } = new TestScenario(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], catalog }, {
      slug: 'exchange-hybrid', flows: [{ name: 'mail-flow' }],
    }).rules;
    expect(rules.map(({ origins: [{ via }] }) => [via?.basis, via?.reason])).toEqual([[Basis.USER, 'case 43']]);
  });
});

test('provenance tells what to know of a set, such as a URL that was reduced to its host', () => {
  const caveats = ['a.example.com stands for a.example.com/b: rules on hosts hold no path'];
  const { provenance } = rulesOf([outboundFlow('client', { hosts: ['a.example.com'] })], {}, { caveats, retired: { date: '2024', successor: 'another' } });
  expect(provenance.sets).toEqual([{ slug: 'row', title: 'What row is for', notes: ['retired: 2024: another', ...caveats] }]);
});
