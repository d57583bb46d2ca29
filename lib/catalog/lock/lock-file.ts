import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EndpointError, invalidOption, unreadableLock, unwrittenLock } from '../../messages/errors';
import { Lock, LockContent, parseLock, renderLock } from './lock';
import { reasonOf } from './reason-of';
import { writeDurably } from './write-durably';

/**
 * Reads the lock at `path`.
 *
 * @throws EndpointError `UnreadableLock`, or what `parseLock` throws
 */
export function readLock(path: string): Lock {
  if (typeof path !== 'string') { // a number would be a file descriptor: 0 waits for standard input
    throw invalidOption('path', path, 'give the path of a lock, such as \'m365-endpoints.lock.json\'');
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw unreadableLock(path, reasonOf(error));
  }
  return parseLock(text, path);
}

/**
 * Writes a lock to `path`, either completely or not at all.
 *
 * The text is validated, written to a temporary file in the same folder, read back and only then renamed. A
 * concurrent reader of `path` sees either the old lock or the new one. If anything fails, the old lock is unchanged
 * and no file is left behind.
 *
 * @throws EndpointError `UnwrittenLock`, or what `parseLock` throws about the content
 */
export function writeLock(path: string, content: LockContent): void {
  const text = renderLock(content);
  parseLock(text, path);
  let temporary: string | undefined;
  try {
    // A link is kept, and what it leads to is replaced.
    const target = existsSync(path) ? realpathSync(path) : path;
    temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
    writeDurably(temporary, text);
    if (readFileSync(temporary, 'utf8') !== text) {
      throw new Error('what was written could not be read back');
    }
    renameSync(temporary, target);
  } catch (error) {
    if (temporary !== undefined) {
      rmSync(temporary, { force: true });
    }
    throw error instanceof EndpointError ? error : unwrittenLock(path, reasonOf(error));
  }
}
