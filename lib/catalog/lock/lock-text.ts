import { invalidLock } from '../../messages/errors';

/** Deepest nesting that is accepted in a lock; its flows are eight levels deep. */
const DEEPEST = 32;

/**
 * The JSON of a lock.
 *
 * Errors name what usually happens to a file in a repository, such as a merge conflict, rather than the position where a parser fails.
 *
 * @throws EndpointError `InvalidLock`
 */
export function parseLockText(text: string, file: string): unknown {
  const problem = problemOf(text);
  if (problem !== undefined) {
    throw invalidLock(file, 'its text', problem);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidLock(file, 'its text', `it is no complete JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') {
    return 'it is empty';
  }
  if (text.startsWith('\uFEFF')) {
    return 'it begins with a byte order mark, which an editor added; save it as UTF-8 without one';
  }
  if (text.includes('\u0000') || text.startsWith('\uFFFD')) {
    return 'it is not UTF-8; save it as UTF-8';
  }
  if (/^version https:\/\/git-lfs/.test(text)) {
    return 'it is a pointer of Git LFS, and not the file itself; run git lfs pull';
  }
  const [marker] = /^(<{7}|={7}|>{7}|\|{7})(?= |\r?$)/m.exec(text) ?? [];
  if (marker !== undefined) {
    const line = text.slice(0, text.indexOf(marker)).split('\n').length;
    return `it has the marker ${marker} of an unfinished merge in line ${line}; take one side whole, and run update again`;
  }
  return isTooDeep(text) ? `it is nested more than ${DEEPEST} levels deep, which no lock is` : undefined;
}

/** Whether brackets outside of texts are nested deeper than those of any lock. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    depth += token === '[' || token === '{' ? 1 : token === ']' || token === '}' ? -1 : 0;
    if (depth > DEEPEST) {
      return true;
    }
  }
  return false;
}
