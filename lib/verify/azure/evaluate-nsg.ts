import { Direction, PrefixSet } from '../../net';
import { AdmittedSpace } from '../space/admitted-space';
import type { NsgRule } from './nsg-rule';

/** A part of the local side that every rule matches wholly or not at all. */
interface LocalPart {
  /** Known addresses, or the text of a tag or an expression. */
  readonly addresses: PrefixSet | string;
  /** Source ports as written; `*` for those that no rule singles out. */
  readonly sourcePorts: string;
}

const ANY_PORT = '*';

/**
 * What the rules of one direction admit: by rising priority the first rule that matches
 * a packet decides, and what no rule matches is not admitted.
 *
 * ```
 * priority 100 Deny       ├── D ──┤
 * priority 200 Allow  ├────── A ──────┤
 * admitted            ├ A ┤       ├ A ┤
 * ```
 *
 * A remote address counts as admitted when it reaches any local address, so rules are
 * evaluated apart for every part of the local side they distinguish. Azure's built-in
 * rules (65000 and up) are in no document and not modelled.
 */
export function evaluateNsg(rules: readonly NsgRule[], direction: Direction): AdmittedSpace {
  const ordered = rules.filter(({ reading }) => reading.direction === direction).sort((a, b) => rank(a) - rank(b));
  if (ordered.every(({ reading }) => reading.access === 'allow')) return firstMatch(ordered).admitted;
  return localParts(ordered)
    .map((part) => firstMatch(ordered.filter((rule) => matches(rule, part))).admitted)
    .reduce((all, space) => all.union(space), AdmittedSpace.EMPTY);
}

/** An unknown priority ranks where it admits most. */
export function rank({ reading }: NsgRule): number {
  return reading.priority ?? (reading.access === 'allow' ? -1 : Number.MAX_SAFE_INTEGER);
}

/** What rules in the order of their priorities let through and what they refuse; halved, so that many cost little more than their sum. */
function firstMatch(rules: readonly NsgRule[]): { readonly admitted: AdmittedSpace; readonly denied: AdmittedSpace } {
  if (rules.every(({ reading }) => reading.access === 'allow')) {
    return { admitted: AdmittedSpace.of(rules.flatMap(({ reading }) => reading.space.boxes())), denied: AdmittedSpace.EMPTY };
  }
  if (rules.length === 1) return { admitted: AdmittedSpace.EMPTY, denied: rules[0].reading.space };
  const middle = Math.floor(rules.length / 2);
  const [before, after] = [firstMatch(rules.slice(0, middle)), firstMatch(rules.slice(middle))];
  return { admitted: before.admitted.union(after.admitted.subtract(before.denied)), denied: before.denied.union(after.denied) };
}

function localParts(rules: readonly NsgRule[]): LocalPart[] {
  const sets = new Map<string, PrefixSet>();
  const opaque = new Set<string>();
  const sourcePorts = new Set([ANY_PORT]);
  for (const rule of rules) {
    const { local } = rule;
    if (!local.addresses.isEmpty) sets.set(local.addresses.toStrings().join(), local.addresses);
    opaqueTexts(rule).forEach((text) => opaque.add(text));
    sourcePorts.add(sourcePortsOf(rule));
  }
  let known = [PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6)];
  for (const set of sets.values()) {
    known = known.flatMap((part) => [part.intersect(set), part.subtract(set)]).filter((part) => !part.isEmpty);
  }
  return [...known, ...opaque].flatMap((addresses) => [...sourcePorts].map((ports) => ({ addresses, sourcePorts: ports })));
}

/** Whether a rule matches the part wholly; that a rule matches an unknown part is assumed of the same unknown only. */
function matches(rule: NsgRule, part: LocalPart): boolean {
  const ports = sourcePortsOf(rule);
  if (ports !== ANY_PORT && ports !== part.sourcePorts) return false;
  if (isUnlimited(rule)) return true;
  return typeof part.addresses === 'string' ? opaqueTexts(rule).includes(part.addresses) : rule.local.addresses.containsSet(part.addresses);
}

/** A rule without a local side is one that Azure rejects; taken as not limited. */
export function isUnlimited({ local }: NsgRule): boolean {
  return local.everything || local.texts.length === 0;
}

/** What a rule names on its local side whose addresses are not known. */
export function opaqueTexts({ local }: NsgRule): string[] {
  return [...local.opaque.map((node) => node.describe()), ...local.internet ? ['Internet'] : []];
}

function sourcePortsOf({ sourcePorts }: NsgRule): string {
  return sourcePorts.open || sourcePorts.texts.length === 0 ? ANY_PORT : sourcePorts.texts.join();
}
