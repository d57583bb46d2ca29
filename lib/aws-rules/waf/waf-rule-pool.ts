import { Warning } from '../../messages/warnings';
import { AddressFamily } from '../../net';
import { RuleSet } from '../../rules/model/rule-set';
import { EntryCounter } from '../../rules/pool/entry-counter';
import { HttpRulePool } from '../../rules/pool/http-rule-pool';
import { PooledRules } from '../../rules/pool/rule-pool';
import { IpSetContent, ipSetContent, ipSetEntries } from './waf-ip-set';
import { WAF_LIMITS } from './waf-limits';
import { WAF_CAPABILITIES } from './waf-rule';

/** The rules of all scenarios that share a pair of IP sets. */
export class WafRulePool extends HttpRulePool {
  private readonly counter = new EntryCounter();

  /**
   * @param path the enforcement point, for messages
   * @param listeners TCP ports that the web ACL protects
   * @param isPending as of any pool
   */
  constructor(private readonly path: string, listeners: readonly number[], isPending?: (value: string) => boolean) {
    super(WAF_CAPABILITIES, listeners, isPending);
  }

  /** As of any filter of requests. @throws EndpointError `IpSetFull` */
  override add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet): Warning[] {
    const warnings = super.add(scenario, ruleSet);
    this.counter.count(scenario.path, ipSetEntries(this.of(scenario.path)!));
    Object.values(AddressFamily)
      .filter((family) => this.counter.of(family) > WAF_LIMITS.addressesPerIpSet)
      .forEach((family) => this.contentOf(family));
    return warnings;
  }

  /** The IP set of one family. @throws EndpointError `IpSetFull` */
  contentOf(family: AddressFamily): IpSetContent {
    return ipSetContent(this.path, this.all, family);
  }
}
