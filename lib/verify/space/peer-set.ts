/** A set of remote sides, of whatever kind: what the maps from port, protocol and direction need of it. */
export interface PeerSet<S> {
  readonly isEmpty: boolean;
  union(other: S): S;
  subtract(other: S): S;
  intersect(other: S): S;
  equals(other: S): boolean;
}

/** The union of many sets, joined pairwise so that n sets cost n log n rather than n². */
export function joinSets<S extends PeerSet<S>>(sets: readonly S[], none: S): S {
  let level = sets;
  while (level.length > 1) {
    const joined: S[] = [];
    for (let i = 0; i < level.length; i += 2) joined.push(i + 1 < level.length ? level[i].union(level[i + 1]) : level[i]);
    level = joined;
  }
  return level[0] ?? none;
}
