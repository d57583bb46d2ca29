import { markdownCode } from '../../messages/markdown-code';
import { markdownCell, markdownText } from '../../messages/markdown-text';
import { remoteEntries, remoteText } from '../model/remote-side';
import { type Admission, type Ground, type Remark, ReportBasis, type ReportPoint, ReportVerdict, type TrafficReport } from '../model/traffic-report';
import {
  addedText, basesOf, basisSentence, changeText, differenceRows, expectedText, fullness, notComparedText, pointHeading, publisherCount, quotaText,
  shortened, verdictWord,
} from '../model/words';

/** What a pull request of GitHub holds is 65,536 characters; the rest is for what a workflow adds. */
const LONGEST = 60_000;

/** Longer lists are folded. */
const OPEN_ENTRIES = 3;

const SIGNS: Readonly<Record<ReportVerdict, string>> = {
  [ReportVerdict.EQUAL]: '✅',
  [ReportVerdict.NOT_ATTACHED]: '⚠️',
  [ReportVerdict.DIFFERENT]: '❌',
  [ReportVerdict.UNPROVEN]: '⚠️',
  [ReportVerdict.NOT_COMPARED]: '➖',
};

/**
 * A report as Markdown for a pull request.
 *
 * What others wrote stands in code spans only. When the whole is too long for a pull request the lists of addresses go
 * first, then what does not fit; the text says so.
 */
export function renderMarkdown(report: TrafficReport): string {
  const complete = render(report, true);
  if (complete.length <= LONGEST) return complete;
  const short = `${render(report, false)}\nThe lists of addresses are left out: with them, this would be too long for a pull request.\n`;
  return short.length <= LONGEST ? short : `${short.slice(0, short.lastIndexOf('\n', LONGEST))}\n\nThe rest is left out, since it would be too long for a pull request.\n`;
}

function render(report: TrafficReport, withLists: boolean): string {
  const { title, date, verdict, sentence, basis, documents, points, notCompared } = report;
  return `${[
    `## ${SIGNS[verdict]} ${verdictWord(verdict)}: ${markdownText(title)}`,
    markdownText(sentence),
    [
      `- Expected: ${markdownText(expectedText(report))}`,
      ...basis === ReportBasis.NOTHING ? [] : [`- Compared with: ${basisSentence(basis)}`],
      `- Read: ${documents.map(markdownCode).join(', ')}`,
      ...date === undefined ? [] : [`- Date: ${date}`],
    ].join('\n'),
    ...differences(report),
    ...remarks('Not understood', report.unread),
    ...points.length === 0 ? [] : ['### Enforcement points', ...points.flatMap((point) => pointText(report, point, withLists))],
    ...changes(report, withLists),
    ...exceptions(report),
    ...grounds(report),
    ...remarks('Also worth knowing', report.remarks),
    ...notCompared.length === 0 ? [] : [`### Not compared\n\n${notComparedText(report)} ${notCompared.map(markdownCode).join(', ')}`],
  ].join('\n\n')}\n`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function differences(report: TrafficReport): string[] {
  const rows = differenceRows(report).map((row) => [
    row.what,
    row.traffic.map((traffic) => markdownCell(shortened(traffic))).join('<br>'),
    row.rule === undefined ? 'none' : markdownCell(shortened([row.rule.path, row.rule.name, row.rule.description].filter((part) => part !== undefined).join(' '))),
    row.publishers.length === 0 ? 'nobody this catalog knows' : publisherCount(row) ?? markdownCell(shortened(row.publishers.join(', '))),
  ]);
  return rows.length === 0 ? [] : ['### Differences', table(['Difference', 'Traffic', 'Rule', 'Published by'], rows)];
}

function pointText({ grounds: of }: TrafficReport, point: ReportPoint, withLists: boolean): string[] {
  const { name, kind, verdict, attachedTo, admissions, filters, local } = point;
  const limits = filters.flatMap((filter) => filter.quotas.filter(({ used }) => used > 0).map((quota) => {
    const word = fullness(quota);
    return `- ${filters.length > 1 ? `${markdownCode(filter.key)}: ` : ''}${quotaText(quota)}${word === '' ? '' : `, **${word}**`}`;
  }));
  const carriers = attachedTo.map((one) => `${markdownCode(one.name)}${one.kind === '' ? '' : ` (${markdownText(one.kind)})`}`).join(', ');
  return [
    `#### ${SIGNS[verdict]} ${markdownText(pointHeading(point))}: ${verdictWord(verdict).toLowerCase()}`,
    [
      ...name.endsWith(`${kind}s`) ? [] : [`- Kind: ${kind}`],
      `- Attached to: ${attachedTo.length === 0 ? '**nothing in these documents**' : carriers}`,
      ...local.length === 0 ? [] : [`- Local side: ${local.map(markdownCode).join(', ')}`],
    ].join('\n'),
    admissions.length === 0 ? 'Admits nothing.' : table(['Traffic', 'Remote side', 'Grounds'], admissions.map((admission) => [
      trafficText(admission), markdownCell(remoteText(admission.remote)), groundsText(admission, of),
    ])),
    ...withLists ? admissions.flatMap(entries) : [],
    ...limits.length === 0 ? [] : [limits.join('\n')],
  ];
}

function trafficText({ direction, services, requests }: Admission): string {
  return markdownCell(`${direction} ${services}`) + (requests === undefined ? '' : `, ${markdownCell(requests)}`);
}

function groundsText(admission: Admission, of: readonly Ground[]): string {
  const { grounds: indices, isCompared, publishers } = admission;
  const added = addedText(admission);
  if (indices.length > 0) return indices.map((index) => markdownCell(`${of[index].slug}, ${of[index].entry} (${added ?? basesOf(of[index])})`)).join('; ');
  if (added !== undefined) return added.toLowerCase();
  return isCompared ? `**not expected**${publishers.length === 0 ? '' : `, published ${publisherCount(admission) ?? `by ${markdownCell(shortened(publishers.join(', ')))}`}`}` : 'not compared';
}

/** What a row only counts, folded below the table. */
function entries({ direction, services, remote }: Admission): string[] {
  const all = remoteEntries(remote);
  if (all.length <= 1) return [];
  const list = all.map((entry) => markdownCode(entry)).join(' ');
  const label = `${direction} ${services}: ${remoteText(remote)}`.replace(/[<>&]/g, ' ');
  return [all.length <= OPEN_ENTRIES ? list : `<details><summary>${label}</summary>\n\n${list}\n\n</details>`];
}

function changes({ changes: all, grounds: of }: TrafficReport, withLists: boolean): string[] {
  if (all.length === 0) return [];
  return ['### Changes with a newer edition', all.flatMap(({ ground, edition, parts }) => parts.map((part) => {
    const entriesOf = part.remote === undefined || !withLists ? [] : remoteEntries(part.remote);
    const line = `- ${markdownText(`${of[ground].slug}: edition ${edition} ${changeText(part)}`)}`;
    return entriesOf.length < 2 ? line : `${line}\n  <details><summary>which</summary>\n\n  ${entriesOf.map(markdownCode).join(' ')}\n\n  </details>`;
  })).join('\n')];
}

function exceptions({ exceptions: all }: TrafficReport): string[] {
  return all.length === 0 ? [] : ['### Additions and exclusions of the app', table(['Peer', 'Option', 'Reason', 'Owner', 'Until', 'Scenario'], all.map((one) => [
    ...[one.peer, one.option, one.reason ?? '', one.owner ?? ''].map((cell) => (cell === '' ? '' : markdownCell(shortened(cell)))),
    `${markdownCell(one.until ?? 'no end')}${one.isExpired === true ? ' **expired**' : ''}`,
    one.scenario === '' ? '' : markdownCell(one.scenario),
  ]))];
}

function grounds({ grounds: all }: TrafficReport): string[] {
  return all.length === 0 ? [] : ['### Grounds', all.map(({ slug, title, entry, source, edition, url, notes }) => [
    `- ${markdownText(slug)}: ${markdownText(title)} (${markdownText(`${entry} of ${source} ${edition}`)}, <${encodeURI(url)}>)`,
    ...notes.map(({ label, text }) => `  - ${label === 'note' ? '' : `${label}: `}${markdownText(text)}`),
  ].join('\n')).join('\n')];
}

function remarks(heading: string, all: readonly Remark[]): string[] {
  return all.length === 0 ? [] : [`### ${heading}`, table(['Where', 'What', 'Code'], all.map(({ label, path, text }) => [
    path === '' ? 'the documents' : markdownCell(path), markdownCell(shortened(text)), markdownCell(label),
  ]))];
}
