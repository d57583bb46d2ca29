import { ReportBasis, type TrafficReport } from '../model/traffic-report';
import { basisSentence, changeText, expectedText, notComparedText, verdictWord } from '../model/words';
import { type Content, type Html, html } from './markup/html';
import { joined, someOf, verdictClass, verdictShape, writtenText } from './markup/parts';
import { flowPicture } from './picture/flow-picture';
import { changes, differences, exceptions, grounds, point, remarks, section } from './sections';
import { STYLE } from './style';

/** A report as one file: no script, nothing from elsewhere, and the same bytes for the same report. */
export function renderHtml(report: TrafficReport): string {
  return `<!doctype html>\n${page(report)}\n`;
}

function page(report: TrafficReport): Html {
  const { title, points, notCompared } = report;
  return html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><title>${verdictWord(report.verdict)}: ${title}</title>${STYLE}</head><body><a class="skip" href="#main">Skip to the report</a><main id="main" tabindex="-1">${
    header(report)
  }${glance(report)}${flowPicture(report)}${differences(report)}${
    remarks('unread', 'Not understood', report.unread)
  }${points.length > 0 && section('points', 'Enforcement points', points.map((one, index) => point(report, one, index)))}${
    changes(report)
  }${exceptions(report)}${grounds(report)}${remarks('remarks', 'Also worth knowing', report.remarks)}${
    notCompared.length > 0 && section('not-compared', 'Not compared', html`<p>${notComparedText(report)} ${joined(notCompared.map((key) => html`<code>${key}</code>`))}.</p>`)
  }</main></body></html>`;
}

function header(report: TrafficReport): Html {
  const { title, date, verdict, sentence, basis, meant, documents } = report;
  return html`<header class="verdict ${verdictClass(verdict)}"><svg class="shape" viewBox="0 0 24 24" aria-hidden="true">${verdictShape(verdict)}</svg><div><p class="title">${title}</p><h1>${verdictWord(verdict)}</h1><p class="sentence">${sentence}</p></div></header><dl class="facts top"><div><dt>Expected</dt><dd>${expectedText(report) === meant ? writtenText(meant) : html`<details class="listed"><summary>${expectedText(report)}</summary>${meant}</details>`}</dd></div>${basis !== ReportBasis.NOTHING && html`<div><dt>Compared with</dt><dd>${basisSentence(basis)}</dd></div>`}<div><dt>Read</dt><dd>${someOf(documents.map((name) => html`<code>${name}</code>`))}</dd></div>${
    date !== undefined && html`<div><dt>Date</dt><dd>${date}</dd></div>`
  }</dl>`;
}

/** What else there is to know, in a line: each leads to the part that has it in full. */
function glance({ points, extra, missing, unread, changes: newer, exceptions: added }: TrafficReport): Html {
  const expired = added.filter(({ isExpired }) => isExpired === true).length;
  const parts = newer.flatMap((change) => change.parts);
  const items: (readonly [label: string, count: number, target: string, text: Content])[] = [
    ['Enforcement points', points.length, 'points', `${points.length}`],
    ['Differences', extra.length + missing.length, 'differences', `${extra.length} admitted, ${missing.length} missing`],
    ['Not understood', unread.length, 'unread', `${unread.length}`],
    ['Newer edition', parts.length, 'changes', parts.length === 1 ? changeText(parts[0]) : `${parts.length} changes`],
    ['Additions and exclusions', added.length, 'exceptions', `${added.length}${expired > 0 ? `, ${expired} expired` : ''}`],
  ];
  return html`<dl class="facts glance">${items.map(([label, count, target, text]) => html`<div><dt>${label}</dt><dd>${count === 0 ? 'none' : html`<a href="#${target}">${text}</a>`}</dd></div>`)}</dl>`;
}
