import { printableJson } from '../../messages/printable';
import { Arguments } from './arguments';
import { CommandDefinition } from './command-definition';
import { ExitCode } from './exit-code';
import { Io } from './io';
import { Style } from './style';

/** A command: what is known of it, and its code. */
export interface Command extends CommandDefinition {
  /** Loads its code, and only its code: a cold start pays for one command. */
  readonly load: () => Promise<CommandHandler>;
}

/** One call of a command. */
export interface Invocation {
  readonly args: Arguments;
  readonly io: Io;
  readonly style: Style;
}

/** The code of a command. It throws an `EndpointError` when it cannot do its work. */
export type CommandHandler = (invocation: Invocation) => Promise<ExitCode>;

/** Writes a value as indented JSON. */
export function printJson(io: Io, value: unknown): void {
  io.stdout(`${printableJson(JSON.stringify(value, null, 2))}\n`);
}
