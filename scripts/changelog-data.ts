/**
 * Writes the *Data* section of what is unreleased in CHANGELOG.md: how the bundled editions differ from those of a tag.
 *
 *   npm run changelog -- v0.1.0
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Catalog, type Edition, parseEdition } from '../lib/catalog';
import { type DiffNode, diffTree, summarize } from '../lib/catalog/diff/diff-tree';
import { markdownCode } from '../lib/messages/markdown-code';

const ROOT = resolve(__dirname, '..');
const DATA = 'lib/data';

/** More entries than this are counted rather than listed. */
const MOST_LISTED = 5;

/** What changed between two states of the bundled data, as a list in Markdown; empty when nothing did. */
export function dataChanges(before: readonly Edition[], after: readonly Edition[]): string[] {
  const sources = [...new Set([...before, ...after].map(({ source }) => source))].sort();
  return sources.flatMap((source) => {
    const [old, recent] = [before, after].map((editions) => editions.filter((each) => each.source === source));
    const added = recent.filter(({ id, sha256 }) => !old.some((each) => each.id === id && each.sha256 === sha256));
    if (added.length === 0) {
      return old.filter(({ id }) => !recent.some((each) => each.id === id)).map(({ id }) => `- ${source} ${id} is no longer bundled`);
    }
    const diff = Catalog.of(...old).diff(Catalog.of(...recent));
    return [`- ${summarize(diff).join(': ')}`, ...diffTree(diff).flatMap((node) => bullets(node, '  '))];
  });
}

/** The changelog with these lines under *Data* of what is unreleased. */
export function withDataSection(changelog: string, lines: readonly string[]): string {
  const section = `### Data\n\n${lines.length === 0 ? '- No change.' : lines.join('\n')}\n`;
  const [head, unreleased, rest] = splitUnreleased(changelog);
  const others = unreleased.replace(/^### Data\n[^]*?(?=^### |(?![^]))/m, '').trimEnd();
  return `${head}${others}\n\n${section}${rest === '' ? '' : `\n${rest}`}`;
}

function splitUnreleased(changelog: string): [head: string, unreleased: string, rest: string] {
  const [, head, body] = /^([^]*?^## \[Unreleased\]\n)([^]*)$/m.exec(changelog) ?? [];
  if (head === undefined) throw new Error('CHANGELOG.md has no heading "## [Unreleased]"');
  const end = /^## /m.exec(body)?.index ?? body.length;
  return [head, body.slice(0, end), body.slice(end)];
}

function bullets({ mark, label, items, children }: DiffNode, indent: string): string[] {
  const meaning = { '+': 'new', '-': 'gone', '~': 'changed', '·': 'note' }[mark];
  const list = items.length === 0 ? '' : items.length > MOST_LISTED ? ` (${items.length} entries)` : `: ${items.map(markdownCode).join(', ')}`;
  return [`${indent}- ${meaning}: ${label}${list}`, ...children.flatMap((child) => bullets(child, `${indent}  `))];
}

function git(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The editions among files with data; Microsoft's own address space is not one. */
function editionsIn(texts: readonly string[]): Edition[] {
  return texts.map((text) => JSON.parse(text) as object).filter((json) => 'sets' in json).map(parseEdition);
}

function main(tag: string | undefined): void {
  if (tag === undefined) throw new Error('usage: npm run changelog -- <tag of the version before>');
  const before = git('ls-tree', '--name-only', tag, `${DATA}/`).trim().split('\n').map((file) => git('show', `${tag}:${file}`));
  const after = readdirSync(join(ROOT, DATA)).sort().map((file) => readFileSync(join(ROOT, DATA, file), 'utf8'));
  const file = join(ROOT, 'CHANGELOG.md');
  writeFileSync(file, withDataSection(readFileSync(file, 'utf8'), dataChanges(editionsIn(before), editionsIn(after))));
}

if (require.main === module) {
  main(process.argv[2]);
}
