/**
 * Brings the bundled data up to date with what Microsoft publishes, with `m365-endpoints update`: what its guard refuses is
 * not taken.
 *
 *   npx tsx scripts/refresh-data.ts build/refresh
 *
 * Writes the difference to `diff.md` in that folder, new editions to `lib/data/`, and the list of editions. Tells a workflow
 * whether anything changed, and how the update ended.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EditionJson, parseLock } from '../lib/catalog';
import { BUNDLED_EDITIONS, type EditionEntry } from '../lib/catalog/editions/bundled';
import { run } from '../lib/cli/run';
import { processIo } from '../lib/cli/shell/io';

const ROOT = resolve(__dirname, '..');
const DATA = join(ROOT, 'lib', 'data');
const LIST = join(ROOT, 'lib', 'catalog', 'editions', 'bundled.ts');

/** An edition that comes with the package, by its keys. */
export type Listed = Pick<EditionEntry, 'source' | 'id' | 'isDefault'>;

/**
 * The editions that come with the package after a refresh.
 *
 * Of the web service the newest edition takes the place of the one before. Editions of pages stay, for apps that chose one,
 * and so does the default.
 */
export function refreshedList(bundled: readonly Listed[], incoming: readonly Pick<EditionJson, 'source' | 'edition'>[]): Listed[] {
  return [...new Set([...bundled, ...incoming].map(({ source }) => source))].flatMap((source) => {
    const old = bundled.filter((each) => each.source === source);
    const recent = incoming.filter((each) => each.source === source)
      .map(({ edition }): Listed => old.find(({ id }) => id === edition) ?? { source, id: edition });
    return source.startsWith('web-service-') ? recent : [...old, ...recent.filter((each) => !old.includes(each))];
  });
}

/** The source of the list with these editions in it. */
export function withList(text: string, editions: readonly Listed[]): string {
  const lines = editions.map(({ source, id, isDefault }) => {
    const entry = `bundled('${source}', '${id}', () => require('../../data/${source}.${id}.json'))`;
    return isDefault === true ? `  { ...${entry}, isDefault: true },` : `  ${entry},`;
  });
  return text.replace(/(BUNDLED_EDITIONS: [^=]*= \[\n)[^]*?(\n\];)/, (_, start, end) => `${start}${lines.join('\n')}${end}`);
}

async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error('usage: refresh-data <folder>');
  const out = resolve(folder);
  const lock = join(out, 'lock.json');
  mkdirSync(out, { recursive: true });
  rmSync(lock, { force: true });
  let diff = '';
  const code = await run(['update', '--lock', lock, '--format', 'markdown'], { ...processIo(), cwd: out, stdout: (text) => { diff += text; } });
  const written = existsSync(lock) ? refresh(readFileSync(lock, 'utf8'), lock) : [];
  writeFileSync(join(out, 'diff.md'), `${diff}\nThe tests that list facts differ now. Read them, then accept them with \`npx jest --ci=false -u test/data.test.ts\`.\n`);
  process.stdout.write(`update ended with ${code}; ${written.length === 0 ? 'nothing new' : `written: ${written.join(', ')}`}\n`);
  if (process.env.GITHUB_OUTPUT !== undefined) {
    appendFileSync(process.env.GITHUB_OUTPUT, `code=${code}\nchanged=${written.length > 0}\n`);
  }
}

/** Writes what a lock has and the package has not, and deletes what it takes the place of. */
function refresh(text: string, file: string): string[] {
  parseLock(text, file);
  const { editions } = JSON.parse(text) as { editions: (EditionJson & { readonly setHashes?: unknown })[] };
  const fileOf = (source: string, id: string) => join(DATA, `${source}.${id}.json`);
  const changed = editions.map(({ setHashes: _, ...edition }): EditionJson => edition).filter(({ source, edition, sha256 }) => (
    !existsSync(fileOf(source, edition)) || (JSON.parse(readFileSync(fileOf(source, edition), 'utf8')) as EditionJson).sha256 !== sha256
  ));
  const list = refreshedList(BUNDLED_EDITIONS, editions);
  BUNDLED_EDITIONS.filter(({ source, id }) => !list.some((each) => each.source === source && each.id === id))
    .forEach(({ source, id }) => rmSync(fileOf(source, id)));
  changed.forEach((edition) => writeFileSync(fileOf(edition.source, edition.edition), `${JSON.stringify(edition, null, 2)}\n`));
  writeFileSync(LIST, withList(readFileSync(LIST, 'utf8'), list));
  return changed.map(({ source, edition }) => `${source} ${edition}`);
}

if (require.main === module) {
  void main(process.argv[2]);
}
