/** What a fact rests on. */
export enum Basis {
  /** The published row says it. */
  STATED = 'stated',

  /** The published row points at another published set, or leaves it to be concluded from one. */
  DERIVED = 'derived',

  /** A vendor document that the row links to says it. */
  VENDOR = 'vendor',

  /** The app added it. */
  USER = 'user',
}
