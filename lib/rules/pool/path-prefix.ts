import { invalidPathPrefix } from '../../messages/errors';

/** A segment of a path: characters that no server and no filter takes for anything but themselves. */
const SEGMENT = /^(?!\.*$)[A-Za-z0-9._~-]+$/;

/** What servers ignore behind a segment: dots and spaces (Windows), and path parameters (Java). */
const TAIL = '[. ]*(?:;[^/\\\\]*)?';

/** What servers take for one separator: any number of slashes of either kind. */
const SLASHES = '[/\\\\]+';

/** A host before the path, which servers pass over: of a full URL, or of one without its scheme (`//host/path`). */
const AUTHORITY = '(?:(?:https?:)?[/\\\\][/\\\\][^/\\\\]*)?';

/** A segment that servers remove: `.`, `..`, the same with something behind it, or nothing but parameters. */
const REMOVED = '[/\\\\](?:\\.[. ]*|\\.{0,2};[^/\\\\]*)[/\\\\]';

/**
 * The beginning of a path that a filter protects, as text: `/api/notifications` is
 * the beginning of `/api/notifications/graph` and of `/api/notifications-old`.
 *
 * Servers differ in what they take for one path. So that nobody reaches the path by
 * spelling it in another way, a request belongs to it when any server may think so:
 * whatever the letter case, with doubled or back slashes, a host before it, path
 * parameters, and dots behind a segment. A request with segments that servers remove
 * (`..`) belongs to it when the last segment of the path follows one of them, in any place.
 */
export class PathPrefix {
  /** @throws EndpointError `InvalidPathPrefix` */
  static of(path: string): PathPrefix {
    const [root, ...segments] = path.split('/');
    if (root !== '' || segments.length === 0 || !segments.every((segment) => SEGMENT.test(segment))) {
      throw invalidPathPrefix(path, 'give segments of letters, digits, ".", "_", "~" and "-", each with a slash before it, as in /api/notifications');
    }
    return new PathPrefix(segments.map((segment) => segment.toLowerCase()));
  }

  private constructor(private readonly segments: readonly string[]) {}

  /**
   * A regular expression for URLs or paths that were decoded and lower-cased. It has
   * no capturing groups, look-around or nested repetition, which web application firewalls refuse.
   *
   * @param before expression for what may stand before the path
   * @throws EndpointError `InvalidPathPrefix` when it is longer than `maxLength`
   */
  pattern(maxLength: number, before = ''): string {
    const segments = this.segments.map((segment) => segment.replace(/\./g, '\\.'));
    const literal = `^${before}${AUTHORITY}${SLASHES}${segments.join(TAIL + SLASHES)}`;
    const roundabout = `${REMOVED}(?:.*[/\\\\])?${segments.at(-1)}`;
    const pattern = `${literal}|${roundabout}`;
    if (pattern.length > maxLength) {
      throw invalidPathPrefix(this.toString(), `its pattern has ${pattern.length} characters, and ${maxLength} are allowed; give a shorter path`);
    }
    return pattern;
  }

  /** The path, in lower case. */
  toString(): string {
    return `/${this.segments.join('/')}`;
  }
}
