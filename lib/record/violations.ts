import { EndpointError } from '../messages/errors';
import { type Difference, FindingCode, type Proof } from '../verify';
import { compareWithRecord, type RecordedComparison, type RecordOptions } from './compare-with-record';
import { TrafficRule, type Violation } from './traffic-rule';

const FIXES: Readonly<Record<TrafficRule, string>> = {
  [TrafficRule.EXTRA_ADMITTED]: 'remove what adds the rule (an aspect, an escape hatch, allowFrom or addIngressRule), or name its peer in additionalPeers of the scenario, with a reason',
  [TrafficRule.MISSING_ADMITTED]: 'remove what drops, narrows or shadows the rule, or name its peer in excludedPeers of the scenario',
  [TrafficRule.NOT_ATTACHED]: 'attach the filter, or leave it as it is when another stack does',
  [TrafficRule.QUOTA_EXCEEDED]: 'spread the rules over more filters, merge them with maxRules or maxPrefixes, or have the quota raised',
  [TrafficRule.UNPROVEN]: 'write the value so that it is known at synthesis, or prove what is deployed with m365-endpoints verify',
};

/** Findings about a quota. */
const QUOTAS = [
  FindingCode.TOO_MANY_RULES, FindingCode.TOO_MANY_ENTRIES, FindingCode.TOO_MANY_PREFIXES, FindingCode.TOO_MANY_PAIRS, FindingCode.TOO_MANY_IP_GROUPS,
  FindingCode.GROUP_TOO_LARGE, FindingCode.POLICY_TOO_LONG,
];

/** Where the filters of a synthesised document are not as it records that the scenarios mean them; none where it records nothing. */
export function violationsIn(document: unknown, options: RecordOptions): Violation[] {
  try {
    const violations = compareWithRecord(document, options)?.comparisons.flatMap(violationsOf) ?? [];
    return [...new Map(violations.map((one) => [`${one.rule} ${one.place} ${one.description}`, one])).values()];
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    return [violation(TrafficRule.UNPROVEN, '', error.message)];
  }
}

function violationsOf({ points, meant, proof }: RecordedComparison): Violation[] {
  const point = points.join(', ');
  const different = (rule: TrafficRule, whoAdmits: string, { rule: written, groups, traffic }: Difference) => {
    const byRule = written?.description === undefined ? '' : `, by the rule ${JSON.stringify(written.description)}`;
    return violation(rule, written?.path ?? groups[0], `${whoAdmits} ${traffic}${byRule}; ${point} means ${meant}`);
  };
  const nobody = (groups: readonly string[]) => (groups.length === 1 ? `${groups[0]} does not admit` : `none of ${groups.join(', ')} admits`);
  return [
    ...proof.extra.map((one) => different(TrafficRule.EXTRA_ADMITTED, `${one.groups.join(', ')} ${one.groups.length === 1 ? 'admits' : 'admit'}`, one)),
    ...proof.missing.map((one) => different(TrafficRule.MISSING_ADMITTED, nobody(one.groups), one)),
    ...proof.points.filter(({ isUnused }) => isUnused).map(({ reading: { key } }) => (
      violation(TrafficRule.NOT_ATTACHED, key, `nothing in this stack names ${key} of ${point}, so it may enforce nothing`, false)
    )),
    ...doubts(proof, point),
  ];
}

function doubts({ findings, unresolved, uncovered }: Proof, point: string): Violation[] {
  const harmless = [FindingCode.NOT_ATTACHED, FindingCode.UNKNOWN_GROUP];
  const serious = findings.filter(({ code }) => !harmless.includes(code));
  const [quotas, others] = [true, false].map((isQuota) => serious.filter(({ code }) => QUOTAS.includes(code) === isQuota));
  return [
    ...quotas.map(({ path, message }) => violation(TrafficRule.QUOTA_EXCEEDED, path, `${path} ${message}`)),
    ...others.map(({ code, path, message }) => violation(TrafficRule.UNPROVEN, path, `${code}: ${path} ${message}`)),
    ...unresolved.map(({ path, text }) => violation(TrafficRule.UNPROVEN, path, `what ${path} is cannot be told before the deployment: ${text.slice(0, 200)}`)),
    ...uncovered.filter(({ preventsProof }) => preventsProof).map(({ path, reason }) => violation(TrafficRule.UNPROVEN, path, `${path || point} ${reason}`)),
  ];
}

function violation(rule: TrafficRule, place: string, description: string, isError = true): Violation {
  return { rule, place, description, fix: FIXES[rule], isError };
}
