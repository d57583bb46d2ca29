/** What a construct is about, for documentation and tools: what its types do not tell. */
export interface ScenarioMetadata {
  /** The endpoint sets that it turns into rules or settings, by slug. */
  readonly slugs: readonly string[];

  /**
   * Whether it takes the sets of the web service, whatever their slugs.
   *
   * @default false
   */
  readonly takesWebService?: boolean;

  /**
   * Props beside `enforcedBy` that it cannot do without, with values as an example shows them.
   *
   * @default - none
   */
  readonly example?: Readonly<Record<string, unknown>>;
}
