import { EndpointError } from '../../messages/errors';
import { Direction } from '../../net';
import { FilterKind } from '../document/filter-kind';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { AdmittedNames } from '../space/admitted-names';
import { NameSet } from '../space/name-set';
import { joinSets } from '../space/peer-set';
import type { FirewallDialect } from './firewall-dialect';
import { firewallReading, firewallRule } from './firewall-reading';

/** What a rule says of the answer to a blocked query, and of itself, apart from which queries it decides. */
const ANSWER = ['Name', 'BlockResponse', 'BlockOverrideDnsType', 'BlockOverrideDomain', 'BlockOverrideTtl'];

/** Rules of a rule group. @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-entities-resolver-dns-firewall */
const RULES_PER_GROUP = 100;

/** What narrows a rule, or says whether it stands at all, and is not understood. */
const NARROWING = ['Qtype', 'DnsThreatProtection', 'FirewallThreatProtectionId', 'ConfidenceThreshold', 'Status', 'FirewallRuleType', 'count', 'for_each'];

/** The domain lists of a document. One that no rule names has no effect, whatever it holds. */
export class DomainLists {
  private readonly named = new Set<string>();

  /** @param lists by key */
  constructor(private readonly lists: ReadonlyMap<string, JsonNode>) {}

  find(key: string): JsonNode | undefined {
    this.named.add(key);
    return this.lists.get(key);
  }

  /** Accounts for the lists that were never found. */
  leaveOthers(): void {
    [...this.lists].filter(([key]) => !this.named.has(key)).forEach(([, list]) => list.account());
  }
}

/** A rule that is understood. */
interface DnsRule {
  readonly node: JsonNode;
  readonly priority: number;
  readonly blocks: boolean;
  readonly names: NameSet;
}

/**
 * The names that a rule group of Route 53 Resolver DNS Firewall lets through, when it is the only one of its VPC.
 *
 * The first rule that matches decides, by rising priority; a name that no rule matches is
 * answered. Names are admitted for every protocol and port. Rules that are not understood
 * are under `unresolved`.
 *
 */
export function readDnsFirewallGroup(
  key: string, written: readonly JsonNode[], lists: DomainLists, dialect: FirewallDialect, report: Report,
): GroupReading {
  const rules = written.map((node) => readRule(node, lists, dialect, report)).filter((rule) => rule !== undefined)
    .sort((a, b) => a.priority - b.priority);
  rules.forEach(({ node, priority }, i) => {
    if (rules[i - 1]?.priority === priority) report.find(FindingCode.DUPLICATE_PRIORITY, node.path, `has priority ${priority}, which another rule has already`);
  });
  let decided = NameSet.EMPTY;
  let blocked = NameSet.EMPTY;
  for (const rule of rules) {
    if (rule.blocks) blocked = blocked.union(rule.names.subtract(decided));
    decided = decided.union(rule.names);
  }
  const readings = rules.map(({ node, blocks, names }) => firewallRule(node.path, names.describe().join(' '), Direction.OUTBOUND, blocks ? 'deny' : 'allow'));
  return firewallReading(key, readings, AdmittedNames.onEveryPort(Direction.OUTBOUND, NameSet.ALL.subtract(blocked)), {
    kind: FilterKind.DNS_FIREWALL, quotas: [{ name: 'rules', used: written.length, limit: RULES_PER_GROUP }], knowsNamesOnly: true,
  });
}

function readRule(node: JsonNode, lists: DomainLists, dialect: FirewallDialect, report: Report): DnsRule | undefined {
  const { literals, spell } = dialect;
  const at = (name: string) => node.at(spell(name));
  node.ignore(...ANSWER.map(spell));
  const priority = literals.integer(at('Priority'));
  const blocks = literals.choice(at('Action'), { ALLOW: false, ALERT: false, BLOCK: true });
  const trusted = !literals.isNothing(at('FirewallDomainRedirectionAction'))
    && literals.choice(at('FirewallDomainRedirectionAction'), { TRUST_REDIRECTION_DOMAIN: true, INSPECT_REDIRECTION_DOMAIN: false });
  const reference = at('FirewallDomainListId');
  const list = literals.isNothing(reference) ? undefined : lists.find(dialect.target(reference, 'Id', 'aws_route53_resolver_firewall_domain_list'));
  const domains = list?.at(spell('Domains'));
  const isNarrowed = NARROWING.some((name) => !literals.isNothing(at(name)));
  if (priority === undefined || blocks === undefined || trusted === undefined || isNarrowed || domains === undefined || literals.isNothing(domains)) {
    report.unresolve(node);
    list?.account();
    return undefined;
  }
  if (!blocks && !trusted) report.find(FindingCode.REDIRECTION_INSPECTED, node.path, 'judges names by where they lead as well, read as if it did not');
  const names = joinSets(literals.items(domains).map((domain) => domainNames(domain, report)), NameSet.EMPTY);
  return { node, priority, blocks, names };
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
