import { AddressFamily, Direction, PortSet, Protocol } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { contentHash } from '../../rules/placement/content-hash';
import { fitName } from '../../rules/placement/naming';
import { placeInShards } from '../../rules/placement/placement';
import { SECURITY_GROUP_CAPABILITIES } from '../security-groups/security-group-capabilities';
import { PREFIX_LIST_LIMITS } from './prefix-list-limits';

/** How large a prefix list is, and the traffic that its entries are for, which a list itself does not say. */
export interface PrefixListOutline {
  /** What the list is for and its number: `in-tcp-443-ipv4-1`. */
  readonly key: string;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: PortSet;
  readonly deployTimePorts: readonly number[];
  readonly family: AddressFamily;
  readonly maxEntries: number;
}

/** A prefix list with its entries. */
export interface PrefixListLayout extends PrefixListOutline {
  /** In canonical order; no two overlap. */
  readonly entries: readonly PrefixListEntry[];

  /** For a rule that refers to the list. */
  readonly description: string;
}

/** One prefix of a list. */
interface PrefixListEntry {
  readonly cidr: string;
  readonly description: string;
}

/** What prefix lists can express, together with the security group rules that refer to them. */
export const PREFIX_LIST_CAPABILITIES = { ...SECURITY_GROUP_CAPABILITIES, platform: 'an EC2 managed prefix list' };

/**
 * The lists that rules need: apart by direction, protocol, ports and family, and as many of each as MaxEntries makes necessary.
 *
 * A prefix stays in its list when others come and go, unless that changes the number of lists.
 *
 * @param rules of all scenarios, one for each traffic and family, as `budgetTraffic` makes them
 * @param identify stable text for a value that may be a token
 * @param maxEntries MaxEntries of every list; found when not given
 * @returns the lists, in order of their keys
 */
export function layOutPrefixLists(
  rules: readonly FittedRule[], identify: (value: string | number) => string, maxEntries?: number,
): PrefixListLayout[] {
  return rules
    .flatMap((rule) => splitRule(rule, identify, maxEntries))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * How many lists `entries` prefixes get, and the MaxEntries of each.
 *
 * One list has a tenth of headroom and then the next ten, so that MaxEntries changes seldom. Several lists are
 * all of the same size and filled to nine tenths. A list that is given a size never changes it.
 */
export function sizeLists(entries: number, maxEntries?: number): { readonly lists: number; readonly maxEntries: number } {
  const { defaultMaxEntries, maxEntriesStep, fill } = PREFIX_LIST_LIMITS;
  const most = maxEntries ?? defaultMaxEntries;
  if (entries > most) {
    return { lists: Math.ceil(entries / (most * fill)), maxEntries: most };
  }
  // Whole numbers, since 1.1 × 100 is more than 110.
  const roomy = Math.ceil(entries * 11 / (10 * maxEntriesStep)) * maxEntriesStep;
  return { lists: 1, maxEntries: maxEntries ?? Math.min(roomy, most) };
}

/** The lists that one traffic with so many entries needs. */
export function outlinesOf(
  { direction, protocol, ports, deployTimePorts, family }: FittedRule, entries: number, identify: (value: string | number) => string, wanted?: number,
): PrefixListOutline[] {
  const traffic = { direction, protocol, ports, deployTimePorts, family };
  const { lists, maxEntries } = sizeLists(entries, wanted);
  const name = trafficName(traffic, identify);
  return Array.from({ length: lists }, (_, list) => ({ ...traffic, key: `${name}-${list + 1}`, maxEntries }));
}

function splitRule(rule: FittedRule, identify: (value: string | number) => string, wanted?: number): PrefixListLayout[] {
  const { peers } = rule;
  // Two tokens may stand for one value, and EC2 takes an entry once.
  const byKey = new Map(peers.map((peer) => [identify(peer.cidr), peer]));
  const outlines = outlinesOf(rule, byKey.size, identify, wanted);
  const placement = placeInShards([...byKey.keys()], outlines.length, outlines[0].maxEntries);
  const entries = outlines.map((): PrefixListEntry[] => []);
  byKey.forEach(({ cidr, origins }, key) => entries[placement.get(key)!].push({ cidr, description: describeOrigins(origins) }));
  const description = describeOrigins(mergeOrigins(peers.flatMap(({ origins }) => origins)));
  return outlines.map((outline, list) => ({ ...outline, entries: entries[list], description }));
}

function trafficName(
  { direction, protocol, ports, deployTimePorts, family }: Omit<FittedRule, 'peers'>, identify: (value: string | number) => string,
): string {
  const texts = [
    ...ports.ranges.map((range) => range.toString()),
    ...deployTimePorts.map((port) => `deploytime${contentHash(identify(port), 8)}`),
  ];
  return fitName([direction === Direction.INBOUND ? 'in' : 'out', protocol, texts.join('_'), family.toLowerCase()].join('-'), 100);
}
