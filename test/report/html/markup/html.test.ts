import { html, link } from '../../../../lib/report/html/markup/html';

test('text stands as text, markup as markup', () => {
  expect(`${html`<p title="${'"quoted" & <b>'}">${'<script>alert(1)</script>'}${html`<b>${1}</b>`}</p>`}`)
    .toBe('<p title="&quot;quoted&quot; &amp; &lt;b&gt;">&lt;script&gt;alert(1)&lt;/script&gt;<b>1</b></p>');
});

test('lists are joined, and nothing is nothing', () => {
  expect(`${html`<ul>${['a', html`<li>b</li>`]}${undefined}${false}</ul>`}`).toBe('<ul>a<li>b</li></ul>');
});

test('characters that turn text around or are not to be seen are shown as such', () => {
  expect(`${html`${'a\u202Egpj.exe\u200B\u0000b'}`}`).toBe('a\uFFFDgpj.exe\uFFFD\uFFFDb');
});

test('fails for an attribute without quotes, where escaping would not be enough', () => {
  expect(() => html`<a href=${'x onclick=alert(1)'}>`).toThrow('an attribute needs quotes');
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'http://example.com', 'https://example.com/ onclick=', ' https://example.com'])('%s is no link', (url) => {
  expect(`${link(url, 'text')}`).toBe('text');
});

test('an address of the web is a link', () => {
  expect(`${link('https://example.com/?a=1&b="2"', 'text')}`).toBe('<a href="https://example.com/?a=1&amp;b=&quot;2&quot;">text</a>');
});
