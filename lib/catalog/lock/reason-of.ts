import { messageOf } from '../../messages/errors';

/** The message of an error without the code and the path that Node.js adds. */
export function reasonOf(error: unknown): string {
  const text = messageOf(error);
  return /^[A-Z]+: ([^,]+)/.exec(text)?.[1] ?? text;
}
