/**
 * Writes the bundled editions of published pages to `lib/data/`, from the pages in `$M365_MATERIAL` (`../shared`).
 *
 * A test writes them again in memory and compares. What the importers notice is printed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EditionJson, renderEdition } from '../lib/catalog/edition-json';
import { importAdditionalEndpointsPage, importTrainingPage, PageImport } from '../lib/sources';

const ROOT = resolve(__dirname, '..');

/** What the later edition changed, as far as it is known; every other row repeats 2025-01. */
const LATER_GRAPH_LISTS = [
  'Public Cloud: 20.20.32.0/19, 20.190.128.0/18, 20.231.128.0/19, 40.126.0.0/18',
  'US Government: 20.140.232.0/23, 52.126.194.0/23',
  'China, 21Vianet: 40.72.70.0/23, 52.130.2.32/27, 52.130.3.64/27, 52.130.17.192/27, 52.130.18.32/27',
  'TCP 443',
];

/** The imports that make up the bundled data, by file name. */
export function importData(material: string): Map<string, PageImport> {
  const page = (name: string) => readFileSync(join(material, 'pages', name), 'utf8');
  const older = importAdditionalEndpointsPage(page('additional-endpoints.2018-10.en.md'), { edition: '2018-10', published: '2018-10-23' });
  const current = importAdditionalEndpointsPage(page('additional-endpoints.2025-01.en.txt'), { edition: '2025-01' });
  const later = importAdditionalEndpointsPage(laterRows(current.edition), { edition: '2025-h2', published: '2025', basedOn: '2025-01' });
  // The page bears no date. Names in it were changed in 2022, and its facts are older than the web service of 2018.
  const training = importTrainingPage(page('required-endpoints.training.en.txt'), { edition: 'undated', published: '2022' });
  return new Map([older, current, later, training].map((result) => [`${result.edition.source}.${result.edition.edition}.json`, result]));
}

/** The changed rows of the later edition as a table: its hosts are those of the edition before. */
function laterRows({ sets }: EditionJson): string {
  const hosts = sets.filter(({ slug }) => slug === 'support-assistant').flatMap(({ flows }) => flows.flatMap((flow) => flow.hosts ?? []));
  return [
    `| 2 | Get Help | ${hosts.map((host) => `https://${host}`).join('<br>')} | |`,
    '| 18 | Viva Engage | | |',
    `| 23 | Microsoft Graph | ${LATER_GRAPH_LISTS.join('<br>')} | |`,
  ].join('\n');
}

function main(): void {
  const material = resolve(ROOT, process.env.M365_MATERIAL ?? join('..', 'shared'));
  for (const [file, { edition, findings }] of importData(material)) {
    writeFileSync(join(ROOT, 'lib', 'data', file), renderEdition(edition));
    console.log(`${file}: ${new Set(edition.sets.map(({ row }) => row)).size} rows in ${edition.sets.length} sets`);
    findings.forEach(({ severity, code, place, message }) => console.log(`  ${severity} ${code} at ${place}: ${message}`));
  }
}

if (require.main === module) {
  main();
}
