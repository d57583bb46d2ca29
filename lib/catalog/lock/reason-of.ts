import { messageOf } from '../../messages/errors';

/** What a failure says about itself, without the code and the path that Node puts into it. */
export function reasonOf(error: unknown): string {
  const text = messageOf(error);
  return /^[A-Z]+: ([^,]+)/.exec(text)?.[1] ?? text;
}
