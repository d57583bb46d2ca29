/** What the tool tells the shell. Part of the public contract; documented in `docs/cli.md` and in `--help`. */
export enum ExitCode {
  /** The question was answered, or the work was done. */
  OK = 0,
  /** Nothing was found, a document has findings of severity error, or `verify` or `report` did not find it equal. */
  FINDINGS = 1,
  /** The arguments are wrong; nothing was done. */
  USAGE = 2,
  /** `update --check`: something newer exists. */
  NEWER = 3,
  /** The guard refuses something, which was not written. */
  REFUSED = 4,
  /** A file, the network, the web service or the page failed; what it failed for was not written. */
  FAILED = 5,
  /** `verify` and `report`: equal, and nothing in the documents names the filter, so that it may enforce nothing. */
  NOT_ATTACHED = 6,
}

/** What each code means, for `--help`. */
export const EXIT_CODE_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [ExitCode.OK, 'answered, or done'],
  [ExitCode.FINDINGS, 'nothing found; findings of severity error; verify and report: different or unproven'],
  [ExitCode.USAGE, 'wrong usage'],
  [ExitCode.NEWER, 'update --check: newer data exists'],
  [ExitCode.REFUSED, 'the guard refused something; it was not written'],
  [ExitCode.FAILED, 'a file, the network, the web service or the page failed; the affected data was not written'],
  [ExitCode.NOT_ATTACHED, 'verify and report: equal, but attached to nothing in the documents'],
];
