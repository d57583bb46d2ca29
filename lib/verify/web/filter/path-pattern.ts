/**
 * The one regular expression for a path that is known to hold against every spelling of it: doubled and back slashes,
 * a host before it, path parameters and trailing dots behind a segment, and segments that servers remove.
 *
 * ```
 * ^ <host> <slashes> api <tail><slashes> notifications | <removed segment> … notifications
 * ```
 *
 * Stated here once more, apart from the renderer, so that a fault of one is not hidden by the other.
 */
const AUTHORITY = '(?:(?:https?:)?[/\\\\][/\\\\][^/\\\\]*)?';
const SEPARATOR = '[. ]*(?:;[^/\\\\]*)?[/\\\\]+';
const ROUNDABOUT = '|[/\\\\](?:\\.[. ]*|\\.{0,2};[^/\\\\]*)[/\\\\](?:.*[/\\\\])?';

/**
 * The path that an expression protects, with everything that begins with it; undefined for any other expression.
 *
 * @param before expression for what the platform shows before the path
 * @example
 * pathOfPattern('^(?:(?:https?:)?[/\\\\][/\\\\][^/\\\\]*)?[/\\\\]+hook|…hook') //=> '/hook'
 */
export function pathOfPattern(pattern: string, before = ''): string | undefined {
  const head = `^${before}${AUTHORITY}[/\\\\]+`;
  if (!pattern.startsWith(head)) return undefined;
  const [literal, last, ...more] = pattern.slice(head.length).split(ROUNDABOUT);
  const segments = literal.split(SEPARATOR);
  const isLiteral = segments.every((segment) => /^(?:[a-z0-9_~-]|\\\.)+$/.test(segment) && !/^(?:\\\.)+$/.test(segment));
  if (!isLiteral || more.length > 0) return undefined;
  // The tail of the last segment is compared as the renderer leaves it, so `.` may stand for itself only.
  if (last !== segments.at(-1)) return undefined;
  return `/${segments.map((segment) => segment.replace(/\\\./g, '.')).join('/')}`;
}
