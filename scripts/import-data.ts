/**
 * Writes the bundled data, `lib/data/`, with `m365-endpoints import`, from the documents in `$M365_MATERIAL` (`../shared`).
 *
 * A test does the same in another folder, and compares. What the command reports is printed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ADDRESS_SPACE_EDITION } from '../lib/catalog/editions/address-space';
import { run } from '../lib/cli/run';
import { processIo } from '../lib/cli/shell/io';
import { importAddressSpace } from '../lib/sources';

const ROOT = resolve(__dirname, '..');

/** One call of `import` a file: the document, and what it does not say about itself. */
const IMPORTS: readonly (readonly [document: string, ...options: string[]])[] = [
  ['pages/additional-endpoints.2018-10.en.md', '--edition=2018-10', '--published=2018-10-23'],
  ['pages/additional-endpoints.2025-01.en.txt', '--edition=2025-01'],
  // Its front matter repeats the date of 2025-01, so its own date is known by year only.
  ['pages/additional-endpoints.2025-h2.en.md', '--edition=2025-h2', '--published=2025'],
  // The page bears no date. Names in it were changed in 2022, and its facts are older than the web service of 2018.
  ['pages/required-endpoints.training.en.txt', '--edition=undated', '--published=2022'],
  ['data/webservice.worldwide.2026-08-14.json'],
  // Intune is in no later document.
  ['data/webservice.worldwide.2025-12-01.json', '--service-area=MEM', '--source=web-service-worldwide-mem'],
  ['data/webservice.usgovgcchigh.2026033100.json'],
  ['data/webservice.usgovdod.2026033100.json'],
  ['data/history/webservice.usgovdod.2025-12-01.json', '--service-area=MEM', '--source=web-service-usgovdod-mem'],
  ['data/webservice.china.2026022700.json'],
  // The tables of the sovereign clouds bear no date; Microsoft generated them after 2025-08-21.
  ['data/webservice.france.undated.json', '--edition=undated', '--published=2025'],
  ['data/webservice.germany.undated.json', '--edition=undated', '--published=2025'],
];

/** The lists of Microsoft's own address space: one of its public addresses and one of all service tags, merged by family. */
const ADDRESS_LISTS = ['ipv4', 'ipv6'].map((family) => `data/microsoft-address-space.${ADDRESS_SPACE_EDITION}.${family}.txt`);

/** Imports every document into the folder `out`; a document with an error in it stops it. */
export async function importData(material: string, out: string, print: (text: string) => void): Promise<void> {
  for (const [document, ...options] of IMPORTS) {
    const code = await run(['import', document, ...options, '--out', out], { ...processIo(), cwd: material, stdout: print, stderr: print });
    if (code !== 0) {
      throw new Error(`the import of ${document} ended with ${code}`);
    }
  }
  importLists(material, out, print);
}

function importLists(material: string, out: string, print: (text: string) => void): void {
  const texts = ADDRESS_LISTS.map((list) => readFileSync(join(material, list), 'utf8'));
  const { addressSpace, findings } = importAddressSpace(texts, { edition: ADDRESS_SPACE_EDITION });
  if (addressSpace === undefined) {
    throw new Error(`the address space cannot be imported: ${findings.map(({ place, message }) => `${place}: ${message}`).join('; ')}`);
  }
  const { source, edition, prefixes } = addressSpace;
  writeFileSync(join(out, `${source}.${edition}.json`), `${JSON.stringify(addressSpace, null, 2)}\n`);
  print(`${ADDRESS_LISTS.join(', ')}: ${source} ${edition}, ${prefixes.length} prefixes\n`);
}

if (require.main === module) {
  const material = resolve(ROOT, process.env.M365_MATERIAL ?? join('..', 'shared'));
  void importData(material, join(ROOT, 'lib', 'data'), (text) => void process.stdout.write(text));
}
