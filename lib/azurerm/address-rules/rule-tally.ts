import { Direction } from '../../net';
import { FittedRule } from '../../rules/fit/fit';
import { AddressRule, UnplacedRule } from './address-rules';

/** How many rules there are, and how many prefixes, tags and groups of either side, by direction. */
export class RuleCounts {
  static of(rules: readonly CountedRule[]): RuleCounts {
    return new RuleCounts().plus(rules);
  }

  constructor(private readonly ruleCount = NONE, private readonly remoteCount = NONE, private readonly localCount = NONE) {}

  /** These and more. */
  plus(more: readonly CountedRule[]): RuleCounts {
    const rules = { ...this.ruleCount };
    const remotes = { ...this.remoteCount };
    const locals = { ...this.localCount };
    for (const { direction, remotePrefixes, local } of more) {
      rules[direction]++;
      remotes[direction] += Math.max(1, remotePrefixes.length);
      locals[direction] += local.prefixes.length + local.groupIds.length;
    }
    return new RuleCounts(rules, remotes, locals);
  }

  /** Rules of one direction, or of both. */
  rules(direction?: Direction): number {
    return sumOf(this.ruleCount, direction);
  }

  /** Entries of the remote sides of rules of one direction, or of both. */
  remotes(direction?: Direction): number {
    return sumOf(this.remoteCount, direction);
  }

  /** Entries of the local sides of rules of one direction, or of both. */
  locals(direction?: Direction): number {
    return sumOf(this.localCount, direction);
  }
}

type CountedRule = Pick<AddressRule, 'direction' | 'remotePrefixes' | 'local'>;
type Counts = Readonly<Record<Direction, number>>;

const NONE: Counts = { [Direction.INBOUND]: 0, [Direction.OUTBOUND]: 0 };

function sumOf(counts: Counts, direction: Direction | undefined): number {
  return direction === undefined ? counts.inbound + counts.outbound : counts[direction];
}

/** What an enforcement point has taken so far, counted so that it is known to fit without being rendered. */
export class RuleTally {
  /** What there is without a budget. */
  counts = new RuleCounts();

  private readonly everyName: string[] = [];
  private readonly distinct = new Set<string>();
  private readonly everyPair = new Set<string>();
  private readonly entries = new Map<Direction, number>();

  /**
   * @param fitted what a scenario asks for
   * @param rules the rules that it takes
   */
  add(fitted: readonly FittedRule[], rules: readonly UnplacedRule[]): void {
    this.counts = this.counts.plus(rules);
    for (const { direction, peers } of fitted) {
      this.entries.set(direction, (this.entries.get(direction) ?? 0) + peers.length);
    }
    for (const { name, pair } of rules) {
      this.everyName.push(name);
      this.distinct.add(name.toLowerCase());
      this.everyPair.add(pair);
    }
  }

  get names(): readonly string[] {
    return this.everyName;
  }

  get hasDistinctNames(): boolean {
    return this.distinct.size === this.everyName.length;
  }

  /** How many flows, by protocol and scenario, have rules. */
  get pairs(): number {
    return this.everyPair.size;
  }

  /** Prefixes that count against the budget of a direction, where there are most. */
  get mostEntries(): number {
    return Math.max(0, ...this.entries.values());
  }
}
