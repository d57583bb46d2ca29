import { dnsAllowIsNoOp, Warning } from '../../messages/warnings';
import { RuleSet } from '../../rules/model/rule-set';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { DNS_FIREWALL_CAPABILITIES } from './dns-firewall-capabilities';
import { DomainList, domainLists, domainListsOf, requireRoomForLists } from './dns-firewall-lists';
import { DnsFirewallRulesOptions, rulesPerGroupInForce } from './dns-firewall-options';

/** The rules of all scenarios that share a rule group of DNS Firewall. */
export class DnsRulePool extends RulePool {
  private readonly rulesPerGroup: number;
  private readonly blockOthers: boolean;
  private readonly listsOf = new Map<string, number>();
  private lists = 0;

  /**
   * @param point path of the enforcement point, for messages
   * @throws EndpointError `InvalidQuota`
   */
  constructor(private readonly point: string, options: DnsFirewallRulesOptions) {
    super(DNS_FIREWALL_CAPABILITIES);
    this.rulesPerGroup = rulesPerGroupInForce(options);
    this.blockOthers = options.blockOthers ?? false;
  }

  /** As of any pool, and says that rules which only allow restrict nothing. @throws EndpointError `DnsFirewallFull` */
  override add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet): Warning[] {
    const warnings = super.add(scenario, ruleSet);
    const lists = domainListsOf(this.of(scenario.path)!);
    this.lists += lists - (this.listsOf.get(scenario.path) ?? 0);
    this.listsOf.set(scenario.path, lists);
    requireRoomForLists(this.point, this.lists + this.otherRules, this.rulesPerGroup);
    return [...warnings, ...this.toShow(ruleSet, this.blockOthers ? [] : [dnsAllowIsNoOp(ruleSet.rules[0].origins[0].slug)])];
  }

  /** The lists of all scenarios. @param nameOf the path of a scenario within the stack */
  domainLists(nameOf: (path: string) => string): DomainList[] {
    return domainLists(this.point, this.all, nameOf, this.rulesPerGroup, this.otherRules);
  }

  /** How many rules block what no scenario allows. */
  private get otherRules(): number {
    return this.blockOthers ? 1 : 0;
  }
}
