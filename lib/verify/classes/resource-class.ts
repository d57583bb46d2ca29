/** What a type of resources has to do with the traffic that a proof is about. */
export enum Bearing {
  /** A reader reads it; what it does not understand is under `unresolved`. */
  READ = 'read',
  /** Admits or refuses traffic, or may change what does, and is not read: `unresolved` where it names something that is read. */
  RELEVANT = 'relevant',
  /** As `RELEVANT`, and it need not name what it changes: `unresolved` wherever it stands. */
  EVERYWHERE = 'everywhere',
  /** As `RELEVANT`, and everyone reaches it: nothing is proven as long as every group of the document is compared. */
  OPEN = 'open',
  /** Does not change what a filter admits; it may carry the filter. */
  IRRELEVANT = 'irrelevant',
}

/** A class of resource types, with its reason. */
export interface ResourceClass {
  readonly bearing: Bearing;
  readonly pattern: RegExp;
  /** Said of a resource of the class: `is read`. */
  readonly why: string;
}

/**
 * Every type whose name is one of `names`: patterns, separated by space.
 *
 * @param prefix what the names leave out in front
 * @param rest a pattern of what they leave out behind
 */
export function typesOf(prefix: string, names: string, rest = ''): RegExp {
  return new RegExp(`^${prefix}(?:${names.trim().split(/\s+/).join('|')})${rest}$`);
}
