import { type Finding, FindingCode, type Uncovered, type Unresolved } from '../document/finding';

/** Findings that leave a reading exact and the document acceptable. */
const HARMLESS = [FindingCode.UNKNOWN_GROUP, FindingCode.NOT_ATTACHED];

/** What was found while documents were read, beside what they admit. */
export interface Remarks {
  readonly unresolved: readonly Unresolved[];
  readonly findings: readonly Finding[];
  readonly uncovered: readonly Uncovered[];
}

/** What stands in the way of proving anything, one line each; empty where nothing does. */
export function doubtsOf({ unresolved, findings, uncovered }: Remarks): string[] {
  return [
    ...unresolved.map(({ path, text }) => `unresolved: ${path} ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`),
    ...findings.filter(({ code }) => !HARMLESS.includes(code)).map(({ code, path, message }) => `${code}: ${path} ${message}`),
    ...uncovered.filter(({ preventsProof }) => preventsProof).map(({ path, reason }) => `uncovered: ${path} ${reason}`),
  ];
}
