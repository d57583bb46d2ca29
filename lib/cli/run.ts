import { EndpointError, invalidUsage, messageOf } from '../messages/errors';
import { COMMANDS } from './command-table';
import { Arguments } from './shell/arguments';
import { ExitCode } from './shell/exit-code';
import { renderCommandHelp, renderHelp } from './shell/help';
import { Io } from './shell/io';
import { safeIo } from './shell/safe-io';
import { printable, styleFor } from './shell/style';

/** Errors that are about how the tool was called. */
const USAGE_ERRORS = [
  'InvalidUsage', 'InvalidCloud', 'UnknownEdition', 'UnknownFlow', 'InvalidPort', 'InvalidPrefix', 'InvalidHostPattern', 'InvalidHostParameter',
];

/** Errors that are about what was asked for. */
const NOT_FOUND_ERRORS = ['UnknownSlug', 'NotPublishedForCloud', 'UnknownDocument', 'InvalidData', 'PageTooLarge'];

/**
 * Runs the tool.
 *
 * Never throws: what goes wrong becomes one line on standard error and an exit code.
 *
 * @param argv the arguments, without the names of node and of the script
 */
export async function run(argv: readonly string[], streams: Io): Promise<ExitCode> {
  const io = safeIo(streams);
  try {
    return await dispatch(argv, io);
  } catch (error) {
    io.stderr(`m365-endpoints: ${printable(messageOf(error).replace(/\s*\n\s*/g, '; '))}\n`);
    return exitCodeOf(error);
  }
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  if (name === undefined) {
    io.stderr(renderHelp(COMMANDS));
    return ExitCode.USAGE;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    const asked = COMMANDS.find((each) => each.name === rest[0]);
    io.stdout(asked === undefined ? renderHelp(COMMANDS) : renderCommandHelp(asked));
    return ExitCode.OK;
  }
  if (['--version', '-v'].includes(name)) {
    io.stdout(`${packageVersion()}\n`);
    return ExitCode.OK;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    throw invalidUsage('', `there is no command ${JSON.stringify(name)}; there are ${COMMANDS.map((each) => each.name).join(', ')}`);
  }
  const args = Arguments.parse(rest, command);
  if (args.flag('help')) {
    io.stdout(renderCommandHelp(command));
    return ExitCode.OK;
  }
  args.requireCount();
  const handler = await command.load();
  return handler({ args, io, style: styleFor(io) });
}

function exitCodeOf(error: unknown): ExitCode {
  const code = error instanceof EndpointError ? error.code : '';
  if (USAGE_ERRORS.includes(code)) {
    return ExitCode.USAGE;
  }
  if (code === 'RefusedLock') {
    return ExitCode.REFUSED;
  }
  return NOT_FOUND_ERRORS.includes(code) ? ExitCode.FINDINGS : ExitCode.FAILED;
}

function packageVersion(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- read when asked for
  const { version } = require('../../package.json') as { readonly version: string };
  return version;
}
