import { remoteEntries, remoteText } from '../../model/remote-side';
import { type RemoteSide, ReportVerdict } from '../../model/traffic-report';
import { verdictWord } from '../../model/words';
import { type Content, Html, html } from './html';

/** Entries that are shown at once; more are folded. */
const OPEN_ENTRIES = 3;

/** More entries than fit on half a sheet of paper. */
const LONG = 150;

/** Characters of a text that are shown at once; more are folded. */
const OPEN_CHARACTERS = 240;

/** Each verdict has a shape, a word and a colour, so that no two of them are needed to tell it. */
const SHAPES: Readonly<Record<ReportVerdict, { readonly className: string; readonly shape: Html }>> = {
  [ReportVerdict.EQUAL]: { className: 'equal', shape: html`<circle cx="12" cy="12" r="11"/><path class="mark" d="M6.5 12.5l3.7 3.7 7.3-8"/>` },
  [ReportVerdict.NOT_ATTACHED]: { className: 'doubt', shape: html`<rect x="1.5" y="1.5" width="21" height="21" rx="4"/><path class="mark" d="M12 6v7.5M12 17.2v.3"/>` },
  [ReportVerdict.DIFFERENT]: { className: 'different', shape: html`<path d="M8 1h8l7 7v8l-7 7H8l-7-7V8z"/><path class="mark" d="M8 8l8 8M16 8l-8 8"/>` },
  [ReportVerdict.NOT_COMPARED]: { className: 'neutral', shape: html`<rect x="1.5" y="1.5" width="21" height="21" rx="11"/><path class="mark" d="M7 12h10"/>` },
  [ReportVerdict.UNPROVEN]: {
    className: 'doubt',
    shape: html`<path d="M12 1.5l11 20.5H1z"/><path class="mark" d="M9.6 11.2c.2-3 5-2.8 4.8 0-.1 1.6-2.4 1.8-2.4 3.6M12 18.4v.3"/>`,
  },
};

export function verdictClass(verdict: ReportVerdict): string {
  return SHAPES[verdict].className;
}

/** The shapes of a verdict in a square of 24. */
export function verdictShape(verdict: ReportVerdict): Html {
  return SHAPES[verdict].shape;
}

export function verdictBadge(verdict: ReportVerdict): Html {
  return html`<span class="badge ${verdictClass(verdict)}"><svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${verdictShape(verdict)}</svg>${verdictWord(verdict)}</span>`;
}

/** A remote side: as it is where it is short, else folded behind what it comes to. */
export function remoteSide(remote: RemoteSide): Html {
  const entries = remoteEntries(remote);
  const isWhole = /^any /.test(remoteText(remote));
  if (entries.length === 0 || isWhole) return html`${remoteText(remote)}`;
  if (entries.length <= OPEN_ENTRIES) return html`<span class="entries">${entries.map((entry) => html`<code>${entry}</code> `)}</span>`;
  return html`<details><summary>${remoteText(remote)}</summary><ul class="entries${remote.names.length > 0 && ' names'}${entries.length > LONG && ' long'}">${entries.map((entry) => html`<li><code>${entry}</code></li>`)}</ul></details>`;
}

export function joined(parts: readonly Content[]): Html {
  return html`${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}`;
}

/** A text that somebody wrote, folded where it is long. */
export function writtenText(text: string): Html {
  if (text.length <= OPEN_CHARACTERS) return html`${text}`;
  return html`<details><summary>${text.slice(0, OPEN_CHARACTERS / 2)}… (${text.length} characters)</summary>${text}</details>`;
}

/** A few of many texts, and the rest folded behind their number. */
export function someOf(names: readonly Content[]): Html {
  const [shown, rest] = [names.slice(0, OPEN_ENTRIES), names.slice(OPEN_ENTRIES)];
  return html`${joined(shown)}${rest.length > 0 && html`<details><summary>and ${rest.length} more</summary>${joined(rest)}</details>`}`;
}

/** Rows that are open at once; more are folded. */
const OPEN_ROWS = 12;

/** A table whose first rows are open, and the rest folded behind their number. */
export function longTable(caption: string, headings: readonly string[], rows: readonly (readonly Content[])[]): Html {
  const rest = rows.slice(OPEN_ROWS);
  return html`${table(caption, headings, rows.slice(0, OPEN_ROWS))}${rest.length > 0 && html`<details><summary>and ${rest.length} more</summary>${table(`${caption}, continued`, headings, rest)}</details>`}`;
}

/** A table that becomes a list of cards on a narrow page; the roles keep it a table for screen readers. */
export function table(caption: string, headings: readonly string[], rows: readonly (readonly Content[])[]): Html {
  return html`<table role="table"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${
    headings.map((heading) => html`<th role="columnheader" scope="col">${heading}</th>`)
  }</tr></thead><tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${
    row.map((cell, i) => (i === 0
      ? html`<th role="rowheader" scope="row">${cell}</th>`
      : html`<td role="cell" data-label="${headings[i]}">${cell}</td>`))
  }</tr>`)}</tbody></table>`;
}
