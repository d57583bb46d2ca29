import { COMMON_OPTIONS } from './arguments';
import { CommandDefinition } from './command-definition';
import { EXIT_CODE_MEANINGS } from './exit-code';

/** What `m365-endpoints --help` prints. */
export function renderHelp(commands: readonly CommandDefinition[]): string {
  return [
    'm365-endpoints: the network endpoints that Microsoft publishes for Microsoft 365, as data',
    '',
    'usage: m365-endpoints <command> [options]',
    '',
    'commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    'm365-endpoints <command> --help explains a command. Every command has --json. --version prints the version.',
    'Colours are used only on a terminal, and not if NO_COLOR is set.',
    '',
    ...exitCodes(),
  ].join('\n') + '\n';
}

/** What `m365-endpoints <command> --help` prints. */
export function renderCommandHelp(command: CommandDefinition): string {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS });
  return [
    `m365-endpoints ${command.name}: ${command.summary}`,
    '',
    `usage: m365-endpoints ${[command.name, ...command.arguments === '' ? [] : [command.arguments], '[options]'].join(' ')}`,
    '',
    'options:',
    ...table(options.map(([name, { value, help }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, help])),
    ...command.notes.flatMap((note) => ['', note]),
    '',
    'examples:',
    ...command.examples.map((example) => `  m365-endpoints ${example}`),
    '',
    ...exitCodes(),
  ].join('\n') + '\n';
}

function exitCodes(): string[] {
  return ['exit codes:', ...table(EXIT_CODE_MEANINGS.map(([code, meaning]) => [String(code), meaning]))];
}

/** Two columns, aligned. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
