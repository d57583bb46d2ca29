import { printableJson } from '../../messages/printable';
import { Answer } from '../explain/answer';
import { Status, STATUS_TEXTS } from '../explain/status';
import { printable, Style } from '../shell/style';
import { ExplainedLine } from './explain-lines';

/** Sets that are named in a line for people. */
const NAMED = 3;

/** How many lines have each status, and how many could not be read. */
export interface Summary {
  readonly lines: number;
  readonly unreadable: number;
  readonly statuses: Readonly<Record<Status, number>>;
}

export function summaryOf(lines: readonly ExplainedLine[]): Summary {
  const count = (status: Status) => lines.filter((line) => 'status' in line && line.status === status).length;
  return {
    lines: lines.length,
    unreadable: lines.filter((line) => 'problem' in line).length,
    statuses: Object.fromEntries(Object.values(Status).map((status) => [status, count(status)])) as Record<Status, number>,
  };
}

/** A line each: what was asked about, its status, and the sets that name it. */
export function renderLines(lines: readonly ExplainedLine[], style: Style): string {
  const asked = lines.map((line) => ('answer' in line ? line.answer.query.text : shortened(printable(line.text))));
  const width = asked.reduce((most, { length }) => Math.max(most, Math.min(length, 39)), 0);
  return lines.map((line, i) => {
    const place = 'problem' in line ? `line ${line.line}: ${printable(line.problem)}` : setsText(line.answer);
    const status = 'problem' in line ? style.red('unreadable') : paint(line.status, style);
    return `${`${asked[i].padEnd(width)}  ${status}${place === '' ? '' : `  ${place}`}`}\n`;
  }).join('');
}

/** One line that says how many there are of each kind. */
export function renderSummary({ lines, unreadable, statuses }: Summary): string {
  const parts = Object.values(Status).filter((status) => statuses[status] > 0).map((status) => `${statuses[status]} ${STATUS_TEXTS[status]}`);
  return `${lines} ${lines === 1 ? 'line' : 'lines'}: ${[...parts, ...unreadable > 0 ? [`${unreadable} unreadable`] : []].join(', ')}\n`;
}

/** An object for each line, and one with the summary; the shape is described in `docs/cli.md`. */
export function renderJsonLines(lines: readonly ExplainedLine[], summary: Summary): string {
  return [...lines.map(lineJson), { summary }].map((line) => `${printableJson(JSON.stringify(line))}\n`).join('');
}

function lineJson(line: ExplainedLine): object {
  const { file, line: number, text } = line;
  if ('problem' in line) {
    return { file, line: number, text, status: 'unreadable', problem: line.problem };
  }
  const { query, isWhole, sets, inOtherEditions, owner } = line.answer;
  return {
    file,
    line: number,
    text,
    query: query.text,
    kind: query.kind,
    status: line.status,
    whole: isWhole,
    sets: [...sets, ...inOtherEditions].map(({ set, clouds, withdrawnIn }) => ({
      slug: set.slug, clouds: clouds.map(String), source: set.publication.source, edition: set.publication.edition, withdrawnIn,
    })),
    owner: owner ?? null,
  };
}

function paint(status: Status, style: Style): string {
  const text = STATUS_TEXTS[status];
  if (status === Status.PUBLISHED) {
    return style.green(text);
  }
  return status === Status.NOT_MICROSOFT || status === Status.NOT_PUBLISHED ? text : style.yellow(text);
}

/** `graph-change-notifications (withdrawn in 2025-h2), worldwide-1 and 3 more`. */
function setsText({ sets, inOtherEditions, isPublished, isWhole, owner }: Answer): string {
  const texts = [...new Set([...sets, ...inOtherEditions].map(({ set, withdrawnIn }) => (
    `${set.slug}${withdrawnIn.length === 0 ? '' : ` (withdrawn in ${withdrawnIn[0]})`}`
  )))];
  const named = [...texts.slice(0, NAMED), ...texts.length > NAMED ? [`and ${texts.length - NAMED} more`] : []].join(', ');
  return `${isPublished && !isWhole ? 'in part, ' : ''}${named}${owner === 'partly-microsoft' ? 'in part' : ''}`;
}

function shortened(text: string): string {
  return text.length > 39 ? `${text.slice(0, 38)}…` : text;
}
