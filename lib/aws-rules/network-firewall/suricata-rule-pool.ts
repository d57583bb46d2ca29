import { Warning } from '../../messages/warnings';
import { PortSet } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { RuleSet } from '../../rules/model/rule-set';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { networkFirewallCapabilities } from './network-firewall-capabilities';
import { NETWORK_FIREWALL_LIMITS } from './network-firewall-limits';
import { namedTraffic, NetworkFirewallRulesOptions } from './network-firewall-options';
import { requireCapacity, RuleGroupContent, ruleGroupContent } from './network-firewall-rule-group';
import { SidRange } from './sid-range';
import { SuricataRuleBound, suricataRules, ValueWriter } from './suricata-rules';

/** The rules of all scenarios that share a rule group of Network Firewall. */
export class SuricataRulePool {
  readonly capabilities: Capabilities;

  private readonly pool: RulePool;
  private readonly tlsPorts: PortSet;
  private bound = new SuricataRuleBound();

  /**
   * @param path of the enforcement point, for messages
   * @param isPending as of any pool
   * @throws EndpointError `InvalidQuota` or `InvalidPort`
   */
  constructor(
    private readonly path: string, private readonly options: NetworkFirewallRulesOptions, private readonly writer: ValueWriter,
    isPending?: (value: string) => boolean,
  ) {
    requireCapacity(options.capacity);
    const traffic = namedTraffic(options);
    this.tlsPorts = traffic.tlsPorts;
    this.capabilities = networkFirewallCapabilities(traffic);
    this.pool = new RulePool(this.capabilities, isPending);
  }

  /**
   * Takes the rules of a scenario.
   *
   * @returns the warnings to show on the scenario, less those that it acknowledges
   * @throws EndpointError for a rule that the platform cannot express, or `NetworkFirewallFull`
   */
  add(scenario: Pick<PooledRules, 'path'>, ruleSet: RuleSet): Warning[] {
    const isNew = this.pool.of(scenario.path) === undefined;
    const warnings = this.pool.add(scenario, ruleSet);
    if (!isNew) {
      this.bound = new SuricataRuleBound();
    }
    (isNew ? [this.pool.of(scenario.path)!] : this.pool.all).forEach((pooled) => this.bound.add(pooled, this.tlsPorts, this.writer));
    const { capacity, rulesStringBytes } = NETWORK_FIREWALL_LIMITS;
    if (this.bound.rules > Math.min(this.options.capacity ?? capacity, this.sids.size) || this.bound.bytes > rulesStringBytes) {
      void this.content; // fails unless the rules are fewer or shorter than they may be
    }
    return warnings;
  }

  /** Everything taken so far, by construct path. */
  get all(): readonly PooledRules[] {
    return this.pool.all;
  }

  /** The rule group. @throws EndpointError `NetworkFirewallFull` */
  get content(): RuleGroupContent {
    return ruleGroupContent(this.path, suricataRules(this.pool.all, this.tlsPorts, this.writer), this.sids, this.options.capacity);
  }

  /** Whether every scenario has acknowledged `warning`, which concerns them all. */
  isAcknowledged(warning: Warning): boolean {
    return this.pool.isAcknowledged(warning);
  }

  /** What is wrong where no scenario came. */
  get emptyProblems(): string[] {
    return this.pool.emptyProblems(this.path);
  }

  private get sids(): SidRange {
    return this.options.sids ?? SidRange.LOCAL;
  }
}
