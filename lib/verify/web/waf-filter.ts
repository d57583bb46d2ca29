import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { readSources, type Sources } from './read-sources';
import { type WafDialect, readWafStatement } from './waf-statement';
import type { WebRule } from './web-filter';

/** @see https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
const ADDRESSES_PER_SET = 10_000;

/** Reads what an IP set holds, and reports what AWS WAF would reject of it. */
export function readIpSet(set: JsonNode, dialect: WafDialect, isUnknown: (node: JsonNode) => boolean, report: Report): Sources {
  const list = set.at(dialect.spell('Addresses'));
  const sources = readSources(isUnknown(list) ? [list] : list.itemsOrSelf(), isUnknown, report, false);
  const version = set.at(dialect.spell('IPAddressVersion')).text();
  if (sources.cidrs.some(({ family }) => family !== version.toLowerCase())) {
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

/**
 * Reads the rules of a web ACL or rule group, in order of evaluation.
 *
 * @param groupRules the rules of the rule group that an ARN names; undefined when the document does not declare it
 */
export function readWafRules(
  rules: readonly JsonNode[], dialect: WafDialect, groupRules: (arn: JsonNode) => readonly WebRule[] | undefined, report: Report,
): WebRule[] {
  const placed = rules.map((rule) => ({ rule, priority: rule.at(dialect.spell('Priority')).integer() })).sort((a, b) => a.priority - b.priority);
  placed.forEach(({ rule, priority }, i) => {
    if (placed[i - 1]?.priority === priority) report.find(FindingCode.DUPLICATE_PRIORITY, rule.path, `has priority ${priority}, which another rule has already`);
  });
  return placed.flatMap(({ rule, priority }): readonly WebRule[] => {
    const statement = one(rule.at(dialect.spell('Statement')));
    const reference = statement.at(dialect.spell('RuleGroupReferenceStatement'));
    if (!reference.isAbsent) {
      const arn = one(reference).at(dialect.spell('Arn'));
      const override = rule.at(dialect.spell('OverrideAction'));
      const counts = override.itemsOrSelf().some((action) => !action.at(dialect.spell('Count')).isAbsent);
      const nested = groupRules(arn);
      if (nested === undefined) report.unresolve(arn);
      const overridden = readOverrides(one(reference), dialect);
      return (nested ?? []).map((inner) => ({ ...inner, action: counts ? 'count' : overridden.get(inner.name ?? '') ?? inner.action }));
    }
    return [{
      path: rule.path,
      name: rule.at(dialect.spell('Name')).text(),
      priority,
      action: readAction(rule.at(dialect.spell('Action')), dialect),
      condition: readWafStatement(statement, dialect, report),
    }];
  });
}

/** What a reference does with rules of its rule group, by name, in place of their own action. */
function readOverrides(reference: JsonNode, dialect: WafDialect): Map<string, WebRule['action']> {
  const items = (name: string) => reference.at(dialect.spell(name)).itemsOrSelf();
  const nameOf = (rule: JsonNode) => rule.at(dialect.spell('Name')).text();
  return new Map([
    ...items('ExcludedRules').map((rule) => [nameOf(rule), 'count'] as const),
    ...items('RuleActionOverrides').map((rule) => [nameOf(rule), readAction(rule.at(dialect.spell('ActionToUse')), dialect)] as const),
  ]);
}

/** A challenge lets some requests through, so it is read as letting all of them. */
function readAction(action: JsonNode, dialect: WafDialect): WebRule['action'] {
  const has = (name: string) => action.itemsOrSelf().some((item) => !item.at(dialect.spell(name)).isAbsent);
  return has('Allow') ? 'allow' : has('Block') ? 'block' : 'count';
}

function one(node: JsonNode): JsonNode {
  const items = node.itemsOrSelf();
  if (items.length !== 1) throw node.malformed('exactly one block');
  return items[0];
}
