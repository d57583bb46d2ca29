import { FindingCode, type Proof, type TrafficResult, Verdict } from '../../verify';
import { printable, type Style } from '../shell/style';

/** The verdict on one enforcement point. What was not understood may be about any of them. */
export function verdictsOf(proof: Proof): (readonly [group: string, verdict: Verdict])[] {
  const isDifferent = (group: string) => [...proof.missing, ...proof.extra].some(({ groups }) => groups.includes(group));
  const hasDoubts = proof.verdict === Verdict.UNPROVEN || proof.unresolved.length > 0 || proof.uncovered.some(({ preventsProof }) => preventsProof)
    || proof.findings.some(({ code }) => code !== FindingCode.NOT_ATTACHED && code !== FindingCode.UNKNOWN_GROUP);
  return proof.groups.map((group) => [group, isDifferent(group) ? Verdict.DIFFERENT : hasDoubts ? Verdict.UNPROVEN : Verdict.EQUAL]);
}

/** Groups that nothing in the documents names: they may enforce nothing. */
export function notAttached({ findings }: Proof): string[] {
  return findings.filter(({ code }) => code === FindingCode.NOT_ATTACHED).map(({ path }) => path);
}

/** The verdict, a line for each enforcement point, then every difference with its explanation. */
export function renderProof(proof: Proof, meant: string, style: Style): string {
  const paint = { [Verdict.EQUAL]: style.green, [Verdict.DIFFERENT]: style.red, [Verdict.UNPROVEN]: style.yellow };
  const [, ...details] = `${proof}`.split('\n');
  return [
    `${paint[proof.verdict](style.bold(proof.verdict))}: ${meant}`,
    ...verdictsOf(proof).map(([group, verdict]) => `  ${paint[verdict](verdict.padEnd(9))}  ${printable(group)}`),
    ...details.map((line) => `  ${printable(line).trim()}`),
  ].join('\n');
}

/** A line for each test, with what contradicts it. */
export function renderTests(results: readonly TrafficResult[], style: Style): string {
  const paint = { passed: style.green, failed: style.red, unproven: style.yellow };
  return results.flatMap(({ expected, traffic, verdict, reasons }) => [
    `${paint[verdict](verdict.padEnd(8))}  ${expected} ${traffic}`, ...reasons.map((reason) => `  ${printable(reason)}`),
  ]).join('\n');
}
