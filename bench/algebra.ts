import { aggregate, Prefix, PrefixSet } from 'cdk-m365-endpoints/net';
import { addressesAmong, ipv4List, ipv6List } from './lists';
import { compare, Contestant, timeOf, Timing } from './measure';
import { Peer } from './peers';

/** One operation at one size, beside everybody who can do it. */
export interface AlgebraResult {
  readonly family: 'IPv4' | 'IPv6';
  readonly size: number;
  readonly operation: string;
  readonly ours: Timing;
  readonly peers: readonly Timing[];
  /** Peers that are left out, with the reason. */
  readonly leftOut: Record<string, string>;
}

/** A peer that would take longer than this for one run is left out. */
const PATIENCE_MS = 60_000;
/** A peer that takes longer than this is not run again. */
const ONCE_MS = 3_000;
/** How many lookups are timed together. */
const LOOKUPS = 100;

const OPERATIONS = ['aggregate', 'union', 'subtract', 'contains', 'lookup'] as const;
type Operation = typeof OPERATIONS[number];

/** Texts in and out, as the peers have it: reading and writing is part of every time but that of lookups. */
const OURS: Required<Omit<Peer, 'longest'>> = {
  name: 'ours',
  aggregate,
  union: (a, b) => PrefixSet.fromTexts(a).union(PrefixSet.fromTexts(b)).toStrings(),
  subtract: (a, b) => PrefixSet.fromTexts(a).subtract(PrefixSet.fromTexts(b)).toStrings(),
  contains: (a, b) => PrefixSet.fromTexts(a).containsSet(PrefixSet.fromTexts(b)),
  lookup: (texts) => {
    const set = PrefixSet.fromTexts(texts);
    return (addresses) => addresses.filter((address) => set.containsAddress(address)).length;
  },
};

/** Times every operation at every size; a peer that is wrong or too slow at one size is left out from there on. */
export function benchAlgebra(peers: readonly Peer[], sizes: readonly number[], report: (result: AlgebraResult) => void): void {
  for (const [family, list] of [['IPv4', ipv4List], ['IPv6', ipv6List]] as const) {
    for (const operation of OPERATIONS) {
      const leftOut: Record<string, string> = {};
      for (const size of sizes) {
        const a = list(size);
        // Half of the other list lies inside the first one.
        const b = operation === 'contains' ? a.filter((_, i) => i % 2 === 0) : [...list(size / 2, 2), ...a.filter((_, i) => i % 4 === 0)];
        const addresses = addressesAmong(a, LOOKUPS);
        const task = (peer: Peer) => taskOf(peer, operation, a, b, addresses);
        const ours = task(OURS)!;
        const expected = canonical(ours()); // also a first turn, like that of the peers
        const timedOnce: Timing[] = [];
        const contestants: Contestant[] = [{ name: 'ours', run: ours }];
        for (const peer of peers.filter(({ name }) => leftOut[name] === undefined)) {
          const run = task(peer);
          if (run === undefined) continue;
          if (size > (peer.longest?.[family] ?? Infinity)) {
            leftOut[peer.name] = `too slow above ${peer.longest![family]}`;
            continue;
          }
          let found: unknown;
          try {
            const took = timeOf(() => found = run());
            if (canonical(found) !== expected) leftOut[peer.name] = `wrong at ${size}`;
            else if (took > ONCE_MS) timedOnce.push({ name: peer.name, milliseconds: took });
            else contestants.push({ name: peer.name, run });
            // Time grows at least with the size.
            if (took * 10 > PATIENCE_MS) leftOut[peer.name] ??= `too slow above ${size}`;
          } catch (error) {
            leftOut[peer.name] = `fails at ${size}: ${(error as Error).message.slice(0, 60)}`;
          }
        }
        const [mine, ...others] = compare(contestants);
        report({ family, size, operation, ours: mine, peers: [...others, ...timedOnce], leftOut: { ...leftOut } });
      }
    }
  }
}

function taskOf(peer: Peer, operation: Operation, a: string[], b: string[], addresses: string[]): (() => unknown) | undefined {
  if (operation === 'aggregate') return peer.aggregate && (() => peer.aggregate!(a));
  if (operation === 'lookup') {
    const prepared = peer.lookup?.(a);
    return prepared && (() => prepared(addresses));
  }
  const run = peer[operation];
  return run && (() => run(a, b));
}

/** A form in which equal results are equal: in canonical order and spelling, with the length of single addresses. */
function canonical(result: unknown): string {
  if (!Array.isArray(result)) return String(result);
  const texts = (result as string[]).map((text) => text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  const sorted = texts.map((text) => Prefix.parse(text)).sort(Prefix.compare);
  return sorted.join();
}
