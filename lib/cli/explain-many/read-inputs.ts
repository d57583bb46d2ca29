import { resolve } from 'node:path';
import { unreadableFile } from '../../messages/errors';
import { isFile, readText } from '../shell/files';
import { Io } from '../shell/io';

/** A line that is to be explained. */
export interface InputLine {
  /** The file, or `-` for standard input; null for an argument. */
  readonly file: string | null;

  /** From 1, within its file or among the arguments. */
  readonly line: number;
  readonly text: string;
}

/** Endings of files that no host name has. */
const FILE_NAME = /\.(csv|gz|jsonl?|log|lst|ndjson|tsv|txt)$/i;

/** Whether something is given that has lines, or more than one thing. */
export function isMany(positionals: readonly string[], { cwd }: Io): boolean {
  return positionals.length > 1 || positionals.some((each) => isInput(each, cwd) || FILE_NAME.test(each));
}

/** Whether an argument is standard input or a file, rather than what is to be explained itself. */
export function isInput(argument: string, cwd: string): boolean {
  return argument === '-' || isFile(resolve(cwd, argument));
}

/**
 * The lines of arguments, files and standard input, without those that are empty.
 *
 * @throws EndpointError `UnreadableFile`
 */
export async function readInputs(positionals: readonly string[], io: Io): Promise<InputLine[]> {
  const lines: InputLine[][] = [];
  for (const [index, argument] of positionals.entries()) {
    if (isInput(argument, io.cwd)) {
      lines.push(linesOf(argument, argument === '-' ? await io.stdin() : readText(resolve(io.cwd, argument))));
    } else if (FILE_NAME.test(argument)) {
      throw unreadableFile(argument, 'there is no such file, and it is not a valid host name');
    } else {
      lines.push([{ file: null, line: index + 1, text: argument }]);
    }
  }
  return lines.flat();
}

function linesOf(file: string, text: string): InputLine[] {
  return text.split(/\r\n|\n|\r/).map((each, index) => ({ file, line: index + 1, text: each.replace(/^\uFEFF/, '').trim() })).filter((line) => line.text !== '');
}
