/** Every row of every page × each kind of fact × places in its text, inserted and removed: nothing is lost in silence. */
import { importAdditionalEndpointsPage, importTrainingPage, PageImport, PageImportOptions } from '../../../lib/sources';
import { describeMaterial, readMaterial } from '../../support/material';

type Importer = (text: string, options: PageImportOptions) => PageImport;

/** A page, and how its rows are cut apart: at a line that starts with a number. */
const PAGES: readonly (readonly [file: string, edition: string, read: Importer, row: RegExp])[] = [
  ['additional-endpoints.2018-10.en.md', '2018-10', importAdditionalEndpointsPage, /^\| ?\d{1,2} {1,2}\|.*$/gm],
  ['additional-endpoints.2025-01.en.txt', '2025-01', importAdditionalEndpointsPage, /^\d{1,2} (?=\p{L})[\s\S]*?(?=^\d{1,2} \p{L}|^Managing Microsoft)/gmu],
  ['additional-endpoints.2025-h2.en.md', '2025-h2', importAdditionalEndpointsPage, /^\|\d{1,2}\|.*$/gm],
  ['required-endpoints.training.en.txt', '2022-01', importTrainingPage, /^\d{1,2}\n[\s\S]*?(?=^\d{1,2}\n|^Additional reading|(?![\s\S]))/gm],
];

/** A fact that no page has, and how the catalog and a message write it. */
const FACTS: Record<string, readonly [text: string, written: RegExp]> = {
  'prefix': ['20.231.0.0/20', /20\.231\.0\.0\/20/],
  'range': ['52.96.0.0 - 52.96.0.255', /52\.96\.0\.0(?:\/24| - 52\.96\.0\.255)/],
  'IPv6 prefix': ['2603:1063:7::/48', /2603:1063:7::\/48/],
  'host': ['new.host.example', /new\.host\.example/],
  'host with port': ['*.new.contoso.example:8443', /\*\.new\.contoso\.example/],
  'TCP port': ['TCP 8443', /8443/],
  'UDP port': ['UDP 3479', /3479/],
};

/** How many places of each row are tried. */
const PLACES = 4;

const read = ([, edition, importer]: (typeof PAGES)[number], row: string) => importer(row, { edition, basedOn: 'x' });
const rowsOf = ([file, , , row]: (typeof PAGES)[number]) => readMaterial(`pages/${file}`).match(row) ?? [];
const errorsOf = ({ findings }: PageImport) => findings.filter(({ severity }) => severity === 'error').map(({ message }) => message).join('\n');

/** Places between the words of a row, behind its number, evenly spread and never the same for two rows. */
function placesOf(row: string, count: number, first: number): number[] {
  const all = [...row.matchAll(/(?<=\S)[ \n](?=\S)/g)].map(({ index }) => index).filter((index) => index > 6 && !/^\|?\s*\|/.test(row.slice(index)));
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[(Math.floor((i * all.length) / count) + first) % all.length]);
}

describeMaterial.each(PAGES.map((page) => [page[0], page] as const))('%s', (_, page) => {
  const rows = () => rowsOf(page);

  test('is cut into its rows', () => {
    expect(rows().length).toBe({ '2018-10': 16, '2022-01': 16 }[page[1]] ?? 25);
    expect(rows().map((row) => errorsOf(read(page, row))).filter((errors) => errors !== '')).toEqual([]);
  });

  test.each(Object.entries(FACTS))('a %s that is added is in a set of the row, or in an error that quotes it', (__, [text, written]) => {
    rows().forEach((row, number) => placesOf(row, PLACES, number).forEach((place) => {
      const result = read(page, `${row.slice(0, place)} ${text} ${row.slice(place)}`);
      const facts = result.edition.sets.map(({ flows, trustedSites }) => JSON.stringify([flows.map(({ prefixes, hosts, tcpPorts, udpPorts }) => [prefixes, hosts, tcpPorts, udpPorts]), trustedSites])).join('\n');
      const isConserved = facts.match(written) !== null || errorsOf(result).match(written) !== null;
      expect([row.slice(0, 60), place, isConserved]).toEqual([row.slice(0, 60), place, true]);
    }));
  });

  test.each(['GCC High:', 'China:', 'DoD:', 'Europe:', 'Microsoft Cloud for US Government Secret:'])('%s in front of facts binds them, or is an error', (label) => {
    rows().forEach((row, number) => placesOf(row, PLACES, number).forEach((place) => {
      const before = read(page, row).edition.sets;
      const result = read(page, `${row.slice(0, place)} ${label} ${row.slice(place)}`);
      const isSame = JSON.stringify(result.edition.sets) === JSON.stringify(before);
      // The same sets and no error: the words head nothing that a rule could hold, as in the middle of a sentence.
      const headsFact = /^\s*["'`]*(?:https?:\/\/|[*<\w-]+\.[\w*-]+\.|\d+\.\d+\.)/.test(row.slice(place).replace(/^(?:\s|<br>|```)*/i, ''));
      const isTheirs = before.every(({ clouds }) => clouds.join() === label.slice(0, -1)) || row.lastIndexOf(label.slice(0, -1), place) > 0;
      expect([row.slice(0, 60), place, isSame && headsFact && !isTheirs && errorsOf(result) === '']).toEqual([row.slice(0, 60), place, false]);
    }));
  });

  test('a fact that is removed is missed', () => {
    for (const row of rows()) {
      for (const { 0: fact, index } of row.matchAll(/(?:\*\.)?[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|net|cn)\b(?![/#]|[^|]{0,40}\))(?<!\]\([^)]*)|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d+)?|[\da-f]+:[\da-f:]+\/\d+/g)) {
        const text = row.slice(0, index) + row.slice(index + fact.length);
        const result = read(page, text);
        // A row that is like another one without the fact is a missing row, which the import of a whole page reports.
        const [first] = result.edition.sets;
        const isOther = first === undefined || first.slug !== read(page, row).edition.sets[0].slug;
        const isStatedTwice = text.includes(fact) || /:\/\/\S*$/.test(row.slice(Math.max(0, index - 200), index)) && page[0].endsWith('.md');
        expect([row.slice(0, 40), fact, isStatedTwice || isOther || errorsOf(result) !== '']).toEqual([row.slice(0, 40), fact, true]);
      }
    }
  });
});
