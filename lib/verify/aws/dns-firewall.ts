import { EndpointError } from '../../messages/errors';
import { Direction } from '../../net';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { AdmittedNames } from '../space/admitted-names';
import { NameSet } from '../space/name-set';

/** One rule of a DNS Firewall rule group, whatever document it stands in. */
export interface DnsRule {
  readonly node: JsonNode;
  readonly priority: number;
  readonly action: string;
  /** The domains of its list; undefined when the document does not declare them. */
  readonly domains: readonly JsonNode[] | undefined;
  /** Whether a name is judged by where it leads as well. */
  readonly inspectsRedirection: boolean;
  /** Settings that narrow the rule and are not understood. */
  readonly others: readonly JsonNode[];
}

/**
 * The names that a rule group of Route 53 Resolver DNS Firewall lets through, when it is the only one of its VPC.
 *
 * The first rule that matches decides, by rising priority; a name that no rule matches is
 * answered. Names are admitted for every protocol and port. Rules that are not understood
 * are under `unresolved`.
 */
export function readDnsRules(rules: readonly DnsRule[], report: Report): AdmittedNames {
  let decided = NameSet.EMPTY;
  let blocked = NameSet.EMPTY;
  for (const rule of [...rules].sort((a, b) => a.priority - b.priority)) {
    const others = rule.others.filter((node) => !node.isAbsent);
    if (rule.domains === undefined || others.length > 0) {
      report.unresolve(rule.node);
      continue;
    }
    const names = rule.domains.map((domain) => domainNames(domain, report)).reduce((all, set) => all.union(set), NameSet.EMPTY);
    if (rule.action === 'BLOCK') blocked = blocked.union(names.subtract(decided));
    else if (rule.inspectsRedirection) report.find(FindingCode.REDIRECTION_INSPECTED, rule.node.path, 'judges names by where they lead as well, read as if it did not');
    decided = decided.union(names);
  }
  return AdmittedNames.onEveryPort(Direction.OUTBOUND, NameSet.ALL.subtract(blocked));
}

/** A domain of a list: `*` is every name, `*.x` every name below x; a star without a dot is not understood. */
function domainNames(domain: JsonNode, report: Report): NameSet {
  const text = domain.text();
  if (text === '*') return NameSet.ALL;
  try {
    if (!/^\*(?!\.)/.test(text)) return NameSet.parse(text);
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
  }
  report.unresolve(domain);
  return NameSet.EMPTY;
}
