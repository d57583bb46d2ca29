import { resolve } from 'node:path';
import { Catalog, readLock } from '../../catalog';
import { BUNDLED_EDITIONS } from '../../catalog/editions/bundled';
import { Direction, PortRange, Protocol } from '../../net';
import { answer, Library, openLibrary, SourceEditions } from '../explain/answer';
import { answerJson } from '../explain/answer-json';
import { TrafficFilter } from '../explain/match-sets';
import { renderAnswer } from '../explain/render-answer';
import { isInput, isMany, readInputs } from '../explain-many/read-inputs';
import { cloudOption } from '../lookup/cloud-option';
import { tellAge } from '../lookup/data-age';
import { readQuery } from '../lookup/query';
import { catalogOf } from '../lookup/shown-catalog';
import { CommandHandler, Invocation, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { wrapText } from '../shell/wrap';

/** `explain`: who publishes an address, prefix or host, and for which traffic. That nobody does is an answer too. */
export const explain: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const column = columnOption(invocation);
  const { catalog, sources } = openHistory(invocation);
  const port = args.text('port');
  const filter = {
    direction: args.oneOf('direction', Object.values(Direction)),
    protocol: args.oneOf('protocol', Object.values(Protocol)),
    port: port === undefined ? undefined : PortRange.parse(port),
  };
  const library = openLibrary(catalog, sources, cloudOption(args, catalog));
  if (isMany(args.positionals, io)) {
    return explainMany(invocation, library, filter, column);
  }
  const found = answer(library, readQuery(args.positionals[0]), filter);
  if (args.flag('json')) {
    printJson(io, answerJson(found));
  } else {
    io.stdout(wrapText(renderAnswer(found, style), io));
  }
  return ExitCode.OK;
};

/** A line for each line of the input, and a summary: on standard error for people, so that the list can be piped. */
async function explainMany({ args, io, style }: Invocation, library: Library, filter: TrafficFilter, column?: number): Promise<ExitCode> {
  const input = await readInputs(args.positionals, io);
  if (input.length === 0) {
    throw args.wrong('the input is empty: give an address, prefix or host on each line');
  }
  // Loaded here, since most questions are a single one.
  const { explainLines } = await import('../explain-many/explain-lines');
  const { renderJsonLines, renderLines, renderSummary, summaryOf } = await import('../explain-many/render-lines');
  const lines = explainLines(input, library, filter, column);
  const summary = summaryOf(lines);
  if (args.flag('json')) {
    io.stdout(renderJsonLines(lines, summary));
  } else {
    io.stdout(renderLines(lines, style));
    io.stderr(renderSummary(summary));
  }
  return summary.unreadable > 0 ? ExitCode.FINDINGS : ExitCode.OK;
}

/** The column of lines to look into, which only files and standard input have. */
function columnOption({ args, io }: Invocation): number | undefined {
  const column = args.text('column');
  if (column === undefined) {
    return undefined;
  }
  if (!/^[1-9]\d{0,3}$/.test(column)) {
    throw args.wrong(`--column ${JSON.stringify(column)} is not the number of a column, from 1`);
  }
  if (!args.positionals.every((each) => isInput(each, io.cwd))) {
    throw args.wrong('--column is for the lines of a file or of standard input (-)');
  }
  return Number(column);
}

/** The catalog that was chosen, and every edition of its sources. */
function openHistory(invocation: Invocation): { catalog: Catalog; sources: SourceEditions[] } {
  const { args, io } = invocation;
  const lock = args.text('lock');
  const locked = lock === undefined ? undefined : readLock(resolve(io.cwd, lock));
  const catalog = locked === undefined ? Catalog.bundled() : catalogOf(locked.editions, locked.shown);
  const editions: readonly { readonly source: string; readonly id: string }[] = locked?.editions ?? BUNDLED_EDITIONS;
  const sources = [...new Set(editions.map(({ source }) => source))].map((source) => ({
    source, ids: editions.filter((each) => each.source === source).map(({ id }) => id),
  }));
  const edition = args.text('edition');
  const chosen = edition === undefined ? catalog : catalog.edition(edition);
  tellAge(invocation, chosen, locked?.retrieved);
  return { catalog: chosen, sources };
}
