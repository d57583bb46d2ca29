/**
 * What the readers of a document looked at: of one value, with the same of every value inside it.
 *
 * A value that no reader looked at may change what is admitted, so it is never passed over: see `JsonNode.unread`.
 */
export class ReadLog {
  /** The value is accounted for with everything inside it. */
  isAccountedFor = false;

  private inside?: Map<string | number, ReadLog>;

  /** @param isLookedAt whether the value itself is known to its reader, but not yet what is inside it */
  constructor(public isLookedAt = false) {}

  /** @param key of an object, or the index in a list */
  at(key: string | number): ReadLog {
    this.inside ??= new Map();
    let log = this.inside.get(key);
    if (log === undefined) this.inside.set(key, log = new ReadLog());
    return log;
  }
}
