import { FilterKind } from '../../document/filter-kind';
import { FindingCode } from '../../document/finding';
import type { JsonNode } from '../../document/json-node';
import type { Quota } from '../../document/quota';
import type { Report } from '../../document/report';
import { readSources, type Sources } from '../filter/read-sources';
import { mostEntries } from '../filter/web-condition';
import type { WebFilter, WebRule } from '../filter/web-filter';
import { onlyBlock, readWafStatement, type WafDialect } from './waf-statement';

/** @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
const ADDRESSES_PER_SET = 10_000;

/** What a web ACL, rule group or IP set says that changes nothing of what it admits. */
const IRRELEVANT = [
  'Name', 'Description', 'Scope', 'Tags', 'VisibilityConfig', 'CaptchaConfig', 'ChallengeConfig', 'CustomResponseBodies', 'TokenDomains',
  'AssociationConfig', 'DataProtectionConfig', 'ApplicationConfig', 'Capacity', 'AvailableLabels', 'ConsumedLabels',
] as const;

/** What a rule says beside its statement and action. A label matters where another rule looks for it, which then says so. */
const IRRELEVANT_OF_RULE = ['VisibilityConfig', 'RuleLabels', 'CaptchaConfig', 'ChallengeConfig'] as const;

/** What an action says of the answer, or of headers that it adds. */
const ANSWER = ['CustomResponse', 'CustomRequestHandling'] as const;

/** Declares the properties irrelevant that a web ACL, rule group or IP set has beside its rules or addresses. */
export function ignoreWafProperties(node: JsonNode, dialect: WafDialect): void {
  node.ignore(...IRRELEVANT.map((name) => dialect.spell(name)));
}

/** Reads what an IP set holds, and reports what AWS WAF would reject of it. */
export function readIpSet(set: JsonNode, dialect: WafDialect, report: Report): Sources {
  ignoreWafProperties(set, dialect);
  const list = set.at(dialect.spell('Addresses'));
  const sources = readSources(list, dialect.values, report, false);
  const version = dialect.values.text(set.at(dialect.spell('IPAddressVersion')));
  if (version !== undefined && sources.cidrs.some(({ family }) => family !== version.toLowerCase())) {
    report.find(FindingCode.WRONG_FAMILY, list.path, `holds prefixes that are not ${version}`);
  }
  if (sources.cidrs.some(({ text }) => text.endsWith('/0'))) {
    report.find(FindingCode.WHOLE_FAMILY, list.path, 'holds a prefix of length zero, which AWS WAF rejects');
  }
  if (sources.cidrs.length > ADDRESSES_PER_SET) {
    report.find(FindingCode.TOO_MANY_PREFIXES, list.path, `holds ${sources.cidrs.length} prefixes, the limit is ${ADDRESSES_PER_SET}`);
  }
  return sources;
}

/** A web ACL or rule group as a filter, with what the largest IP set that its rules name takes. */
export function wafFilter(filter: Pick<WebFilter, 'key' | 'path' | 'rules' | 'otherwise'>): WebFilter {
  const used = Math.max(0, ...filter.rules.map(({ condition }) => mostEntries(condition)));
  const quotas: Quota[] = used === 0 ? [] : [{ name: 'prefixes in the largest IP set', used, limit: ADDRESSES_PER_SET }];
  return { ...filter, kind: FilterKind.WEB_ACL, quotas };
}

/**
 * Reads the rules of a web ACL or rule group, in order of evaluation.
 *
 * @param groupRules the rules of the rule group that an ARN names; undefined when the document does not declare it
 */
export function readWafRules(
  list: JsonNode, dialect: WafDialect, groupRules: (arn: JsonNode) => readonly WebRule[] | undefined, report: Report,
): WebRule[] {
  const placed = dialect.values.items(list)
    .map((rule) => ({ rule, priority: dialect.values.integer(rule.at(dialect.spell('Priority'))) ?? 0 }))
    .sort((a, b) => a.priority - b.priority);
  placed.forEach(({ rule, priority }, i) => {
    if (placed[i - 1]?.priority === priority) report.find(FindingCode.DUPLICATE_PRIORITY, rule.path, `has priority ${priority}, which another rule has already`);
  });
  return placed.flatMap(({ rule, priority }): readonly WebRule[] => {
    rule.ignore(...IRRELEVANT_OF_RULE.map((name) => dialect.spell(name)));
    const name = dialect.values.name(rule.at(dialect.spell('Name')));
    const statement = onlyBlock(rule.at(dialect.spell('Statement')), dialect.values);
    if (statement === undefined) return [];
    const reference = statement.at(dialect.spell('RuleGroupReferenceStatement'));
    const managed = statement.at(dialect.spell('ManagedRuleGroupStatement'));
    if (!dialect.values.isNothing(managed)) return readManagedGroup(rule, managed, dialect, report);
    if (!dialect.values.isNothing(reference)) return readReference(rule, reference, dialect, groupRules, report);
    return [{
      path: rule.path,
      name,
      priority,
      action: readAction(rule.at(dialect.spell('Action')), dialect, report),
      condition: readWafStatement(statement, dialect, report),
    }];
  });
}

/** A rule group of AWS or of a vendor, whose rules no document holds: it changes nothing only when all of it counts. */
function readManagedGroup(rule: JsonNode, group: JsonNode, dialect: WafDialect, report: Report): WebRule[] {
  if (countsOnly(rule, dialect, report)) group.account();
  else report.unresolve(group);
  return [];
}

function readReference(
  rule: JsonNode, block: JsonNode, dialect: WafDialect, groupRules: (arn: JsonNode) => readonly WebRule[] | undefined, report: Report,
): WebRule[] {
  const reference = onlyBlock(block, dialect.values);
  if (reference === undefined) return [];
  const arn = reference.at(dialect.spell('Arn'));
  const nested = groupRules(arn);
  if (nested === undefined) report.unresolve(arn);
  const counts = countsOnly(rule, dialect, report);
  const overridden = readOverrides(reference, dialect, report);
  if (overridden.size > 0 && nested?.some(({ name }) => name === undefined)) report.unresolve(reference);
  return (nested ?? []).map((inner) => ({ ...inner, action: counts ? 'count' : overridden.get(inner.name ?? '') ?? inner.action }));
}

/** Whether a reference makes all of its rule group count. */
function countsOnly(rule: JsonNode, dialect: WafDialect, report: Report): boolean {
  return readChoice(rule.at(dialect.spell('OverrideAction')), { None: false, Count: true }, dialect, report) ?? false;
}

/** What a reference does with rules of its rule group, by name, in place of their own action. */
function readOverrides(reference: JsonNode, dialect: WafDialect, report: Report): Map<string, WebRule['action']> {
  const items = (name: string) => dialect.values.items(reference.at(dialect.spell(name)));
  const nameOf = (rule: JsonNode) => dialect.values.text(rule.at(dialect.spell('Name'))) ?? '';
  return new Map([
    ...items('ExcludedRules').map((rule) => [nameOf(rule), 'count'] as const),
    ...items('RuleActionOverrides').map((rule) => [nameOf(rule), readAction(rule.at(dialect.spell('ActionToUse')), dialect, report)] as const),
  ]);
}

/** A challenge, and an action that is not known, may let some requests through: read as letting all of them, and `unresolved`. */
function readAction(action: JsonNode, dialect: WafDialect, report: Report): WebRule['action'] {
  return readChoice(action, { Allow: 'allow', Block: 'block', Count: 'count' } as const, dialect, report) ?? 'count';
}

/** What the one key of a block stands for, whatever the answer or the headers inside it; undefined, and `unresolved`, for any other. */
export function readChoice<T>(node: JsonNode, choices: Readonly<Record<string, T>>, dialect: WafDialect, report: Report): T | undefined {
  const blocks = dialect.values.isKnown(node) ? node.itemsOrSelf() : [];
  const given = blocks.flatMap((block) => (dialect.values.isKnown(block) ? block.entries() : []))
    .filter(([, value]) => !dialect.values.isNothing(value));
  const chosen = Object.entries(choices).find(([name]) => given.length === 1 && dialect.spell(name) === given[0][0]);
  if (chosen === undefined || !dialect.values.isKnown(given[0][1])) {
    report.unresolve(node);
    return undefined;
  }
  const inner = given[0][1];
  inner.itemsOrSelf().forEach((block) => block.ignore(...ANSWER.map((name) => dialect.spell(name))));
  return chosen[1];
}
