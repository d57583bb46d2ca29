import { diffSets, EndpointSet, parseEdition, renderDiffJson, renderDiffMarkdown, renderDiffText } from '../../../lib/catalog';
import { countAddresses } from '../../../lib/catalog/diff/diff-tree';
import { PrefixSet } from '../../../lib/net';
import { editionJson, fixtureCatalog, inboundFlow, row } from '../../support/fixture-catalog';

function setsOf(...sets: object[]): readonly EndpointSet[] {
  return parseEdition(editionJson({ source: 'page', edition: '2025' }, sets)).sets;
}

const BEFORE = setsOf(
  row('graph', ['Worldwide'], [inboundFlow('notifications', { prefixes: ['192.0.2.1/32', '192.0.2.3/32', '2001:db8::/48'] })], { row: 6 }),
  row('gone', ['China'], [inboundFlow('service', { hosts: ['*.example.com'] })]),
);
const AFTER = setsOf(
  row('graph', ['Worldwide'], [
    inboundFlow('notifications', { prefixes: ['203.0.113.0/25'], tcpPorts: '443,8443' }),
    inboundFlow('lifecycle', { prefixesOf: ['worldwide-1'] }),
  ], { row: 7, title: 'What it is for now' }),
  row('sites', ['Worldwide', 'China'], [], { inexpressible: [{ what: 'trusted sites', reason: 'a setting of browsers' }] }),
  row('sts', ['Worldwide'], [inboundFlow('service', { peersFromApp: true })]),
);

test('text is a tree in which every line is a fact', () => {
  expect(renderDiffText(diffSets(BEFORE, AFTER))).toBe(`\
2 sets added, 1 removed, 1 changed

[+] sites, row 1, in Worldwide, China: What sites is for
  [+] inexpressible: trusted sites: a setting of browsers

[+] sts, row 1, in Worldwide: What sts is for
  [+] flow service, inbound, TCP 443, stated
    [+] peers that the app names

[-] gone, row 1, in China: What gone is for
  [-] flow service, inbound, TCP 443, stated
    [-] hosts: *.example.com

[~] graph, row 7, in Worldwide (was row 6)
  [+] flow lifecycle, inbound, TCP 443, stated
    [+] prefixes of: worldwide-1
  [~] flow notifications, inbound, TCP 443,8443, stated
    [+] TCP ports: 8443
    [-] prefixes, 2 IPv4 addresses, 1 IPv6 prefix
        192.0.2.1/32
        192.0.2.3/32
        2001:db8::/48
    [+] prefixes, 128 IPv4 addresses in 1 prefix: 203.0.113.0/25
  [-] title: What graph is for
  [+] title: What it is for now
`);
});

test('a new set says that it is retired already, and what of it was corrected', () => {
  const flow = { ...inboundFlow('service', { hosts: ['a.example.com'] }), direction: 'outbound' };
  const retired = { date: '2024', successor: 'something else' };
  const corrections = [{ field: 'direction', published: 'inbound', reason: 'clients call it' }];
  expect(renderDiffText(diffSets([], setsOf(row('old', ['Worldwide'], [flow], { retired, corrections }))))).toBe(`\
1 set added, 0 removed, 0 changed

[+] old, row 1, in Worldwide: What old is for
  [+] flow service, outbound, TCP 443, stated
    [+] hosts: a.example.com
  [+] retired: 2024: something else
  [+] corrections: direction, published as inbound: clients call it
`);
});

test('Markdown has a heading for each set, and folds long lists', () => {
  const many = Array.from({ length: 6 }, (_, i) => `192.0.2.${2 * i}/32`);
  const grown = setsOf(row('graph', ['Worldwide'], [inboundFlow('notifications', { prefixes: many })]));
  const before = setsOf(row('graph', ['Worldwide'], [inboundFlow('notifications', { prefixes: ['203.0.113.0/25'] })]));
  expect(renderDiffMarkdown(diffSets(before, grown))).toBe(`\
**0 sets added, 0 removed, 1 changed**

### Changed: graph, row 1, in Worldwide

- changed: flow notifications, inbound, TCP 443, stated
  - gone: prefixes, 128 IPv4 addresses in 1 prefix: \`203.0.113.0/25\`
  - new: prefixes, 6 IPv4 addresses
    <details><summary>6 entries</summary>

    - \`192.0.2.0/32\`
    - \`192.0.2.2/32\`
    - \`192.0.2.4/32\`
    - \`192.0.2.6/32\`
    - \`192.0.2.8/32\`
    - \`192.0.2.10/32\`

    </details>
`);
});

test('JSON says everything, with addresses as prefixes', () => {
  const json = JSON.parse(renderDiffJson(diffSets(BEFORE, AFTER)));
  expect(json.added.map(({ slug }: { slug: string }) => slug)).toEqual(['sites', 'sts']);
  expect(json.added[1].flows[0]).toEqual({
    name: 'service', direction: 'inbound', basis: 'stated', tcpPorts: '443', udpPorts: '', prefixes: [], hosts: [], prefixesOf: [], peersFromApp: true,
  });
  expect(json.removed[0]).toMatchObject({ slug: 'gone', clouds: ['China'], flows: [{ hosts: ['*.example.com'] }] });
  expect(json.changed).toMatchObject([{
    slug: 'graph',
    clouds: ['Worldwide'],
    before: { edition: '2025', entry: 'row 6' },
    after: { edition: '2025', entry: 'row 7' },
    fields: [{ field: 'title', kind: 'value', before: 'What graph is for', after: 'What it is for now' }],
    flows: {
      added: [{ name: 'lifecycle' }],
      changed: [{
        name: 'notifications',
        fields: [
          { field: 'tcpPorts', kind: 'list', added: ['8443'], removed: [] },
          { field: 'prefixes', kind: 'addresses', added: ['203.0.113.0/25'], removed: ['192.0.2.1/32', '192.0.2.3/32', '2001:db8::/48'] },
        ],
      }],
    },
  }]);
});

test('a diff of catalogs begins with the editions that differ', () => {
  const diff = fixtureCatalog().diff(fixtureCatalog().edition('2025-h2'));
  expect(renderDiffText(diff)).toMatch(/^additional-endpoints 2025-01 → 2025-h2\n0 sets added, 0 removed, 1 changed\n\n\[~\] graph-change-notifications, row 23, in Worldwide\n/);
  expect(renderDiffMarkdown(diff)).toMatch(/^\*\*additional-endpoints 2025-01 → 2025-h2\*\*\n\n\*\*0 sets added/);
  expect(JSON.parse(renderDiffJson(diff)).editions[0]).toEqual({ source: 'additional-endpoints', before: '2025-01', after: '2025-h2' });
});

test('no difference is one line', () => {
  expect(renderDiffText(diffSets(BEFORE, BEFORE))).toBe('0 sets added, 0 removed, 0 changed\n');
});

describe('hostile text', () => {
  const hostile = '`` ` <img src=x> [link](https://example.com) @everyone |\n# heading \u001b[31m\u202e';
  const diff = diffSets([], setsOf(row('a', ['Worldwide'], [inboundFlow('f', { prefixes: ['192.0.2.1/32'] })], { title: hostile })));

  test('stays one code span of one line in Markdown', () => {
    expect(renderDiffMarkdown(diff)).toContain('\n\n``` `` ` <img src=x> [link](https://example.com) @everyone | # heading [31m ```\n\n');
  });

  test('does not reach the terminal as a command, or turn the text around', () => {
    expect(renderDiffText(diff)).toContain('@everyone | # heading \uFFFD[31m\uFFFD\n');
  });

  test('does not make Markdown longer than a pull request holds', () => {
    const wide = (count: number, caveat: string) => setsOf(...Array.from({ length: count }, (_, i) => row(`a-${i}`, ['Worldwide'], [
      inboundFlow('f', { prefixes: Array.from({ length: 50 }, (__, j) => `10.${i % 256}.${j}.0/32`) }),
    ], { caveats: [caveat] })));
    const [lists, all] = [wide(80, 'x'), wide(800, 'x')].map((sets) => renderDiffMarkdown(diffSets([], sets)));
    expect([lists.length, all.length].every((length) => length <= 61_000)).toBe(true);
    expect(lists).toMatch(/### New: a-79, [^]*The lists are left out: with them, this would be too long for a pull request.\n$/);
    expect(all).toMatch(/The rest is left out, since it would be too long for a pull request.\n$/);
  });
});

test.each([
  [['192.0.2.1/32'], '1 IPv4 address'],
  [['192.0.2.1/32', '192.0.2.3/32'], '2 IPv4 addresses'],
  [['192.0.2.0/31'], '2 IPv4 addresses in 1 prefix'],
  [['10.0.0.0/8', '192.0.2.0/31'], '16,777,218 IPv4 addresses in 2 prefixes'],
  [['2001:db8::/48', '192.0.2.1/32'], '1 IPv4 address, 1 IPv6 prefix'],
  [[], ''],
])('%j are %s', (prefixes, words) => {
  expect(countAddresses(PrefixSet.of(...prefixes))).toBe(words);
});
