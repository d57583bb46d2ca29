import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../../catalog/lock/reason-of';
import { writeDurably } from '../../catalog/lock/write-durably';
import { unreadableFile, unwrittenFile } from '../../messages/errors';

/** Largest file that is read at all: above what any importer accepts, and below what would exhaust memory. */
const LARGEST_FILE = 256 * 2 ** 20;

/**
 * The text of a file.
 *
 * @throws EndpointError `UnreadableFile`
 */
export function readText(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_FILE) {
      throw new Error(`it has ${size} bytes, more than any published document`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadableFile(path, reasonOf(error));
  }
}

/** Whether there is a file at the path. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Writes files, each wholly or not at all: every text to a temporary file first, and only when all of them are on the
 * disk are they renamed.
 *
 * @param texts path → text
 * @throws EndpointError `UnwrittenFile`
 */
export function writeAtomically(texts: ReadonlyMap<string, string>): void {
  const temporaries: [temporary: string, path: string][] = [];
  try {
    for (const [path, text] of texts) {
      mkdirSync(dirname(path), { recursive: true });
      const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
      temporaries.push([temporary, path]);
      writeDurably(temporary, text);
    }
    temporaries.forEach(([temporary, path]) => renameSync(temporary, path));
  } catch (error) {
    temporaries.forEach(([temporary]) => rmSync(temporary, { force: true }));
    throw unwrittenFile([...texts.keys()].join(', '), reasonOf(error));
  }
}
