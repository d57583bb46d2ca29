/** What a page promises: each sentence has a test that fails when it is untrue, and that fails when it no longer stands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** Words of which a sentence that promises something has one. A sentence with one is tested, or said to be a fact about others. */
const PROMISING = new RegExp(`\\b(${[
  'never', 'always', 'exactly', 'only', 'guarantee\\w*', 'fails?', 'refuse[sd]?', 'deterministic', 'determinism', 'offline', 'nothing', 'nobody', 'every',
  'at most', 'an error', 'are errors', 'byte for byte', 'same bytes', 'whole or not at all',
].join('|')})\\b`, 'gi');

/** A test that proves a sentence elsewhere: its file below `test/`, and its name as it is written there. */
export type ProvenBy = readonly [file: string, name: string];

/** Says what becomes of the sentences of one page. */
export interface PagePromises {
  /** A sentence that `check` proves. */
  promise(sentence: string, check: () => void | Promise<void>): void;
  /** A sentence that other tests prove. */
  proven(sentence: string, ...by: readonly ProvenBy[]): void;
  /** Sentences that promise nothing: facts about Microsoft, AWS and Azure, definitions, measurements and advice. */
  facts(...sentences: readonly string[]): void;
}

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** The prose of a page: no code, headings or comments, and of a decision neither status nor context, which promise nothing. */
export function proseOf(page: string): string {
  const text = readFileSync(join(ROOT, page), 'utf8').replace(/^ *```[^]*?^ *```$/gm, '').replace(/<!--[^]*?-->|^#.*$/gm, '');
  return plain(page.startsWith('docs/adr/0') ? text.replace(/^\*\*(Status|Context)\.\*\*[^]*?(?=^\*\*)/gm, '') : text);
}

/** The tests of every sentence of `page` that promises something, and one that there is no other such sentence. */
export function promisesOf(page: string, body: (promises: PagePromises) => void): void {
  somePromisesOf(page, body, (quoted) => {
    test('promises nothing that has no test', () => expect(untested(proseOf(page), quoted)).toEqual([]));
  });
}

/** The tests of some sentences of `page`; the others are tested elsewhere. */
export function somePromisesOf(
  page: string, body: (promises: PagePromises) => void, atTheEnd: (quoted: readonly string[]) => void = () => undefined,
): void {
  const quoted: string[] = [];
  const quote = (sentence: string) => {
    quoted.push(plain(sentence));
    return () => expect([sentence, proseOf(page).includes(plain(sentence))]).toEqual([sentence, true]);
  };
  describe(page, () => {
    body({
      promise: (sentence, check) => {
        const stands = quote(sentence);
        test(sentence, async () => {
          stands();
          await check();
        });
      },
      proven: (sentence, ...by) => {
        const stands = quote(sentence);
        test(sentence, () => {
          stands();
          expect(by.length).toBeGreaterThan(0);
          expect(by.filter(([file, name]) => !testNamesIn(file).has(name))).toEqual([]);
        });
      },
      facts: (...sentences) => {
        const stand = sentences.map(quote);
        test(`${sentences.length} sentences that promise nothing still stand`, () => stand.forEach((stands) => stands()));
      },
    });
    atTheEnd(quoted);
  });
}

/** The sentences of `prose` with a promising word, in neither code nor an address, that stands in none of `quoted`. */
export function untested(prose: string, quoted: readonly string[]): string[] {
  const passages = quoted.flatMap((passage) => occurrences(prose, passage).map((start) => [start, start + passage.length]));
  const words = prose.replace(/`[^`]*`|\]\([^)]*\)/g, (code) => '`'.repeat(code.length));
  const found = [...words.matchAll(PROMISING)].filter(({ index }) => !passages.some(([start, end]) => start <= index && index < end));
  return [...new Set(found.map(({ index }) => sentenceAt(prose, index)))];
}

function occurrences(text: string, part: string): number[] {
  const starts: number[] = [];
  for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + 1)) {
    starts.push(start);
  }
  return starts;
}

/** The sentence, or the cell of a table, in which the character at `index` stands. */
function sentenceAt(prose: string, index: number): string {
  const before = prose.slice(0, index).split(/[.:;] (?=[A-Z`*["(-])| \| /).at(-1)!;
  return plain(before + prose.slice(index).split(/(?<=[.:;]) (?=[A-Z`*["(-])| \| /)[0]);
}

const namesByFile = new Map<string, ReadonlySet<string>>();

/** The names of the tests of a file, without those that are skipped: its texts, since names are written out. */
function testNamesIn(file: string): ReadonlySet<string> {
  if (!namesByFile.has(file)) {
    const source = readFileSync(join(ROOT, 'test', file), 'utf8');
    const texts = [...source.matchAll(/(?<!\.(?:skip|todo|failing))\(\s*(?:[A-Z]\w*, )?(['"`])((?:\\.|(?!\1)[^\\])+)\1/g)];
    namesByFile.set(file, new Set(texts.map(([, , text]) => text.replace(/\\(['"`])/g, '$1'))));
  }
  return namesByFile.get(file)!;
}

/** Names tests of one file: `const quotas = testsOf('aws/quotas.test.ts')`. */
export function testsOf(file: string): (name: string) => ProvenBy {
  return (name) => [file, name];
}
