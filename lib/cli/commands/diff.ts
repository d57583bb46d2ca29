import { CatalogDiff, diffSets, renderDiffJson, renderDiffMarkdown, renderDiffText } from '../../catalog';
import { comparableSets, comparableSources, openDiffSide } from '../lookup/diff-side';
import { CommandHandler } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { Style } from '../shell/style';

/** How a diff can be written. */
export const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

/** `diff`: what changed between two editions, locks or files. */
export const diff: CommandHandler = async ({ args, io, style }) => {
  const [before, after] = args.positionals.map((operand) => openDiffSide(operand, io.cwd));
  const sources = [...new Set([...comparableSources(before, after), ...comparableSources(after, before)])];
  const result: CatalogDiff = {
    editions: sources.map((source) => ({ source, before: before.editions.get(source), after: after.editions.get(source) })),
    ...diffSets(comparableSets(before, after), comparableSets(after, before)),
  };
  const format = args.flag('json') ? 'json' : args.oneOf('format', DIFF_FORMATS) ?? 'text';
  io.stdout(renderDiff(result, format, style));
  return ExitCode.OK;
};

/** A diff in one of the formats; colours only in text. */
export function renderDiff(result: CatalogDiff, format: (typeof DIFF_FORMATS)[number], style: Style): string {
  switch (format) {
    case 'json': return renderDiffJson(result);
    case 'markdown': return renderDiffMarkdown(result);
    case 'text': return colour(renderDiffText(result), style);
  }
}

function colour(text: string, style: Style): string {
  return text.replace(/^ *\[([+~-])\].*$/gm, (line, mark: string) => (mark === '+' ? style.green : mark === '-' ? style.red : style.yellow)(line));
}
