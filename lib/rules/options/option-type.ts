/** What an option takes: checks a value that JavaScript, or a context value, may have made anything at all. */
export interface OptionType<Value> {
  /**
   * @param option its name, for the message
   * @returns the value, in the form that the rest of the library relies on
   * @throws EndpointError `InvalidOption`, or the code of what is wrong with a value of the right kind
   */
  readonly read: (option: string, value: unknown) => Value;

  /** Whether the option must be given. */
  readonly required?: boolean;
}

/** An option that must be given. */
export interface RequiredOptionType<Value> extends OptionType<Value> {
  readonly required: true;
}

/** What every option of an interface takes; the compiler asks for an entry for each, and for `required` where it is. */
export type OptionTypes<Props> = {
  readonly [Name in keyof Props]-?: object extends Pick<Props, Name> ? OptionType<NonNullable<Props[Name]>> : RequiredOptionType<Props[Name]>
};

/** The same for an option that must be given. */
export function required<Value>(type: OptionType<Value>): RequiredOptionType<Value> {
  return { ...type, required: true };
}
