import { AddressFamily } from '../../net';
import { PooledRules } from '../../rules/pool/rule-pool';
import { FIREWALL_POLICY_LIMITS } from '../limits/firewall-policy-limits';
import { PriorityRange } from '../limits/priority-range';
import { firewallCollections, sourceDestinations } from './firewall-collections';
import { FirewallPolicyRulesProps } from './firewall-policy-rules-props';
import { FirewallLayout, renderFirewallRules } from './firewall-rules';
import { countShards } from './ip-group-shards';

const { first, last } = FIREWALL_POLICY_LIMITS.priority;

/** Text at least as long as a reference to an IP group. */
const IP_GROUP_ID = '$'.repeat(40);

/**
 * What an enforcement point has taken so far, counted so that it is known to fit without being rendered: each figure is
 * at least what will be.
 */
export class FirewallTally {
  pairs = 0;
  bytes = JSON.stringify({ network: [], application: [] }).length;
  ipGroups: number;
  collections = 0;

  private readonly names = new Set<string>();
  private readonly hosts = new Set<string>();

  constructor(private readonly props: FirewallPolicyRulesProps, private readonly layout: FirewallLayout) {
    this.ipGroups = props.sourceIpGroups?.length ?? 0;
    if (layout.tags !== undefined) this.count([], layout);
  }

  /** Counts the rules of one more scenario. */
  add(scenario: PooledRules): void {
    this.count([scenario], { ...this.layout, tags: undefined });
  }

  get hasDistinctNames(): boolean {
    return this.names.size === this.collections;
  }

  /** Distinct host names in network rules. */
  get networkHosts(): number {
    return this.hosts.size;
  }

  private count(pooled: readonly PooledRules[], layout: FirewallLayout): void {
    const rules = renderFirewallRules(pooled, { ...layout, priorities: PriorityRange.ofRuleCollections(first, last) });
    const network = rules.network.flatMap((collection) => collection.rules);
    const { ipGroups } = this.props;
    const groups = new Map(ipGroups === undefined ? [] : network.filter(({ family }) => family === AddressFamily.IPV4).map((rule) => (
      [rule.name, Array.from({ length: countShards(rule.addresses, ipGroups) }, () => IP_GROUP_ID)]
    )));
    const collections = firewallCollections(rules, this.props, groups);
    for (const { name } of [...collections.network, ...collections.application]) {
      this.names.add(name.toLowerCase());
      this.collections++;
    }
    network.flatMap(({ fqdns }) => fqdns).forEach((host) => this.hosts.add(host));
    this.ipGroups += [...groups.values()].flat().length;
    this.pairs += sourceDestinations(collections);
    this.bytes += Buffer.byteLength(JSON.stringify(collections)) + `${last}`.length * 2; // priorities of more digits
  }
}
