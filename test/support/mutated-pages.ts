/** Pages as damage, mistakes and malice make them of real ones: the same for the same seed. */

/** A damaged page, and how it came to be. */
export interface MutatedPage {
  readonly name: string;
  readonly text: string;
}

const MEGABYTE = 1_000_000;

/** Signs and words that mean something to some reader of pages. */
const PIECES = [
  '|', '\\|', '||', '\n', '\r\n', '\t', ' ', '\u00a0', '.', ',', ';', ':', '：', '-', '–', '*', '*.', '/', '//', '\\', '<', '>', '<!--', '-->', '<br>', '<table>', '</table>', '<tr>',
  '<td>', '</td>', '<tr><td>1</td>', '<sup>1', '<a href="', '">', '&', '&#', '&#1;', '&lt;', '`', '```', '[', ']', '](', '(', ')', '"', '\'', '«', '<tenant>', '< locataire>', '\u0000',
  '\ud800', '\u200f', '\ufeff', '0', '1', '9', '443', '65536', '50,000-59,999', '1 111-1 111', 'TCP ', 'UDP ', 'TCP 443', 'TCP any', 'POP3 ', 'IMAP4 ', 'ports ', 'a', 'z.', 'a.com', '*.a.com', 'https://',
  'xn--', '20.1.2.3', '20.1.2.0/24', '20.1.2.', '/32', '255.255.0.0', ' to ', ' and ', '::', 'ffff:', '2603:1063::/40', '20.1.2.0 - 20.1.2.9', 'China: ', 'GCC High: ', 'DoD ', 'US Government', 'Worldwide',
  'Europe:', 'Microsoft Graph ', 'PST ', 'Skype ', 'Exchange ', '中', 'ü', 'β.', 'Ж', '１', ':::row:::\n', ':::column:::\n', '---\n', '# ', '| 1 | ', '\n5 ',
] as const;

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator, of which the upper digits are used. */
export function randomNumbers(seed: number): () => number {
  let state = BigInt.asUintN(64, BigInt(seed) * 0x9e3779b97f4a7c15n);
  return () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(BigInt.asUintN(32, state / 2n ** 32n)) / 2 ** 32;
  };
}

/** What damages a text, by name. `random` gives numbers from 0 to 1. */
const MUTATIONS: Readonly<Record<string, (text: string, random: () => number) => string>> = {
  'noise': (text, random) => repeated(1 + int(random, 20), text, (each) => at(each, random, 1, () => String.fromCharCode(int(random, random() < 0.8 ? 128 : 65_536)))),
  'pieces': (text, random) => repeated(1 + int(random, 12), text, (each) => at(each, random, 0, () => pick(random, PIECES))),
  'run': (text, random) => at(text, random, 0, () => pick(random, PIECES).repeat(1 + int(random, 3000))),
  'runs of two': (text, random) => at(text, random, 0, () => (pick(random, PIECES) + pick(random, PIECES)).repeat(1 + int(random, 2000))),
  'truncated': (text, random) => text.slice(0, int(random, text.length)),
  'without its start': (text, random) => text.slice(int(random, text.length)),
  'without a part': (text, random) => at(text, random, int(random, 400), () => ''),
  'a part twice': (text, random) => at(text, random, 0, () => part(text, random, 2000)),
  'cells moved': (text, random) => swapped(text, random, '|'),
  'lines moved': (text, random) => swapped(text, random, '\n'),
  'words moved': (text, random) => swapped(text, random, ' '),
  'separators lost': (text, random) => text.split('|').reduce((all, cell) => all + (random() < 0.1 ? ' ' : '|') + cell),
  'lines joined': (text, random) => text.split('\n').reduce((all, line) => all + (random() < 0.1 ? ' ' : '\n') + line),
  'nested tables': (text, random) => at(text, random, 0, () => pick(random, ['<table><tr><td>', '<div>', '<b>', '<table>', '<td>', '</table>', '<p>', '<tenant>']).repeat(1 + int(random, 600))),
  'as HTML': (text, random) => `<html><body><table><tr><td>${text.split('\n').map((line) => line.split('|').join('</td><td>')).join(random() < 0.5 ? '</td></tr>\n<tr><td>' : '\n<tr><td>')}`,
  'another alphabet': (text, random) => text.replace(/[0-9.:,/]/g, (sign) => (random() < 0.02 ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign)),
};

/** Mutations that fill the page up to a megabyte; each reader of a cell sees the run in the middle of a row. */
const HUGE: Readonly<Record<string, (text: string, random: () => number) => string>> = {
  'a megabyte of pieces': (text, random) => filled(text, random, Array.from({ length: 1 + int(random, 3) }, () => pick(random, PIECES)).join('')),
  'a megabyte of a part': (text, random) => filled(text, random, part(text, random, 40) || ' '),
  'a megabyte of rows': (text, random) => filled(text, random, part(text, random, 4000) || ' '),
};

/**
 * Pages that are damaged in one to three ways; one in thirty has a megabyte of one thing.
 *
 * @param pages what is damaged, by name
 */
export function* mutatedPages(pages: Readonly<Record<string, string>>, count: number, seed: number): Generator<MutatedPage> {
  const random = randomNumbers(seed);
  for (let index = 0; index < count; index++) {
    const base = pick(random, Object.keys(pages));
    const names = Array.from({ length: 1 + int(random, 3) }, () => pick(random, Object.keys(MUTATIONS)));
    const damaged = names.reduce((text, name) => MUTATIONS[name](text, random), pages[base]);
    const huge = index % 30 === 29 ? pick(random, Object.keys(HUGE)) : undefined;
    const text = (huge === undefined ? damaged : HUGE[huge](damaged, random)).slice(0, MEGABYTE);
    yield { name: `${index} of seed ${seed}: ${[base, ...names, ...(huge === undefined ? [] : [huge])].join(', ')}`, text };
  }
}

function int(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[int(random, from.length)];
}

function part(text: string, random: () => number, longest: number): string {
  const start = int(random, text.length);
  return text.slice(start, start + 1 + int(random, longest));
}

/** The text with as many signs as `length` says, somewhere in it, replaced. */
function at(text: string, random: () => number, length: number, replacement: () => string): string {
  const start = int(random, text.length + 1);
  return text.slice(0, start) + replacement() + text.slice(start + length);
}

function filled(text: string, random: () => number, piece: string): string {
  return at(text, random, 0, () => piece.repeat(Math.max(0, Math.floor((MEGABYTE - text.length) / piece.length))));
}

function swapped(text: string, random: () => number, separator: string): string {
  const parts = text.split(separator);
  for (let count = 1 + int(random, 10); count > 0; count--) {
    const [one, other] = [int(random, parts.length), int(random, parts.length)];
    [parts[one], parts[other]] = [parts[other], parts[one]];
  }
  return parts.join(separator);
}

function repeated(times: number, text: string, change: (text: string) => string): string {
  return Array.from({ length: times }).reduce<string>((changed) => change(changed), text);
}
