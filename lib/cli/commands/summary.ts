import { renderSummary, renderVerboseSummary } from '../../report';
import { summarizedStacks } from '../report/summarized-stacks';
import { type CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';

/** `summary`: what came out of a synthesis, on one screen. */
export const summary: CommandHandler = async ({ args, io }) => {
  const stacks = summarizedStacks(args.positionals[0], io.cwd);
  if (args.flag('json')) {
    printJson(io, {
      stacks: stacks.map(({ name, report: { points, exceptions, unread }, records, warnings }) => (
        { name, points, exceptions, unread, records, warnings }
      )),
    });
  } else {
    io.stdout(`${args.flag('verbose') ? renderVerboseSummary(stacks) : renderSummary(stacks)}\n`);
  }
  return ExitCode.OK;
};
