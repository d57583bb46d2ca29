/** What a failure says about itself, without the code and the path that Node puts into it. */
export function reasonOf(error: unknown): string {
  const text = messageOf(error);
  return /^[A-Z]+: ([^,]+)/.exec(text)?.[1] ?? text;
}

/** The message of whatever was thrown, also by code of another realm, whose errors are no `Error` of this one. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
