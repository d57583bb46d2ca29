/** Damage that public versions of the page have, each reduced to rows of our own. */
import { PortSet } from '../../../lib/net';
import { importAdditionalEndpointsPage } from '../../../lib/sources';
import { readPorts } from '../../../lib/sources/cells/read-ports';
import { FindingList } from '../../../lib/sources/findings/finding-list';

const importRows = (...rows: string[]) => importAdditionalEndpointsPage(['| Row | Purpose | Destination | Type |', '|:--|:--|:--|:--|', ...rows].join('\n'), { edition: '2025-01', basedOn: 'x' });
const slugs = (...rows: string[]) => importRows(...rows).edition.sets.map(({ slug, row }) => `${row} ${slug}`);
const codes = (...rows: string[]) => importRows(...rows).findings.map(({ severity, code, place }) => `${severity} ${code} ${place.split(',')[0]}`);

const PROXY = 'sign-in | *.msappproxy.net | out |';
const STREAM = 'Stream | web.microsoftstream.com TCP port 443 | Inbound |';

describe('a number that a translator made a word of', () => {
  test.each(['vijf', '7,5', 'November 20', '<span data-x="a">20</span><span class="sxs-lookup"><span data-x="a">November 20</span></span>'])('%s: the row is counted on from the one above', (number) => {
    const rows = [`| 10 | ${STREAM}`, `| ${number} | ${PROXY}`];
    expect(slugs(...rows)).toEqual(['10 stream', '11 exchange-hybrid-entra-authentication']);
    expect(codes(...rows)).toContain('warning RowCounted row 11');
  });

  test('never adds the facts of a row to those of the row above', () => {
    const [stream] = importRows(`| 10 | ${STREAM}`, `| vijf | ${PROXY}`).edition.sets;
    expect(stream.flows[0].hosts).toEqual(['web.microsoftstream.com']);
  });

  test('several rows of that kind are counted one by one', () => {
    expect(slugs(`| 4 | ${STREAM}`, '| vijf | PST | x | out |', `| zes | ${PROXY}`)).toEqual([
      '4 stream', '5 pst-import', '5 pst-import', '6 exchange-hybrid-entra-authentication',
    ]);
  });

  test.each([
    ['a line of prose', 'That was all of *.msappproxy.net.'], ['a ruler', '|:--|:--|:--|:--|'], ['an empty row', '|||||'], ['a row of too few cells', '| a | *.msappproxy.net |'],
    ['a row after a blank line', `\n| a | ${PROXY}`], ['a row after a heading', `# More\n| a | ${PROXY}`],
  ])('%s below a row is no row and no part of it, and an error quotes its facts', (_, line) => {
    expect(slugs(`| 10 | ${STREAM}`, line)).toEqual(['10 stream']);
    const { edition, findings } = importRows(`| 10 | ${STREAM}`, line);
    expect(JSON.stringify(edition)).not.toContain('msappproxy');
    expect(JSON.stringify(findings.filter(({ severity }) => severity === 'error')).includes('msappproxy')).toBe(line.includes('msappproxy'));
  });
});

describe('ports', () => {
  const read = (text: string) => {
    const findings = new FindingList();
    const { statements } = readPorts(text, 'row 1', findings);
    const portsOf = (wanted: string) => (
      statements.filter(({ protocol }) => protocol === wanted).map(({ ports }) => ports).reduce((all, ports) => all.union(ports), PortSet.EMPTY)
    );
    return [String(portsOf('TCP')), String(portsOf('UDP')), findings.toArray().length];
  };

  test.each([
    ['that a separator parts from their protocol', 'TCP ports of the servers (AD FS) and (proxy) | 80 & 443', '80,443'],
    ['of a protocol in lower case', 'servers on tcp 443', '443'],
    ['of a protocol that starts in upper case', 'Tcp 443 or TCP 49443', '443,49443'],
    ['with a word after them', '443 numaralı TCP bağlantı noktası', '443'],
    ['and no year in the cell after them', 'TCP port 443\nOffice 2013 and before', '443'],
    ['and no year in front of a protocol', 'In Office 2016 UDP ports, in 2013 TCP port 443', '443'],
    ['and no number in a sentence after a protocol', 'TCP is meant. | 80', ''],
    ['and no number of another line', 'TCP ports of all of the servers\n| 80', ''],
    ['and no number after a word that ends like a protocol', 'xtcp 443', ''],
  ])('%s', (_, text, tcp) => expect(read(text)).toEqual([tcp, '', 0]));
});

test('two stars are one', () => {
  const rows = ['| 10 | Stream | \\**.api.microsoftstream.com TCP port 443 | Inbound |'];
  expect(importRows(...rows).edition.sets[0].flows[0].hosts).toEqual(['*.api.microsoftstream.com']);
  expect(codes(...rows)).toContain('warning StarMended row 10');
});

test('names that are written small are names', () => {
  expect(slugs('| 7 | Hybrid Exchange | The exchange server | in |', '| 8 | Hybrid exchange | The sts of the customer | in |', '| 16 | FQDNs of Microsoft teams | | zone |').filter((slug, index, all) => all.indexOf(slug) === index))
    .toEqual(['7 exchange-hybrid', '8 exchange-hybrid-authentication', '16 trusted-sites-teams']);
});
