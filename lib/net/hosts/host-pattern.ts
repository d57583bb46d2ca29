import { invalidHostParameter, invalidHostPattern, unresolvedHostPattern } from '../../messages/errors';
import { hostNameProblem, lowerCase } from './host-name';

/** The forms of a {@link HostPattern}; each has its own precise meaning. */
export enum HostPatternKind {
  /** `graph.example.com`: that name only. */
  EXACT = 'exact',
  /** `*.example.com`: one or more labels in front of `example.com`; never `example.com` itself. */
  LEADING_WILDCARD = 'leading wildcard',
  /**
   * `autodiscover.*.example.com`: exactly one label for each star.
   *
   * Publishers leave open whether a star may stand for several labels; this is the narrow reading.
   */
  MID_LABEL_WILDCARD = 'mid-label wildcard',
  /**
   * `*cdn.example.net`: every host name that ends in the text after the star.
   *
   * That is `cdn.example.net` itself, `mycdn.example.net`, and both with further labels
   * in front: `a.cdn.example.net`, `a.mycdn.example.net`.
   */
  DOTLESS_WILDCARD = 'dotless wildcard',
  /** `<tenant>.example.com`: matches nothing until it is resolved. */
  TEMPLATE = 'template',
}

const PARAMETER = /<([a-z][a-z0-9_-]*)>/g;

/**
 * A host name or a family of host names, as published for firewalls. Immutable.
 *
 * Names have no case; patterns are stored in lower case. See {@link HostPatternKind} for
 * what each form matches. Labels may contain underscores, names in other scripts are written in punycode, and a
 * trailing dot is refused.
 *
 * @example
 * const pattern = HostPattern.parse('*.example.com');
 * pattern.matches('a.b.example.com');
 * //=> true
 * pattern.matches('example.com');
 * //=> false
 */
export class HostPattern {
  /**
   * Reads a pattern.
   *
   * @throws EndpointError `InvalidHostPattern` on anything else: a URL, a path, a port,
   *   an IP address, a star in any other place
   */
  static parse(text: string): HostPattern {
    if (typeof text !== 'string') throw invalidHostPattern(text, 'it is not text', 'write it like "www.example.com"');
    const lower = lowerCase(text);
    const sample = withSampleValues(lower);
    const problem = problemOf(sample);
    if (problem !== undefined) throw invalidHostPattern(text, problem, hintFor(lower));
    const parameters = [...new Set(Array.from(lower.matchAll(PARAMETER), (match) => match[1]))];
    return new HostPattern(lower, parameters.length > 0 ? HostPatternKind.TEMPLATE : kindOf(sample)!, parameters);
  }

  private readonly labels: readonly string[];
  private produced?: RegExp;

  private constructor(
    private readonly text: string,
    /** Which form it has. */
    readonly kind: HostPatternKind,
    /** Names of the parameters that {@link resolve} must be given, in order of appearance; none unless it is a template. */
    readonly parameters: readonly string[],
  ) {
    this.labels = text.split('.');
  }

  /**
   * Whether the pattern covers a host name, in any letter case, with or without a trailing dot.
   *
   * Text that is not a host name is never covered, and a template covers nothing.
   */
  matches(hostName: string): boolean {
    const name = lowerCase(hostName).replace(/\.$/, '');
    if (hostNameProblem(name) !== undefined) return false;
    switch (this.kind) {
      case HostPatternKind.EXACT: return name === this.text;
      case HostPatternKind.LEADING_WILDCARD:
      case HostPatternKind.DOTLESS_WILDCARD: return name.endsWith(this.suffix);
      case HostPatternKind.MID_LABEL_WILDCARD: return coversLabels(this.labels, name.split('.'));
      case HostPatternKind.TEMPLATE: return false;
    }
  }

  /**
   * Whether this pattern covers every host name that `other` covers.
   *
   * A template has no names yet: it contains, and is contained by, only itself.
   */
  contains(other: HostPattern): boolean {
    if (this.equals(other)) return true;
    if (other.kind === HostPatternKind.TEMPLATE) return false;
    const hasStarInFront = this.kind === HostPatternKind.LEADING_WILDCARD || this.kind === HostPatternKind.DOTLESS_WILDCARD;
    // What the names of `other` end in for certain must already end in our suffix. No label of another pattern is that of a template.
    return hasStarInFront ? other.suffix.endsWith(this.suffix) : coversLabels(this.labels, other.labels);
  }

  /** Whether some host name is covered by both patterns. A template overlaps only itself. */
  overlaps(other: HostPattern): boolean {
    if (this.contains(other) || other.contains(this)) return true;
    const [middle, ending] = this.kind === HostPatternKind.MID_LABEL_WILDCARD ? [this, other] : [other, this];
    if (middle.kind !== HostPatternKind.MID_LABEL_WILDCARD) return false;
    switch (ending.kind) {
      case HostPatternKind.MID_LABEL_WILDCARD: return shareLabels(middle.labels, ending.labels);
      case HostPatternKind.LEADING_WILDCARD:
      case HostPatternKind.DOTLESS_WILDCARD: return mayEndIn(middle.labels, ending.suffix.split('.'));
      default: return false;
    }
  }

  /** Whether both are the same pattern. */
  equals(other: HostPattern): boolean {
    return this.text === other.text;
  }

  /**
   * Replaces the parameters with values.
   *
   * A value is a host name or a part of one: one or more labels. Values for parameters
   * that the pattern does not have are ignored, so that one record resolves a whole list.
   *
   * @throws EndpointError `UnresolvedHostPattern` when a value is missing, `InvalidHostParameter` when one is not a host name
   * @example
   * HostPattern.parse('<tenant>-my.example.com').resolve({ tenant: 'contoso' }).toString();
   * //=> 'contoso-my.example.com'
   */
  resolve(values: Readonly<Record<string, string>>): HostPattern {
    const missing = this.parameters.filter((name) => !Object.hasOwn(values, name) || values[name] === undefined);
    if (missing.length > 0) throw unresolvedHostPattern(this.text, missing);
    for (const name of this.parameters) {
      const value = values[name];
      const problem = typeof value === 'string' ? hostNameProblem(lowerCase(value)) : 'it is not text';
      if (problem !== undefined) throw invalidHostParameter(name, value, problem);
    }
    return HostPattern.parse(this.text.replace(PARAMETER, (_, name: string) => values[name]));
  }

  /**
   * Whether the pattern covers a host name once values are in place of its parameters; without parameters, whether it
   * covers the name as it is.
   *
   * A parameter stands for one label or a part of it, and one that is a domain for one or more labels.
   *
   * @example
   * HostPattern.parse('<tenant>-my.example.com').mayProduce('contoso-my.example.com');
   * //=> true
   */
  mayProduce(hostName: string): boolean {
    if (this.kind !== HostPatternKind.TEMPLATE) return this.matches(hostName);
    const name = lowerCase(hostName).replace(/\.$/, '');
    return hostNameProblem(name) === undefined && (this.produced ??= producedBy(this.text)).test(name);
  }

  /** The pattern in lower case; {@link parse} reads it back. */
  toString(): string {
    return this.text;
  }

  /**
   * What every matching name ends in: the text after the last star.
   *
   * After `*.` it starts with the dot, and since no label is empty at least one label comes before it.
   */
  private get suffix(): string {
    return this.text.slice(this.text.lastIndexOf('*') + 1);
  }
}

/** The form of a pattern without parameters, or undefined when a star is in a place that none has. */
function kindOf(text: string): HostPatternKind | undefined {
  const star = text.lastIndexOf('*');
  if (star < 0) return HostPatternKind.EXACT;
  if (star === 0 && text.length > 1) return text[1] === '.' ? HostPatternKind.LEADING_WILDCARD : HostPatternKind.DOTLESS_WILDCARD;
  const labels = text.split('.');
  const inTheMiddle = labels.every((label, i) => !label.includes('*') || (label === '*' && i > 0 && i < labels.length - 1));
  return inTheMiddle ? HostPatternKind.MID_LABEL_WILDCARD : undefined;
}

/** The names that a template stands for. */
function producedBy(template: string): RegExp {
  const parts = template.split(/(<[^>]+>|\*)/).map((part) => {
    if (part === '*') return '[^.]+(?:\\.[^.]+)*';
    if (!part.startsWith('<')) return part.replaceAll('.', '\\.');
    return part.includes('domain') ? '[^.]+(?:\\.[^.]+)*' : '[^.]+';
  });
  return new RegExp(`^${parts.join('')}$`);
}

/** Whether each label equals the pattern's, which a star always does. */
function coversLabels(pattern: readonly string[], labels: readonly string[]): boolean {
  return pattern.length === labels.length && pattern.every((label, i) => label === '*' || label === labels[i]);
}

/** Whether some name is covered by both lists of labels. */
function shareLabels(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((label, i) => label === '*' || other[i] === '*' || label === other[i]);
}

/** Whether a name that `labels` cover may end in the text whose labels are `ending`; the first of these may be a part of one, or empty. */
function mayEndIn(labels: readonly string[], [part, ...rest]: readonly string[]): boolean {
  const first = labels.length - rest.length - 1;
  return first >= 0 && (labels[first] === '*' || labels[first].endsWith(part)) && shareLabels(labels.slice(first + 1), rest);
}

/** How to mend a refused text: the host part of a URL or of a name with a port, path or dot at the end. */
function hintFor(text: string): string {
  const host = text.trim().replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/[/:?#].*/s, '').replace(/\.$/, '');
  const mended = host.includes('.') && problemOf(withSampleValues(host)) === undefined;
  return mended ? `did you mean "${host}"?` : 'write a host name, such as "www.example.com", "*.example.com" or "<tenant>.example.com"';
}

/** What is wrong with a pattern without parameters, judged by a name that it would match. */
function problemOf(text: string): string | undefined {
  const problem = hostNameProblem(text.replaceAll('*', 'x'));
  if (problem !== undefined || kindOf(text) !== undefined) return problem;
  return 'a star must be the only one and come first, with more after it, or be a whole label in the middle';
}

function withSampleValues(text: string): string {
  return text.replace(PARAMETER, 'x');
}
