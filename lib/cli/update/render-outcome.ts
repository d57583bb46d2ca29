import { Catalog, CatalogDiff, Finding, renderDiffJson } from '../../catalog';
import { markdownCode } from '../../messages/markdown-code';
import { DIFF_FORMATS, renderDiff } from '../lookup/diff-text';
import { renderFinding } from '../lookup/finding-text';
import { Invocation, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { printable } from '../shell/style';
import { Candidate } from './candidate';
import { EffectiveDate } from './effective-dates';
import { usedBy } from './used-by';

/** What an update did, or would do. */
export interface Outcome {
  readonly code: ExitCode;
  readonly newer: readonly Candidate[];

  /** Those of `newer` that were not written. */
  readonly heldBack: readonly Candidate[];
  readonly findings: readonly Finding[];

  /** What changes, and the catalog after it; absent where nothing was compared. */
  readonly changes?: { readonly diff: CatalogDiff; readonly after: Catalog; readonly effective: readonly EffectiveDate[] };

  /** The lock, where it was written. */
  readonly written?: string;

  /** Remarks, and last what was done. */
  readonly closing: readonly string[];
}

/** Prints an outcome: as JSON, as Markdown for a pull request, or for people. */
export function printOutcome(invocation: Invocation, outcome: Outcome): void {
  const { args } = invocation;
  const format = args.flag('json') ? 'json' : args.oneOf('format', DIFF_FORMATS) ?? 'text';
  switch (format) {
    case 'json': return printAsJson(invocation, outcome);
    case 'markdown': return printAsMarkdown(invocation, outcome);
    case 'text': return printAsText(invocation, outcome);
  }
}

function printAsJson({ io }: Invocation, { code, newer, heldBack, findings, changes, written, closing }: Outcome): void {
  const named = ({ source, before, after }: Candidate) => ({ source, before, after });
  printJson(io, {
    upToDate: newer.length === 0,
    newer: newer.map(named),
    heldBack: heldBack.map(named),
    findings,
    diff: changes === undefined ? null : JSON.parse(renderDiffJson(changes.diff)) as unknown,
    effective: changes?.effective ?? [],
    notes: closing.slice(0, -1),
    written: written ?? null,
    exitCode: code,
  });
}

function printAsText({ io, style }: Invocation, { newer, findings, changes, closing }: Outcome): void {
  if (changes === undefined) {
    newer.forEach((candidate) => io.stdout(`${printable(step(candidate))}\n`));
  } else {
    io.stdout(`${renderDiff(changes.diff, 'text', style, usedBy(changes.after))}\n`);
    const dates = changes.effective.map(({ date, slug, prefixes, hosts }) => `  ${date}  ${slug}: ${printable([...prefixes, ...hosts].join(', '))}\n`);
    io.stdout(dates.length === 0 ? '' : `Microsoft uses what is new from:\n${dates.join('')}\n`);
  }
  findings.forEach((finding) => io.stdout(`${renderFinding(finding, style)}\n`));
  closing.forEach((line) => io.stdout(`${printable(line)}\n`));
}

/** The pull request gets what changes and what was held back; remarks about this run go to standard error. */
function printAsMarkdown({ io, style }: Invocation, { newer, heldBack, findings, changes, closing }: Outcome): void {
  const sections = [
    changes === undefined ? newer.map((candidate) => `- ${markdownCode(step(candidate))}`).join('\n') : renderDiff(changes.diff, 'markdown', style, usedBy(changes.after)).trimEnd(),
    ...changes === undefined || changes.effective.length === 0 ? [] : ['### Microsoft uses what is new from', changes.effective.map(({ date, slug, prefixes, hosts }) => (
      `- ${date}, ${markdownCode(slug)}: ${[...prefixes, ...hosts].map(markdownCode).join(', ')}`
    )).join('\n')],
    ...heldBack.length === 0 ? [] : ['### Held back', heldBack.map((candidate) => `- ${markdownCode(step(candidate))}`).join('\n')],
    ...findings.every(({ severity }) => severity === 'info') ? [] : ['### Found', findings.filter(({ severity }) => severity !== 'info').map(({ severity, code, place, message }) => (
      `- ${severity} ${code} at ${markdownCode(place)}: ${markdownCode(message)}`
    )).join('\n')],
  ].filter((section) => section !== '');
  io.stdout(sections.length === 0 ? '' : `${sections.join('\n\n')}\n`);
  findings.forEach((finding) => io.stderr(`${renderFinding(finding, style)}\n`));
  closing.forEach((line) => io.stderr(`${printable(line)}\n`));
}

function step({ source, before, after }: Candidate): string {
  return `${source} ${before ?? '(none)'} → ${after}`;
}
