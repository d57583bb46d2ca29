/**
 * Writes the documentation that is made from the registry: the badges of the README, the table of scenarios, a page for
 * each of them, and the table of every published row. A test fails when they differ from what this writes.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Catalog, Cloud } from '../lib/catalog';
import { renderCoverageMarkdown } from '../lib/cli/coverage/render-coverage';
import { rowCoverage } from '../lib/cli/coverage/row-coverage';
import { REGISTRY } from '../lib/scenarios/registry';
import { badges } from './docs/badges';
import { DocumentedConstruct, kebab, readConstruct } from './docs/construct-source';
import { scenarioPage } from './docs/scenario-page';
import { scenarioTable } from './docs/scenario-table';

const ROOT = resolve(__dirname, '..');
const SCENARIOS = join(ROOT, 'lib', 'scenarios');
const PAGES = join('docs', 'scenarios');

/** The index of the pages, written by hand. */
const INDEX = 'README.md';

/** Everything that is generated, by path from the root of the repository. */
export function generateDocs(): Map<string, string> {
  const [readme, manifest, index] = ['README.md', 'package.json', join(PAGES, INDEX)].map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const constructs = new Map(REGISTRY.map(({ name }): [string, DocumentedConstruct] => [name, readConstruct(SCENARIOS, name)]));
  return new Map([
    ['README.md', between(readme, 'badges', badges(JSON.parse(manifest)))],
    [join(PAGES, INDEX), between(index, 'scenarios', scenarioTable(constructs))],
    [join('docs', 'coverage.md'), coveragePage()],
    ...REGISTRY.map((entry): [string, string] => [join(PAGES, `${kebab(entry.name)}.md`), scenarioPage(entry, constructs.get(entry.name)!)]),
  ]);
}

/** Pages of constructs that are gone. */
export function stalePages(generated: ReadonlyMap<string, string>): string[] {
  return readdirSync(join(ROOT, PAGES)).filter((name) => name !== INDEX).map((name) => join(PAGES, name)).filter((path) => !generated.has(path));
}

/** A text with what stands between the marks of `name` replaced. */
function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name}: written by npm run docs -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`the page lacks the marks ${start} and ${end}`);
  }
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function coveragePage(): string {
  const section = (title: string, catalog: Catalog, source: string) => [`## ${title}`, renderCoverageMarkdown(rowCoverage(catalog, [source], Cloud.KNOWN))];
  const catalog = Catalog.bundled();
  return [
    '<!-- Written by npm run docs; `m365-endpoints coverage` gives the same as text and JSON. -->\n# Coverage',
    'For every published row and cloud: the construct that enforces it, with its traffic, the number of prefixes and host patterns, and the basis, or the reason why there is no construct. Prefixes are counted after lossless merging.',
    ...section('Additional endpoints, 2025-01', catalog, 'additional-endpoints'),
    ...section('Additional endpoints, 2018-10', catalog.edition('2018-10'), 'additional-endpoints'),
    ...section('Training page', catalog, 'required-endpoints-training'),
  ].join('\n\n').concat('\n');
}

function main(): void {
  const generated = generateDocs();
  for (const [path, text] of generated) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
  stalePages(generated).forEach((path) => rmSync(join(ROOT, path)));
  console.log(`wrote ${generated.size} files`);
}

if (require.main === module) {
  main();
}
