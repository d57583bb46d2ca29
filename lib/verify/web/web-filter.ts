import { AddressFamily, Direction, PortRange, PrefixSet } from '../../net';
import { FindingCode } from '../document/finding';
import type { GroupReading, RuleReading } from '../document/reading';
import type { Report } from '../document/report';
import { AdmittedSpace } from '../space/admitted-space';

/** A condition on a request. */
export type WebCondition =
  /** The source is one of these addresses. */
  | { readonly kind: 'source'; readonly addresses: PrefixSet }
  /** The request is for a path that only the platform can tell; equal texts are one condition. */
  | { readonly kind: 'path'; readonly text: string }
  /** Anything else that a request may or may not have; equal texts are one condition. */
  | { readonly kind: 'other'; readonly text: string }
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly WebCondition[] }
  | { readonly kind: 'not'; readonly condition: WebCondition };

/** A rule of a filter of web requests. */
export interface WebRule {
  readonly path: string;
  readonly name?: string;
  readonly description?: string;
  readonly priority?: number;
  /** `allow` and `block` decide; `count` lets the next rule decide. */
  readonly action: 'allow' | 'block' | 'count';
  readonly condition: WebCondition;
}

/** A filter of web requests: the first rule that allows or blocks decides. */
export interface WebFilter {
  readonly key: string;
  readonly path: string;
  /** In order of evaluation. */
  readonly rules: readonly WebRule[];
  /** What happens to a request that no rule decides. */
  readonly otherwise: 'allow' | 'block';
}

const EVERYONE = PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6);

/** More conditions than this in one filter are too many to try in every combination. */
const MOST_CONDITIONS = 12;

/** Always true. */
export const ALWAYS: WebCondition = { kind: 'all', conditions: [] };

/**
 * What a filter of web requests admits: the sources that reach what it protects.
 *
 * A filter usually restricts some paths and leaves others open. The space holds the
 * sources of those that it restricts, or everyone when it restricts none. Conditions on
 * anything but source and path are read as if a sender could meet or miss them at will.
 *
 * @param ports the ports that the filter stands before; it knows none itself
 */
export function readWebFilter(filter: WebFilter, ports: readonly number[], report: Report): GroupReading {
  const toSpace = (addresses: PrefixSet) => AdmittedSpace.of(ports.map((port) => (
    { direction: Direction.INBOUND, protocol: 'tcp', ports: PortRange.of(port), addresses }
  )));
  const named = PrefixSet.union(filter.rules.map((rule) => sourcesIn(rule.condition)));
  const prefixes = { ipv4: named.count(AddressFamily.IPV4), ipv6: named.count(AddressFamily.IPV6) };
  return {
    key: filter.key,
    declared: true,
    space: toSpace(admittedSources(filter, report)),
    implicitEgress: false,
    counts: { [Direction.INBOUND]: prefixes, [Direction.OUTBOUND]: { ipv4: 0, ipv6: 0 } },
    rules: filter.rules.map((rule): RuleReading => {
      const addresses = sourcesIn(rule.condition);
      return {
        path: rule.path,
        name: rule.name,
        description: rule.description,
        direction: Direction.INBOUND,
        access: rule.action === 'block' ? 'deny' : 'allow',
        priority: rule.priority,
        addresses,
        local: textsOf(rule.condition, 'path'),
        space: toSpace(addresses),
      };
    }),
  };
}

function admittedSources({ rules, otherwise, path }: WebFilter, report: Report): PrefixSet {
  const texts = (kind: 'path' | 'other') => [...new Set(rules.flatMap(({ condition }) => textsOf(condition, kind)))];
  const [paths, others] = [texts('path'), texts('other')];
  if (paths.length + others.length > MOST_CONDITIONS) {
    report.find(FindingCode.TOO_MANY_CONDITIONS, path, `has ${paths.length + others.length} conditions, too many to try them all; read as admitting everyone`);
    return EVERYONE;
  }
  const reached = subsets(paths).map((met) => (
    PrefixSet.union(subsets(others).map((met2) => reaching(rules, otherwise, new Set([...met, ...met2]))))
  ));
  const restricted = reached.filter((sources) => !sources.equals(EVERYONE));
  return restricted.length === 0 ? EVERYONE : PrefixSet.union(restricted);
}

/** The sources whose requests get through when they meet exactly the conditions in `met`. */
function reaching(rules: readonly WebRule[], otherwise: 'allow' | 'block', met: ReadonlySet<string>): PrefixSet {
  let undecided = EVERYONE;
  let admitted = PrefixSet.EMPTY;
  for (const { action, condition } of rules.filter((rule) => rule.action !== 'count')) {
    const decided = undecided.intersect(matching(condition, met));
    admitted = action === 'allow' ? admitted.union(decided) : admitted;
    undecided = undecided.subtract(decided);
  }
  return otherwise === 'allow' ? admitted.union(undecided) : admitted;
}

function matching(condition: WebCondition, met: ReadonlySet<string>): PrefixSet {
  switch (condition.kind) {
    case 'source': return condition.addresses;
    case 'all': return condition.conditions.reduce((sources, one) => sources.intersect(matching(one, met)), EVERYONE);
    case 'any': return PrefixSet.union(condition.conditions.map((one) => matching(one, met)));
    case 'not': return EVERYONE.subtract(matching(condition.condition, met));
    default: return met.has(condition.text) ? EVERYONE : PrefixSet.EMPTY;
  }
}

/** Every address that a condition names, whatever it says of it. */
function sourcesIn(condition: WebCondition): PrefixSet {
  switch (condition.kind) {
    case 'source': return condition.addresses;
    case 'not': return sourcesIn(condition.condition);
    case 'all':
    case 'any': return PrefixSet.union(condition.conditions.map(sourcesIn));
    default: return PrefixSet.EMPTY;
  }
}

function textsOf(condition: WebCondition, kind: 'path' | 'other'): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any': return condition.conditions.flatMap((one) => textsOf(one, kind));
    case 'not': return textsOf(condition.condition, kind);
    default: return condition.kind === kind ? [condition.text] : [];
  }
}

function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}
