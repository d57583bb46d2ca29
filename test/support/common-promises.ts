/** Sentences that stand on several pages, with their tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../../lib/catalog';
import { PagePromises, testsOf } from './promises';

const budget = testsOf('cross-platform/budget.test.ts');

/** Fails when a published flow has port 53. */
export function expectNothingForDns(): void {
  const flows = Catalog.bundled().where({}).flatMap(({ flows: published }) => published);
  const ports = flows.flatMap(({ tcpPorts, udpPorts }) => [...tcpPorts.ranges, ...udpPorts.ranges]);
  expect(flows.length).toBeGreaterThan(200);
  expect(ports.filter(({ first, last }) => first <= 53 && last >= 53)).toEqual([]);
}

/** What the pages of enforcement points say about DNS. */
export function dnsIsLeftOpen({ promise }: PagePromises): void {
  promise("[Microsoft's page lists no endpoints for it](../sources.md#what-the-page-covers)", expectNothingForDns);
}

/** What they say about a budget: `subject` is what `maxPrefixes` bounds. */
export function budgetIsBounded({ proven }: PagePromises, sentence: string): void {
  proven(sentence, budget('admits exactly what is meant and what is said to be extra, within both bounds'), budget('fails with %j, and says what it would take'));
}

const MATRIX = readFileSync(join(__dirname, '..', 'cross-platform', '__snapshots__', 'matrix.test.ts.snap'), 'utf8');

/** What becomes of a case on an enforcement point in its first cloud, by the matrix that `cross-platform/matrix.test.ts` measures. */
export function outcomeOf(construct: string, tried: string): string | undefined {
  const [first] = MATRIX.split(`exports[\`${tried} 1\`] = \``)[1].split(/^(?! |"| *$)/m).filter((part) => part.trim() !== '');
  return first.split('\n').map((line) => /^ {2}(.+): (\S.*)$/.exec(line)).find((match) => match?.[2].split('; ').some((name) => name.split(' (')[0] === construct))?.[1];
}
