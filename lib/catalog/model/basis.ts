/** What a fact rests on. */
export enum Basis {
  /** The published row says it. */
  STATED = 'stated',

  /** The published row refers to another published set, or it follows from one. */
  DERIVED = 'derived',

  /** A vendor document linked from the row says it. */
  VENDOR = 'vendor',

  /** The app added it. */
  USER = 'user',
}
