/** An entry of a platform's list, and the quota that it counts against. */
export interface CountedEntry {
  readonly quota: string;

  /** What the platform compares to find duplicates. */
  readonly key: string;
}

/**
 * How many distinct entries all scenarios have together, by quota.
 *
 * It is kept up to date as scenarios come, so that what is too much is said with the scenario that brings it, and nothing
 * is rendered to find out.
 */
export class EntryCounter {
  private readonly byScenario = new Map<string, readonly CountedEntry[]>();
  private readonly uses = new Map<string, Map<string, number>>();

  /** Counts the entries of a scenario, in place of those that it had before. */
  count(scenario: string, entries: readonly CountedEntry[]): void {
    (this.byScenario.get(scenario) ?? []).forEach((entry) => this.use(entry, -1));
    this.byScenario.set(scenario, entries);
    entries.forEach((entry) => this.use(entry, 1));
  }

  /** How many distinct entries there are of `quota`. */
  of(quota: string): number {
    return this.uses.get(quota)?.size ?? 0;
  }

  /** The quotas that have entries. */
  get quotas(): string[] {
    return [...this.uses.keys()].filter((quota) => this.of(quota) > 0);
  }

  private use({ quota, key }: CountedEntry, change: 1 | -1): void {
    const uses = this.uses.get(quota) ?? new Map<string, number>();
    this.uses.set(quota, uses);
    const count = (uses.get(key) ?? 0) + change;
    if (count === 0) uses.delete(key);
    else uses.set(key, count);
  }
}
