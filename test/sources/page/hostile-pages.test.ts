import * as fc from 'fast-check';
import { parseEdition } from '../../../lib/catalog';
import { EndpointError } from '../../../lib/messages/errors';
import { importAdditionalEndpointsPage, importTrainingPage, PageImport } from '../../../lib/sources';
import { describeMaterial, readMaterial } from '../../support/material';

/** Imports, checks what must hold for any text, and gives the result; nothing but an `EndpointError` may be thrown. */
function importAnything(text: string): PageImport | undefined {
  try {
    const result = importAdditionalEndpointsPage(text, { edition: '2025-01' });
    parseEdition(result.edition);
    expect(result.findings.filter(({ severity }) => severity === 'info').length).toBeLessThanOrEqual(1001);
    return result;
  } catch (error) {
    expect(error).toBeInstanceOf(EndpointError);
    return undefined;
  }
}

/** Every prefix that a page is said to state is in its text, as far as signs go that a repair does not touch. */
function expectNothingInvented(text: string, { edition }: PageImport): void {
  const written = text.replace(/\s/g, '').toLowerCase();
  for (const flow of edition.sets.flatMap(({ flows }) => flows).filter(({ basis }) => basis !== 'vendor')) {
    flow.prefixes?.forEach((prefix) => expect(written).toContain(prefix.replace(/\/(32|128)$/, '')));
  }
}

const MEGABYTE = 2 ** 20;

/** Milliseconds of this process that importing a text takes, whatever else the machine does. */
function millisecondsOf(text: string): number {
  const start = process.cpuUsage();
  importAnything(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}

/**
 * Expects a page that is eight times as long to take at most 32 times as long: that is far from eight, since memory has its price
 * too, and from 64, where time is quadratic. What takes less than a second is fast enough. `mutated-pages.test.ts` has whole
 * megabytes.
 */
function expectLinear(pageOf: (length: number) => string): void {
  const short = pageOf(MEGABYTE / 16);
  importAnything(short); // compiles what both use
  const most = Math.max(1000, 32 * millisecondsOf(short));
  expect(millisecondsOf(pageOf(MEGABYTE / 2))).toBeLessThan(most);
}

describe('hostile text', () => {
  test.each(['', ' ', '\0', '|||||', '1 |', '---', '---\n', '<', '[](', '1 a\n2', '\ud800', '```', '| 1 |\n|', '&#0;&#x110000;', ':::row:::'])('%j gives findings', (text) => {
    expect(importAnything(text)?.findings.length).toBeGreaterThan(0);
  });

  test('fails for a hundred megabytes at once, and says how much is allowed', () => {
    expect(() => importAdditionalEndpointsPage('x'.repeat(100 * MEGABYTE), { edition: '2025-01' })).toThrow(/cannot import a page of 104857600 characters: no page has more than 2000000/);
  });

  test.each([
    ['stars', '*'], ['backslashes', '\\'], ['brackets', '['], ['links', ']('], ['tags', '<'], ['named tags', '<span '], ['parameters', '<a'], ['comments', '<!--'],
    ['separators', '|'], ['spaces', ' '], ['lines', '\n'], ['letters', 'a'], ['letters without case', '中'], ['digits', '1'], ['points', '1.'], ['colons', 'a:'],
    ['addresses', '20.1.2.3,'], ['IPv6', '2603::/48 '], ['broken IPv6', '1 :'], ['hosts', 'a.com '], ['labels', 'a.'], ['stars and points', '*.'], ['ports', 'TCP 1, '], ['protocols', 'TCP ,'],
    ['ranges', '1 111-1 111'], ['entities', '&#1;'], ['rows', '1 a\n'], ['Markdown rows', '|1|a|b|c|\n'], ['numbers', '1\na\n'], ['blocks', ':::row:::\n:::column:::\n1\n'],
    ['wrong letters', 'â€'], ['no-break spaces', '\u00a0;'], ['quotation marks', '«<'], ['front matter', '---\n'],
    ['HTML rows', '<tr><td>1</td><td>x</td></tr>'], ['footnotes', '<sup>1'],
  ])('half a megabyte of %s takes linear time', (_, piece) => {
    expectLinear((length) => {
      const half = piece.repeat(Math.floor(length / 2 / piece.length));
      return `| 1 | ${half} | b | c |\n5 ${half}`;
    });
  });

  test.each(['<', '<table>', '<table><tr><td>1<td>', '</table>', '<td>', '<tr><td>1</td><td>x</td></tr>', '<a "', '<a b=\'"', '<tr><td></td><td>x', '<!-- <!', '</script', '<script>', '&', '&#1;', '1'])('half a megabyte of %j in a cell of HTML takes linear time', (piece) => {
    expectLinear((length) => `<html><table><tr><td>5</td><td>${piece.repeat(Math.floor(length / piece.length))}`);
  });

  test.each<[string, (length: number) => string]>([
    ['empty cells in twenty rows', (length) => Array.from({ length: 20 }, (_, row) => `|${row}|${'|'.repeat(length / 20)}`).join('\n')],
    ['empty cells of HTML in twenty rows', (length) => `<table>${Array.from({ length: 20 }, (_, row) => `<tr><td>${row}${'<td>'.repeat(length / 80)}`).join('\n')}`],
    ['elements inside of each other, and paragraphs', (length) => `<table><tr><td>1${'<x>'.repeat(length / 6)}${'<p>'.repeat(length / 6)}`],
    ['end tags without a start', (length) => `<table><tr><td>1${'<x></y>'.repeat(length / 7)}`],
    ['labels', (length) => Array.from({ length: 25 }, (_, row) => `| ${row} | Microsoft Graph ${'China: 20.1.2.3 '.repeat(length / 400)} | b | c |`).join('\n')],
    ['ports behind hosts', (length) => Array.from({ length: 3 }, (_, row) => `| ${row} | Microsoft Stream ${'a.com EE. UU. TCP443 '.repeat(length / 63)} | b | c |`).join('\n')],
    ['hosts without a start', (length) => Array.from({ length: 3 }, (_, row) => `| ${row} | Microsoft Stream ${'.com; '.repeat(length / 18)} | b | c |`).join('\n')],
    ['hosts', (length) => Array.from({ length: 25 }, (_, row) => `| ${row} | Microsoft Stream ${'a.com '.repeat(length / 150)} | b | c |`).join('\n')],
  ])('half a megabyte of %s takes linear time', (_, pageOf) => expectLinear(pageOf));

  test('1,200 harmless findings hide no host that was not known', () => {
    const { edition, findings } = importAdditionalEndpointsPage(`| 11 | sign-in | ${'*.msappproxy.net '.repeat(1201)} evil.example.org | out |`, { edition: '2025-01', basedOn: 'x' });
    expect(edition.sets[0].flows[0].hosts).toEqual(['*.msappproxy.net', 'evil.example.org']);
    expect(findings.filter(({ severity }) => severity !== 'info').map(({ code, message }) => [code, message.split(' ')[2]])).toEqual([['FactUnexpected', 'evil.example.org']]);
  });

  test('any text gives a result or an EndpointError', () => {
    const signs = fc.constantFrom(...'0123456789abcdef.:/|<>*\\`[]()\n\r\t -–,;&#"\'_'.split(''), 'TCP ', 'UDP ', '20.1.2.0/24', ' | ', '<table>', '<tr><td>1', '<td>', '</tr>', '\n1 | ', '\n2 ', '*.example.com', 'Exchange ', 'PST ', '<br>', '443');
    fc.assert(fc.property(fc.array(signs, { maxLength: 120 }).map((parts) => parts.join('')), (text) => {
      const result = importAnything(text);
      if (result !== undefined) {
        expectNothingInvented(text.toLowerCase(), result);
      }
    }), { numRuns: 800 });
  });

  test('a row that is longer than any is read up to its limit, and said so', () => {
    const { findings } = importAdditionalEndpointsPage(`| 1 | PST ${'x '.repeat(40_000)} | b | c |`, { edition: '2025-01' });
    expect(findings.map(({ code }) => code)).toContain('TooMuch');
  });
});

describeMaterial('damaged pages', () => {
  const pages = ['additional-endpoints.2025-01.en.txt', 'additional-endpoints.2025-01.sv.txt', 'additional-endpoints.2018-10.en.md'];
  const texts = () => pages.map((name) => readMaterial(`pages/${name}`));

  test('a page that is cut anywhere invents nothing', () => {
    for (const text of texts()) {
      for (let end = 0; end < text.length; end += 397) {
        const result = importAnything(text.slice(0, end));
        expect(result).toBeDefined();
        expectNothingInvented(text, result!);
      }
    }
  });

  test('a page without one of its lines invents nothing, and a row never goes silently', () => {
    for (const text of texts().slice(0, 1)) {
      const complete = new Set(importAnything(text)!.edition.sets.map(({ slug }) => slug));
      const lines = text.split('\n');
      lines.forEach((_, index) => {
        const result = importAnything(lines.filter((__, other) => other !== index).join('\n'))!;
        expectNothingInvented(text, result);
        const lost = complete.size - new Set(result.edition.sets.map(({ slug }) => slug)).size;
        expect(result.findings.filter(({ code }) => code === 'RowMissing')).toHaveLength(lost);
      });
    }
  });

  test('a page with lines in any order invents nothing', () => {
    const [text] = texts();
    fc.assert(fc.property(fc.shuffledSubarray(text.split('\n')), (lines) => expectNothingInvented(text, importAnything(lines.join('\n'))!)), { numRuns: 30 });
  });

  test('a training page that is cut anywhere invents nothing', () => {
    const text = readMaterial('pages/required-endpoints.training.en.txt');
    for (let end = 0; end < text.length; end += 149) {
      const result = importTrainingPage(text.slice(0, end), { edition: 'undated', published: '2022' });
      parseEdition(result.edition);
      expectNothingInvented(text, result);
    }
  });
});
