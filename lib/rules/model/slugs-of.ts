import { RuleSet } from './rule-set';

/** The endpoint sets behind rule sets, each once, for messages. */
export function slugsOf(ruleSets: readonly RuleSet[]): string[] {
  return [...new Set(ruleSets.flatMap(({ provenance }) => provenance.sets.map(({ slug }) => slug)))];
}
