import { printable } from '../../messages/printable';
import { Direction } from '../../net';
import type { ScenarioRecord } from '../model/records';
import { remoteEntries, remoteText } from '../model/remote-side';
import type { Admission, ReportPoint, TrafficReport } from '../model/traffic-report';
import { fullestOf, fullness, quotaText, shortQuotaText } from '../model/words';

/** What a summary is made from: what one stack admits, and what it says of itself. */
export interface SummarizedStack {
  readonly name: string;
  readonly report: TrafficReport;
  readonly records: readonly ScenarioRecord[];
  readonly warnings: readonly string[];
}

/** Rows, and characters of a cell, that fit a screen. */
const SCREEN = { rows: 24, cell: 56 } as const;

/** What stacks admit, a line for each enforcement point, and how much there is to know besides. It fits a screen, and says what it leaves out. */
export function renderSummary(stacks: readonly SummarizedStack[]): string {
  const rows = stacks.flatMap(({ name, report: { points } }) => (
    points.filter(({ admissions }) => admissions.length > 0).map((point) => [name, point.name.endsWith('s') ? point.name : point.kind, admitsText(point), fillText(point)])
  ));
  const shown = rows.slice(0, SCREEN.rows);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...shown.map((row) => row[column].length)));
  const lines = shown.map((row) => row.map((cell, column) => (column < 3 ? cell.padEnd(widths[column]) : cell)).join('  ').trimEnd());
  const notes = [
    ...rows.length > shown.length ? [`and ${rows.length - shown.length} more enforcement points`] : [],
    ...rows.length === 0 ? ['nothing in these documents admits anything'] : [],
    ...countText(stacks, 'part is not understood', 'parts are not understood', ({ report }) => report.unread.length),
    ...countText(stacks, 'addition or exclusion has a reason', 'additions and exclusions have reasons', ({ report }) => report.exceptions.length),
    ...countText(stacks, 'warning', 'warnings', ({ warnings }) => warnings.length),
  ];
  return [...lines, ...notes.length === 0 ? [] : [`${notes.join('; ')} (--verbose shows all)`]].join('\n');
}

/** The same with everything, stack by stack. */
export function renderVerboseSummary(stacks: readonly SummarizedStack[]): string {
  return stacks.map(({ name, report, records, warnings }) => [
    name,
    ...records.map(({ path, scenario, cloud, slugs }) => `  ${path}: ${scenario} for ${cloud}, from ${slugs.join(', ')}`),
    ...report.points.flatMap(pointLines),
    ...report.exceptions.map(({ peer, option, reason, owner, until }) => `  ${option} ${peer}: ${[reason, owner, until === undefined ? 'no end' : `until ${until}`].filter(Boolean).join(', ')}`),
    ...report.unread.map(({ path, text, label }) => `  not understood: ${path} ${text} (${label})`),
    ...report.remarks.map(({ path, text, label }) => `  ${label}: ${path} ${text}`),
    ...warnings.map((warning) => `  warning: ${warning}`),
    `  read from ${report.documents.join(', ')}`,
  ].map(indented).join('\n')).join('\n\n');
}

function pointLines({ name, kind, attachedTo, admissions, filters }: ReportPoint): string[] {
  const carriers = attachedTo.map((one) => (one.kind === '' ? one.name : `${one.name} (${one.kind})`)).join(', ');
  return [
    `  ${name}${name.endsWith(`${kind}s`) ? '' : `, ${kind}`}, ${carriers === '' ? 'attached to nothing in these documents' : `on ${carriers}`}`,
    ...admissions.map((admission) => `    ${admissionText(admission)}`),
    ...filters.flatMap(({ key, quotas }) => {
      const used = quotas.filter((quota) => quota.used > 0).map((quota) => [quotaText(quota), fullness(quota)].filter(Boolean).join(', '));
      return used.length === 0 ? [] : [`    ${key}: ${used.join('; ')}`];
    }),
  ];
}

function admitsText({ admissions }: ReportPoint): string {
  const [first, ...rest] = [...admissions].sort((a, b) => remoteEntries(b.remote).length - remoteEntries(a.remote).length).map(admissionText);
  return `${cut(first)}${rest.length === 0 ? '' : ` and ${rest.length} more`}`;
}

function admissionText({ direction, services, requests, remote }: Admission): string {
  const where = requests === undefined || requests === 'every request' ? '' : ` ${requests}`;
  return `${direction === Direction.INBOUND ? 'in' : 'out'} ${services}${where} ${direction === Direction.INBOUND ? 'from' : 'to'} ${remoteText(remote)}`;
}

/** `52 of 60 rules`, of the limit that is fullest. */
function fillText({ filters }: ReportPoint): string {
  const fullest = fullestOf(filters.flatMap(({ quotas }) => quotas));
  return fullest === undefined ? '' : [shortQuotaText(fullest), fullness(fullest)].filter(Boolean).join(', ');
}

function countText(stacks: readonly SummarizedStack[], one: string, many: string, countOf: (stack: SummarizedStack) => number): string[] {
  const count = stacks.reduce((sum, stack) => sum + countOf(stack), 0);
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}

function cut(text: string): string {
  const characters = Array.from(printable(text));
  return characters.length <= SCREEN.cell ? characters.join('') : `${characters.slice(0, SCREEN.cell - 1).join('')}…`;
}

/** A line with its indentation, and nothing in it that steers a terminal. */
function indented(line: string): string {
  return `${/^ */.exec(line)![0]}${printable(line).trim()}`;
}
