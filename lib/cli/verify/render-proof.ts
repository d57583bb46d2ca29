import { type Proof, type TrafficResult, Verdict } from '../../verify';
import { printable, type Style } from '../shell/style';
import type { UnrecordedFilter } from './compare-records';

/** The verdict, a line for each enforcement point, then every difference with its explanation. */
export function renderProof(proof: Proof, meant: string, style: Style): string {
  const paint = { [Verdict.EQUAL]: style.green, [Verdict.DIFFERENT]: style.red, [Verdict.UNPROVEN]: style.yellow };
  const [, ...details] = `${proof}`.split('\n');
  return [
    `${paint[proof.verdict](style.bold(proof.verdict))}: ${meant}`,
    ...proof.points.map(({ reading: { key }, verdict }) => `  ${paint[verdict](verdict.padEnd(9))}  ${printable(key)}`),
    ...details.map((line) => `  ${printable(line).trim()}`),
  ].join('\n');
}

/** A line for a filter that no record names. */
export function renderUnrecorded({ document, key, isOurs }: UnrecordedFilter, style: Style): string {
  const text = `${printable(key)} of ${printable(document)}`;
  return isOurs
    ? `${style.yellow('unproven')}: ${text} has rules of this library and no record of what they were made from: name what you expect with --allows`
    : `not compared: ${text} has no record`;
}

/** A line for each test, with what contradicts it. */
export function renderTests(results: readonly TrafficResult[], style: Style): string {
  const paint = { passed: style.green, failed: style.red, unproven: style.yellow };
  return results.flatMap(({ expected, traffic, verdict, reasons }) => [
    `${paint[verdict](verdict.padEnd(8))}  ${expected} ${traffic}`, ...reasons.map((reason) => `  ${printable(reason)}`),
  ]).join('\n');
}
