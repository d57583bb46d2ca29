/** How much of a limit of its platform a filter takes. */
export interface Quota {
  /** What is counted: `inbound IPv4 rules`. */
  readonly name: string;
  readonly used: number;
  readonly limit: number;
}
