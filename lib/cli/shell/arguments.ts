import { parseArgs } from 'node:util';
import { invalidUsage, messageOf } from '../../messages/errors';
import { CommandDefinition, OptionDefinition } from './command-definition';

/** Options that every command has. */
export const COMMON_OPTIONS: Readonly<Record<string, OptionDefinition>> = {
  json: { help: 'print JSON, in the shape that docs/cli.md describes' },
  help: { help: 'print this' },
};

type Value = string | boolean | readonly (string | boolean)[] | undefined;

/** What was given to a command, checked against its definition. */
export class Arguments {
  /**
   * Reads the arguments of one call, strictly.
   *
   * @throws EndpointError `InvalidUsage`
   */
  static parse(argv: readonly string[], command: CommandDefinition): Arguments {
    const known = { ...command.options, ...COMMON_OPTIONS };
    const options = Object.fromEntries(Object.entries(known).map(([name, { value, isMultiple = false }]) => [
      name, { type: value === undefined ? 'boolean' as const : 'string' as const, multiple: isMultiple },
    ]));
    try {
      const { values, positionals } = parseArgs({
        args: [...argv], options: { ...options, help: { type: 'boolean', short: 'h' } }, strict: true, allowPositionals: true,
      });
      return new Arguments(command, positionals, new Map<string, Value>(Object.entries(values)));
    } catch (error) {
      throw invalidUsage(command.name, lowerFirst(messageOf(error).replace(/\. To specify a positional.*$/s, '')));
    }
  }

  private constructor(
    private readonly command: CommandDefinition, readonly positionals: readonly string[], private readonly values: ReadonlyMap<string, Value>,
  ) {}

  /** Refuses too few and too many arguments. Apart from reading them, so that `--help` needs none. */
  requireCount(): void {
    const { name, count: [fewest, most], arguments: expected } = this.command;
    if (this.positionals.length < fewest || this.positionals.length > most) {
      const problem = this.positionals.length < fewest ? 'something is missing' : `${JSON.stringify(this.positionals[most])} is too much`;
      throw invalidUsage(name, `${problem}: it takes ${expected === '' ? 'no arguments' : expected}`);
    }
  }

  /** Whether the flag was given. */
  flag(name: string): boolean {
    return this.values.get(name) === true;
  }

  /** The value of an option, or `undefined` when it was not given. */
  text(name: string): string | undefined {
    const value = this.values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  /** The values of an option that may be given more than once. */
  texts(name: string): string[] {
    const value = this.values.get(name);
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  }

  /**
   * The value of an option that has few values.
   *
   * @throws EndpointError `InvalidUsage`, naming them
   */
  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const text = this.text(name);
    const value = allowed.find((each) => each.toLowerCase() === text?.toLowerCase());
    if (text !== undefined && value === undefined) {
      throw this.wrong(`--${name} ${JSON.stringify(text)} is none of ${allowed.join(', ')}`);
    }
    return value;
  }

  /** An error about these arguments. */
  wrong(problem: string): Error {
    return invalidUsage(this.command.name, problem);
  }
}

function lowerFirst(text: string): string {
  return text[0].toLowerCase() + text.slice(1);
}
