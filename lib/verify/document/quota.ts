/** How much of a limit of its platform a filter takes. */
export interface Quota {
  /** What is counted: `inbound IPv4 rules`. */
  readonly name: string;

  /** How many of them the filter has. */
  readonly used: number;

  /** How many its platform allows. */
  readonly limit: number;
}
