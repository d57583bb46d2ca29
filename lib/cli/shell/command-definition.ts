/** An option of a command. */
export interface OptionDefinition {
  /** What stands for its value in `--help`, such as `<cloud>`; a flag has none. */
  readonly value?: string;

  /** Whether it may be given more than once. */
  readonly isMultiple?: boolean;

  /** One line, lower case. */
  readonly help: string;
}

/** All that is known of a command before its code is loaded. */
export interface CommandDefinition {
  readonly name: string;

  /** One line, lower case. */
  readonly summary: string;

  /** What stands for its arguments in `--help`, such as `<slug|id>`; empty when it takes none. */
  readonly arguments: string;

  /** Fewest and most arguments. */
  readonly count: readonly [number, number];

  readonly options: Readonly<Record<string, OptionDefinition>>;

  /** Paragraphs below the options in `--help`. */
  readonly notes: readonly string[];

  /** Command lines to copy. */
  readonly examples: readonly string[];
}
