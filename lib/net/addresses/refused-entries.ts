import { EndpointError, invalidPrefixes } from '../../messages/errors';
import { Problem } from './prefix-problem';

/** How many bad entries an error names; the others are counted. */
const NAMED_ENTRIES = 10;

/** The bad entries of a builder, which are reported together. */
export class RefusedEntries {
  private readonly named: (Problem & { position: number; text: unknown })[] = [];
  private count = 0;

  /** @param position the number of the entry among all, from 1 */
  add(position: number, text: unknown, explain: (text: unknown) => Problem): void {
    if (this.count++ >= NAMED_ENTRIES) return;
    this.named.push({ position, text, ...explain(text) });
  }

  /**
   * @param entries how many there are, good and bad
   * @returns undefined when there is no bad one
   */
  error(entries: number): EndpointError | undefined {
    return this.count === 0 ? undefined : invalidPrefixes(this.named, this.count, entries);
  }
}
