/** What happens when an enforcement point cannot express a rule. */
export enum OnUnsupported {
  /** Synthesis fails, naming the row, the reason and the alternatives. */
  FAIL = 'fail',

  /** The rule is left out, with a warning. Less is admitted than was asked for, never more. */
  WARN = 'warn',
}
