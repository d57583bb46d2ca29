import { CatalogDiff, diffSets } from '../../catalog';
import { comparableSets, comparableSources, openDiffSide } from '../lookup/diff-side';
import { DIFF_FORMATS, renderDiff } from '../lookup/diff-text';
import { CommandHandler } from '../shell/command';
import { ExitCode } from '../shell/exit-code';

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
