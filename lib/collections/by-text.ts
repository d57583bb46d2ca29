/**
 * Compares items by a text of theirs, for `sort`.
 *
 * By code units, as `sort()` does without an argument: the same on every machine, unlike `localeCompare`.
 *
 * @example
 * rules.sort(byText(({ name }) => name));
 */
export function byText<T>(textOf: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => compareTexts(textOf(a), textOf(b));
}

/** Compares two texts by code units, as {@link byText}. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
