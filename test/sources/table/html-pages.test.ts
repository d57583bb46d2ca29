import { importAdditionalEndpointsPage, importTrainingPage } from '../../../lib/sources';
import { stripMarkup } from '../../../lib/sources/cells/strip-markup';
import { FindingList } from '../../../lib/sources/findings/finding-list';
import { parseHtmlRows } from '../../../lib/sources/table/parse-html-rows';
import { describeMaterial, readMaterial } from '../../support/material';

/** Each row as its number and its cells, without markup, as words. */
const rowsOf = (html: string) => parseHtmlRows(html, new FindingList()).map(({ number, cells }) => [number, ...cells.map((cell) => stripMarkup(cell).text.split(/\s+/).filter(Boolean).join(' '))]);
const cellOf = (html: string) => stripMarkup(parseHtmlRows(`<table><tr><td>1</td><td>${html}</td></tr></table>`, new FindingList())[0].cells[0]);

const entities = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\u00a0/g, '&nbsp;');

/** A page of HTML with these rows, as a browser would save it. */
const pageOf = (rows: readonly (readonly string[])[]) => [
  '<!DOCTYPE html>\n<html><head><script>\n12 a < b;\n</script></head><body><table class="table"><thead><tr><th>Row</th><th>What</th></tr></thead><tbody>',
  ...rows.map((cells) => `<tr>\n${cells.map((cell) => `<td style="text-align: left;">${entities(cell).replace(/\n/g, '<br>\n')}</td>`).join('\n')}\n</tr>`),
  '</tbody></table><table><tr><td>Was this page helpful?</td></tr></table></body></html>',
].join('\n');

describeMaterial('published pages as HTML', () => {
  test('the English page has the same 25 slugs and the same hash as its text', () => {
    const text = readMaterial('pages/additional-endpoints.2025-01.en.txt').split('Managing Microsoft 365 endpoints\n')[0];
    const rows = text.split(/^(?=\d{1,2} \p{L})/mu).slice(1).map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1)]);
    const read = (page: string) => importAdditionalEndpointsPage(page, { edition: '2025-01' });
    expect(new Set(read(pageOf(rows)).edition.sets.map(({ slug }) => slug)).size).toBe(25);
    expect(read(pageOf(rows)).edition.sha256).toBe(read(text).edition.sha256);
    expect(read(pageOf(rows)).findings).toEqual(read(text).findings);
  });

  test('the training page has the same hash as its text', () => {
    const text = readMaterial('pages/required-endpoints.training.en.txt');
    const rows = text.split(/^(?=\d{1,2}$)/m).slice(1).map((row) => row.split(/\n\n/));
    const read = (page: string) => importTrainingPage(page, { edition: 'undated', published: '2022' }).edition;
    expect(read(pageOf(rows)).sha256).toBe(read(text).sha256);
  });
});

describe('tables', () => {
  test.each([
    ['of a row with its header', '<table><tr><th>Row<th>Purpose<tr><td>1<td>a<td>b</table>', [[1, 'a', 'b']]],
    ['whose numbers are marked up', '<table><tr><td><strong>(7)</strong>&nbsp;</td><td>a</td></tr><tr><td><p>8.</p></td><td>b</td></tr></table>', [[7, 'a'], [8, 'b']]],
    ['with a number over two rows', '<table><tr><td rowspan="2">1</td><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>', [[1, 'a', 'b']]],
    ['with an empty cell below a number', '<table><tr><td>1</td><td>a</td></tr><tr><td>&nbsp;</td><td>b</td></tr></table>', [[1, 'a', '', 'b']]],
    ['inside of a table that lays out the page', '<table><tr><td>menu</td><td><table><tr><td>1</td><td>a</td></tr></table></td></tr></table>', [[1, 'a']]],
    ['with a table inside of a row', '<table><tr><td>1</td><td>a<table><tr><td>2</td><td>b</td></tr></table>c</td></tr><tr><td>3</td><td>d</td></tr></table>', [[1, 'a 2 b c'], [3, 'd']]],
    ['one after another', '<table><tr><td>1</td><td>a</td></tr></table>20 words<table><tr><td>2</td><td>b</td></tr></table>', [[1, 'a'], [2, 'b']]],
    ['that are cut in the middle', '<table><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b.example.c', [[1, 'a'], [2, 'b.example.c']]],
    ['in a comment', '<!-- <table><tr><td>1</td><td>a</td></tr></table> -->', []],
    ['in a script', '<script>"<table><tr><td>1</td><td>a</td></tr></table>"</script>', []],
    ['without numbers', '<table><tr><td>a</td><td>b</td></tr></table>', []],
  ])('%s', (_, html, rows) => expect(rowsOf(html)).toEqual(rows));
});

describe('a cell', () => {
  test.each([
    ['nested marks', '<b><i>*.x</i>.net</b>', '*.x.net'],
    ['an attribute with angle brackets', '<span title="<td>a > b">x.net</span>', 'x.net'],
    ['entities', '&lt;tenant&gt;.x.net &amp; &#42;.y.net&#8203;, z&shy;.net', '<tenant>.x.net & *.y.net, z.net'],
    ['a parameter that was not written as an entity', '<tenant>.x.net', '<tenant>.x.net'],
    ['places where a line may break', 'a.<wbr>x.net', 'a.x.net'],
    ['lines', 'a<br>b<br />c<p>d</p><ul><li>e</ul>', 'a\nb\nc\nd\n\n\ne'],
    ['lines of its source', 'TCP\n   443', 'TCP 443'],
    ['a mark of a footnote', 'TCP port 443<sup>1</sup>', 'TCP port 443(1)'],
    ['signs that mean something elsewhere', 'a | b \\ `c` [d](e) **f** _g_', 'a | b \\ `c` [d](e) **f** _g_'],
    ['a sentence and its original', '<span>x.net</span><span class="sxs-lookup"><span>x.net</span></span>', 'x.net x.net'],
    ['no tag', 'a < b, << c', 'a < b, << c'],
    ['a name in angle brackets', 'see <https://x.net> and <y.net>', 'see x.net and y.net'],
    ['comments in every form of browsers', 'a<!-->b<!--->c<!-- x --!>d<!-- <td>e --><? f ><!g>h</ i>j', 'abcdhj'],
  ])('%s', (_, html, text) => expect(cellOf(html).text.trim()).toBe(text));

  test('keeps the targets of its links apart', () => {
    expect(cellOf('<a href="/Graph/Webhooks?a=1&amp;b" data-x="y">z</a>')).toEqual({ text: 'z', links: ['/graph/webhooks?a=1&b'] });
  });
});

test('a mark of a footnote makes no port, in HTML and in Markdown', () => {
  const pages = ['<table><tr><td>6</td><td>EWS, MRS</td><td>TCP port 443<sup>1</sup></td></tr></table>', '| 6 | EWS, MRS | TCP port 443<sup>1</sup> | in |'];
  expect(pages.map((text) => importAdditionalEndpointsPage(text, { edition: '2025-01' }).edition.sets[0].flows[0].tcpPorts)).toEqual(['443', '443']);
});
