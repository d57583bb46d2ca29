/** What a proof comes to. */
export enum Verdict {
  /** Exactly what is meant is admitted. The only success. */
  EQUAL = 'equal',
  /** Something else than what is meant is admitted. */
  DIFFERENT = 'different',
  /** No difference was found, and something was not understood: nothing is proven. */
  UNPROVEN = 'unproven',
}

/** The verdict on differences that were found, or on doubts where none were. */
export function verdictOn(isDifferent: boolean, isDoubtful: boolean): Verdict {
  return isDifferent ? Verdict.DIFFERENT : isDoubtful ? Verdict.UNPROVEN : Verdict.EQUAL;
}
