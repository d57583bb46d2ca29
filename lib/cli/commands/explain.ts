import { resolve } from 'node:path';
import { Catalog, readLock } from '../../catalog';
import { BUNDLED_EDITIONS } from '../../catalog/editions/bundled';
import { Direction, PortRange, Protocol } from '../../net';
import { answer, SourceEditions } from '../explain/answer';
import { answerJson } from '../explain/answer-json';
import { renderAnswer } from '../explain/render-answer';
import { cloudOption } from '../lookup/cloud-option';
import { tellAge } from '../lookup/data-age';
import { readQuery } from '../lookup/query';
import { catalogOf } from '../lookup/shown-catalog';
import { CommandHandler, Invocation, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';

/** `explain`: who publishes an address, prefix or host, and for which traffic. That nobody does is an answer too. */
export const explain: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const { catalog, sources } = openHistory(invocation);
  const port = args.text('port');
  const filter = {
    direction: args.oneOf('direction', Object.values(Direction)),
    protocol: args.oneOf('protocol', Object.values(Protocol)),
    port: port === undefined ? undefined : PortRange.parse(port),
  };
  const found = answer(catalog, sources, readQuery(args.positionals[0]), filter, cloudOption(args, catalog));
  if (args.flag('json')) {
    printJson(io, answerJson(found));
  } else {
    io.stdout(renderAnswer(found, style));
  }
  return ExitCode.OK;
};

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
