import { html } from './markup/html';

/** The style sheet: system fonts, light and dark as the reader prefers, cards in place of tables on a narrow page, everything open in print. */
export const STYLE = html`<style>
:root { color-scheme: light dark; --page: #fff; --text: #1a1f24; --muted: #57606a; --line: #d5dbe1; --soft: #f5f7f9; --link: #0a58ca; --edge: #7b8794;
  --equal: #0a6650; --equal-soft: #e4f4ee; --different: #ab1f16; --different-soft: #fdecea; --doubt: #7d4e00; --doubt-soft: #fcf2dc; }
@media (prefers-color-scheme: dark) { :root { --page: #101418; --text: #e5e9ed; --muted: #a0abb6; --line: #303942; --soft: #181e24; --link: #82b6ff; --edge: #8593a0;
  --equal: #63d2a8; --equal-soft: #122a22; --different: #ff958b; --different-soft: #361a18; --doubt: #f0c066; --doubt-soft: #2f2510; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1128px; margin: 0 auto; padding: 28px 24px 64px; outline: 0; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 12px; padding: 8px 14px; background: var(--page); border: 2px solid var(--link); border-radius: 6px; z-index: 1; }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
h1, h2, h3, h4, p { margin: 0; }
h1, h2, h3, h4, p, li, summary, details { overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; line-height: 1.3; margin: 44px 0 14px; letter-spacing: -.01em; }
h3 { font-size: 1.05rem; line-height: 1.4; }
h4 { font-size: .92rem; font-weight: 600; margin: 18px 0 4px; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, "Cascadia Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.muted { color: var(--muted); }
.different-text { color: var(--different); }
.verdict { display: flex; gap: 20px; align-items: center; padding: 22px 24px; border-radius: 12px; border: 1px solid var(--tone); background: var(--tone-soft); }
.equal { --tone: var(--equal); --tone-soft: var(--equal-soft); }
.different { --tone: var(--different); --tone-soft: var(--different-soft); }
.neutral { --tone: var(--muted); --tone-soft: var(--soft); }
.doubt { --tone: var(--doubt); --tone-soft: var(--doubt-soft); }
.verdict .shape { flex: none; width: 60px; height: 60px; }
.shape > *, .icon > * { fill: var(--tone); }
.shape .mark, .icon .mark { fill: none; stroke: var(--page); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.verdict .title { font-weight: 600; color: var(--text); }
.verdict h1 { font-size: 2.1rem; line-height: 1.15; letter-spacing: -.02em; color: var(--tone); }
.verdict .sentence { margin-top: 4px; max-width: 46em; }
.badge { display: inline-flex; gap: 7px; align-items: center; flex: none; padding: 2px 11px 2px 8px; border-radius: 999px; background: var(--tone-soft); color: var(--tone); font-size: .875rem; font-weight: 600; }
.badge .icon { width: 15px; height: 15px; }
.facts { display: flex; flex-wrap: wrap; gap: 10px 32px; margin: 10px 0 16px; }
.facts.top { margin: 16px 0 0; }
.facts > div { min-width: 0; max-width: 100%; }
dt { font-size: .8125rem; color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.flow { margin: 26px 0 0; }
.flow svg { display: block; width: 100%; height: auto; overflow: visible; font-family: inherit; }
.flow .narrow { display: none; }
.flow .heading { font-size: 13px; fill: var(--muted); }
.flow .box { fill: var(--soft); stroke: var(--line); }
.flow .point .box { fill: var(--tone-soft); stroke: var(--tone); }
.flow .unexpected .box { fill: var(--different-soft); stroke: var(--different); stroke-width: 1.5; stroke-dasharray: 5 4; }
.flow .nothing .box { fill: none; stroke: var(--edge); stroke-dasharray: 5 4; }
.flow .name { font-size: 14.5px; font-weight: 600; fill: var(--text); }
.flow .line { font-size: 13px; fill: var(--muted); }
.flow .verdict { font-size: 13px; font-weight: 600; fill: var(--tone); }
.flow .edge { fill: none; stroke: var(--edge); stroke-width: 1.6; }
.flow .edge.unexpected { stroke: var(--different); stroke-dasharray: 5 4; }
.flow .edge.nothing { stroke-dasharray: 5 4; }
.flow .head { fill: var(--edge); fill: context-stroke; }
.flow .added .box { stroke-dasharray: 2 3; stroke: var(--edge); }
.flow .label { font-size: 13px; fill: var(--text); stroke: var(--page); stroke-width: 5px; stroke-linejoin: round; paint-order: stroke; }
.flow .label.unexpected { fill: var(--different); }
.track { fill: var(--line); }
.fill { fill: var(--muted); }
.fill.over { fill: var(--different); }
.card { border: 1px solid var(--line); border-radius: 12px; padding: 18px 20px; margin: 0 0 16px; }
.card .head { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; }
.card > summary { margin: -6px 0; padding: 6px 0; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: 10px 16px 10px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; min-width: 6em; }
thead th { padding: 6px 16px 6px 0; border-top: 0; font-size: .8125rem; font-weight: 400; color: var(--muted); }
tbody th { font-weight: 600; overflow-wrap: break-word; }
th:first-child { width: 23%; }
th .muted { font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
td:nth-child(3):last-child { width: 24%; min-width: 13em; }
summary { cursor: pointer; }
td details, dd details { margin-top: 2px; }
section > details { margin-top: 10px; }
details > .entries { margin: 8px 0 4px; }
.limits { margin-top: 12px; font-size: .9375rem; }
ul.entries { list-style: none; padding: 0; columns: 15em; column-gap: 20px; }
.entries code { white-space: pre-wrap; }
ul.plain { list-style: none; margin: 0; padding: 0; }
ul.plain li + li { margin-top: 6px; }
.card > ul:not(.quotas) { margin: 6px 0 0; padding-left: 1.2em; }
.quotas { list-style: none; margin: 12px 0 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 10px 28px; font-size: .875rem; color: var(--muted); }
h4 + .quotas { margin-top: 6px; }
.quotas strong { color: var(--text); }
.bar { display: block; width: 100%; height: 6px; margin-bottom: 4px; border-radius: 3px; overflow: hidden; }
@media screen and (max-width: 720px) {
  main { padding: 16px 16px 48px; }
  .verdict { padding: 16px; gap: 14px; }
  .verdict .shape { width: 44px; height: 44px; align-self: flex-start; }
  .verdict h1 { font-size: 1.7rem; }
  .flow .wide { display: none; }
  .flow .narrow { display: block; max-width: 420px; margin: 0 auto; }
  .card { padding: 14px 16px; }
  table, tbody, tr, th, td, th:first-child { display: block; width: 100%; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { border-top: 1px solid var(--line); padding: 10px 0; }
  tbody th, td { border: 0; padding: 0 0 6px; min-width: 0; }
  td:nth-child(3):last-child { width: 100%; min-width: 0; }
  td::before { content: attr(data-label); display: block; font-size: .8125rem; color: var(--muted); }
}
@media print {
  @page { margin: 16mm 14mm; }
  :root { color-scheme: light; --page: #fff; --text: #000; --muted: #444; --line: #bbb; --soft: #fff; --link: #000; --edge: #555;
    --equal: #0a6650; --equal-soft: #fff; --different: #ab1f16; --different-soft: #fff; --doubt: #7d4e00; --doubt-soft: #fff; }
  html { font-size: 12.5px; }
  body { font-size: 1rem; }
  main { max-width: none; padding: 0; }
  .skip { display: none; }
  .card, tr, .flow, .verdict { break-inside: avoid; }
  tr:has(.long), .card:has(.long, tr:nth-child(9)) { break-inside: auto; }
  #changes { break-inside: avoid; }
  h2, h3, h4, thead, summary, .head, .card > p, .card > .facts { break-after: avoid; }
  .facts, .quotas { break-inside: avoid; }
  th, td { min-width: 4.5em; padding-right: 12px; overflow-wrap: break-word; }
  th:first-child { width: 17%; }
  td:nth-child(3):last-child { width: 19%; min-width: 9em; }
  td:has(ul.entries) { width: 58%; }
  details:not(.listed)::details-content { content-visibility: visible; display: block; height: auto; }
  summary { list-style: none; }
  summary::-webkit-details-marker { display: none; }
  ul.entries { columns: 10.1em; column-gap: 10px; font-size: 8pt; line-height: 1.3; }
  ul.entries.names { columns: 16em; }
  ul.entries code { font-size: .85em; line-height: inherit; }
  a[href^="https"]::after { content: " (" attr(href) ")"; font-size: 8.5pt; overflow-wrap: anywhere; }
}
</style>`;
