/** The direction in which a connection is opened, seen from the customer's network. */
export enum Direction {
  /** From outside into the customer's network. */
  INBOUND = 'inbound',

  /** From the customer's network to the outside. */
  OUTBOUND = 'outbound',
}
