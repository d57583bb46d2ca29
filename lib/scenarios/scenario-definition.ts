/** What a scenario takes from the catalog. */
export interface ScenarioDefinition {
  /** The endpoint set. */
  readonly slug: string;

  /** The flows of that set which this scenario admits; at least one. */
  readonly flows: readonly FlowSelection[];
}

/** One flow of an endpoint set, as a scenario admits it. */
export interface FlowSelection {
  /** Name of the flow. */
  readonly name: string;

  /**
   * TCP ports in place of the published ones, where the row leaves the choice to the user.
   *
   * @default - the published ports
   */
  readonly tcpPorts?: number[];
}
