/**
 * Which values of a document its readers have looked at, by JSON path.
 *
 * A value that no reader looked at may change what is admitted, so it is never passed over: see `JsonNode.unread`.
 */
export class ReadLog {
  private readonly looked = new Set<string>();
  private readonly whole = new Set<string>();

  /** The value itself is known to its reader, but not yet what is inside it. */
  lookAt(path: string): void {
    this.looked.add(path);
  }

  /** The value is accounted for with everything inside it. */
  account(path: string): void {
    this.whole.add(path);
  }

  hasLookedAt(path: string): boolean {
    return this.looked.has(path);
  }

  accountsFor(path: string): boolean {
    return this.whole.has(path);
  }
}
