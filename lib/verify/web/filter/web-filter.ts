import { AddressFamily, Direction, PortRange, PrefixSet } from '../../../net';
import type { FilterKind } from '../../document/filter-kind';
import { FindingCode } from '../../document/finding';
import type { Quota } from '../../document/quota';
import { EVERY_REQUEST, type GroupReading, type RuleReading } from '../../document/reading';
import type { Report } from '../../document/report';
import { AdmittedSpace } from '../../space/admitted-space';
import { type Atom, atomsIn, EVERYONE, matching, sourcesIn, type WebCondition } from './web-condition';

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
  readonly kind: FilterKind;
  readonly path: string;
  readonly quotas: readonly Quota[];
  /** In order of evaluation. */
  readonly rules: readonly WebRule[];
  /** What happens to a request that no rule decides. */
  readonly otherwise: 'allow' | 'block';
}

/** Sources that reach some requests. */
interface Restriction {
  readonly requests: string;
  readonly sources: PrefixSet;
}

/** More conditions than this in one filter are too many to try in every combination. */
const MOST_CONDITIONS = 12;

/**
 * What a filter of web requests admits: the sources that reach what it protects.
 *
 * A filter usually restricts some paths and leaves others open. `requests` says what it restricts, and for whom; the
 * space holds the sources of all that, or everyone when the filter restricts nothing. A condition on anything but
 * source and path that makes a difference is under `unresolved`, and read as if a sender could meet or miss it at will.
 *
 * @param ports the ports that the filter stands before; it knows none itself
 */
export function readWebFilter(filter: WebFilter, ports: readonly number[], report: Report): GroupReading {
  const toSpace = (addresses: PrefixSet) => AdmittedSpace.of(ports.map((port) => (
    { direction: Direction.INBOUND, protocol: 'tcp', ports: PortRange.of(port), addresses }
  )));
  const named = PrefixSet.union(filter.rules.map(({ condition }) => sourcesIn(condition)));
  const prefixes = { ipv4: named.count(AddressFamily.IPV4), ipv6: named.count(AddressFamily.IPV6) };
  const restrictions = restrictionsOf(filter, report);
  return {
    key: filter.key,
    kind: filter.kind,
    declared: true,
    space: toSpace(restrictions.length === 0 ? EVERYONE : PrefixSet.union(restrictions.map(({ sources }) => sources))),
    requests: restrictions.map(({ requests, sources }) => ({ requests, space: toSpace(sources) })),
    implicitEgress: false,
    counts: { [Direction.INBOUND]: prefixes, [Direction.OUTBOUND]: { ipv4: 0, ipv6: 0 } },
    quotas: filter.quotas,
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
        local: atomsIn(rule.condition, 'path').map(({ text }) => text),
        space: toSpace(addresses),
      };
    }),
  };
}

/**
 * What a filter restricts, by path.
 *
 * Usually each condition on the path takes sources away by itself: a request that meets several of them gets through
 * for the sources that each leaves. Where it is not so, an Allow before a Block, say, or two conditions that only
 * together restrict, the reading is one that leaves nothing out, with a finding.
 */
function restrictionsOf({ rules, otherwise, path }: WebFilter, report: Report): Restriction[] {
  const deciding = rules.filter(({ action }) => action !== 'count');
  const paths = distinct(deciding.flatMap(({ condition }) => atomsIn(condition, 'path')));
  const others = distinct(deciding.flatMap(({ condition }) => atomsIn(condition, 'other')));
  if (paths.length + others.length > MOST_CONDITIONS) {
    report.find(FindingCode.TOO_MANY_CONDITIONS, path, `has ${paths.length + others.length} conditions, too many to try them all; read as admitting everyone`);
    return [];
  }
  const reached = subsets([...paths, ...others].map(({ text }) => text)).map((met) => reaching(deciding, otherwise, new Set(met)));
  others.forEach(({ node }, i) => {
    const bit = paths.length + i;
    const matters = reached.some((sources, met) => !holds(met, bit) && !sources.equals(reached[met + 2 ** bit]));
    if (node !== undefined && matters) report.unresolve(node);
  });
  // Conditions on the path are the low bits, so requests that differ in the others only are `2 ** paths.length` apart.
  const byPath = Array.from({ length: 2 ** paths.length }, (_, met) => (
    PrefixSet.union(Array.from({ length: 2 ** others.length }, (__, other) => reached[met + other * 2 ** paths.length]))
  ));
  const [base] = byPath;
  const alone = paths.map(({ text }, i): Restriction => ({ requests: text, sources: byPath[2 ** i] }));
  const isEachAlone = byPath.every((sources, met) => sources.equals(
    alone.reduce((left, one, i) => (holds(met, i) ? left.intersect(one.sources) : left), base),
  ));
  if (!isEachAlone) {
    report.find(FindingCode.DEPENDENT_PATHS, path, 'lets its conditions on the path depend on each other, read as admitting whom any of them admits');
    return [{ requests: paths.map(({ text }) => text).join(' with '), sources: PrefixSet.union(byPath) }];
  }
  return [
    ...base.equals(EVERYONE) ? [] : [{ requests: EVERY_REQUEST, sources: base }],
    ...alone.filter(({ sources }) => !sources.equals(base)),
  ];
}

/** The sources whose requests get through when they meet exactly the conditions in `met`. */
function reaching(rules: readonly WebRule[], otherwise: 'allow' | 'block', met: ReadonlySet<string>): PrefixSet {
  let undecided = EVERYONE;
  let admitted = PrefixSet.EMPTY;
  for (const { action, condition } of rules) {
    const decided = undecided.intersect(matching(condition, met));
    admitted = action === 'allow' ? admitted.union(decided) : admitted;
    undecided = undecided.subtract(decided);
  }
  return otherwise === 'allow' ? admitted.union(undecided) : admitted;
}

function distinct<A extends Atom>(atoms: readonly A[]): A[] {
  return [...new Map(atoms.map((atom) => [atom.text, atom])).values()];
}

/** Whether the subset at an index holds the item at another. */
function holds(subset: number, item: number): boolean {
  return Math.floor(subset / 2 ** item) % 2 === 1;
}

/** Every subset; the one at index `i` holds the items whose bits are set in `i`. */
function subsets<T>(items: readonly T[]): T[][] {
  return items.reduce<T[][]>((sets, item) => [...sets, ...sets.map((set) => [...set, item])], [[]]);
}
