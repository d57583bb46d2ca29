import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { firewallPolicyFull, invalidName, invalidPriorityRange, ipGroupsFull, noSource } from '../../messages/errors';
import { isIntegerWithin } from '../../messages/require-integer';
import { azureTags, hostsByResolution, manyNetworkHosts, Warning } from '../../messages/warnings';
import { AddressFamily, PortRange, PortSet } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { RuleSet, slugsOf } from '../../rules/model/rule-set';
import { readOptions } from '../../rules/options/read-options';
import { fitName } from '../../rules/placement/naming';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { pathWithinStack } from '../../terraform/path-within-stack';
import { recordProvenance } from '../../terraform/record-provenance';
import { showWarnings } from '../../terraform/show-warnings';
import { FIREWALL_POLICY_LIMITS } from '../limits/firewall-policy-limits';
import { IP_GROUP_LIMITS } from '../limits/ip-group-limits';
import { PriorityRange } from '../limits/priority-range';
import { firewallCollections, FirewallCollections, sourceDestinations } from './firewall-collections';
import { firewallPolicyCapabilities, FirewallTraffic, isApplicationRule } from './firewall-policy-capabilities';
import { FIREWALL_POLICY_RULES_PROPS } from './firewall-policy-option-types';
import { firewallPolicyProblems } from './firewall-policy-problems';
import { FirewallPolicyRulesProps } from './firewall-policy-rules-props';
import { FirewallRules, renderFirewallRules } from './firewall-rules';
import { firewallSources } from './firewall-sources';
import { renderIpGroups } from './ip-group-shards';
import { renderTags, TagCollections } from './microsoft-365-tags';

/**
 * Outbound rules in an Azure Firewall policy, as a rule collection group of their own.
 *
 * Host names over HTTP and HTTPS become application rules, addresses network rules; a row
 * that publishes both is admitted by both. All rules allow: what none of them admits is
 * denied by the firewall, unless other rules of the policy admit it.
 *
 * A star at the very left of a host name means to Azure what it means to us; other stars,
 * and names on other ports, are refused, or admitted by the addresses published beside them.
 * Names, priorities and IP groups come from content: a published prefix that changes
 * changes the list that holds it.
 *
 * @example
 * const rules = new FirewallPolicyRules(this, 'ToMicrosoft', { firewallPolicy: policy, priority: 500, sourceAddresses: ['10.0.0.0/16'] });
 * new SkypeHybridOutbound(this, 'Skype', { enforcedBy: [rules] });
 */
export class FirewallPolicyRules extends Construct implements IEnforcementPoint {
  readonly capabilities: Capabilities;

  /** The rule collection group. Its rules are ours alone. */
  readonly ruleCollectionGroup: FirewallPolicyRuleCollectionGroup;

  private readonly pool: RulePool;
  private readonly traffic: FirewallTraffic;
  private readonly priorities: PriorityRange;
  private readonly tags?: TagCollections;
  private readonly ipGroups: Construct;
  private readonly name: string;
  private rendered: FirewallCollections = { network: [], application: [] };

  /** @throws EndpointError `InvalidName`, `InvalidPriorityRange`, `InvalidLocalSide`, `InvalidPort`, `InvalidQuota`, `InvalidTag` or `EmptyList` */
  constructor(scope: Construct, id: string, private readonly props: FirewallPolicyRulesProps) {
    props = readOptions(FIREWALL_POLICY_RULES_PROPS, props);
    super(scope, id);
    const { first, last } = FIREWALL_POLICY_LIMITS.priority;
    this.traffic = { httpPorts: portSet(props.httpPorts ?? [80]), httpsPorts: portSet(props.httpsPorts ?? [443]), dnsProxy: props.dnsProxy ?? false };
    this.priorities = props.priorities ?? PriorityRange.ofRuleCollections(first, last);
    const families = props.ipv6NetworkRules ? [AddressFamily.IPV4, AddressFamily.IPV6] : [AddressFamily.IPV4];
    this.capabilities = firewallPolicyCapabilities(this.traffic, families);
    this.pool = new RulePool(this.capabilities);
    this.tags = props.microsoft365Tags && renderTags(props.microsoft365Tags);
    this.name = props.name ?? fitName(pathWithinStack(this), FIREWALL_POLICY_LIMITS.nameLength);
    this.requireValidProps();

    this.ipGroups = new Construct(this, 'IpGroups');
    this.ruleCollectionGroup = new FirewallPolicyRuleCollectionGroup(this, 'Group', {
      name: this.name, firewallPolicyId: props.firewallPolicy.id, priority: props.priority,
    });
    this.node.addValidation({
      validate: () => firewallPolicyProblems(this, this.ruleCollectionGroup, this.rendered, props.firewallPolicy, this.traffic.dnsProxy),
    });
    if (this.tags !== undefined) {
      this.warn(azureTags(this.node.path, this.tags.names));
      this.render();
    }
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = this.pool.add(scope.node, ruleSet);
    const own = this.pool.all.find(({ path }) => path === scope.node.path)!;
    this.requireSources(own);
    const resolved = new Set(own.hostRules.filter((rule) => !isApplicationRule(rule, this.traffic)).flatMap(({ hosts }) => hosts.map(({ pattern }) => `${pattern}`)));
    if (resolved.size > 0) {
      warnings.push(hostsByResolution(slugsOf([ruleSet]).join(', '), resolved.size));
    }
    showWarnings(scope, this.pool.toShow(ruleSet, warnings));
    this.render();
    recordProvenance(this, this.pool.all);
  }

  /** Shows a warning about this enforcement point itself. */
  private warn(warning: Warning): void {
    if (!this.props.acknowledgedWarnings?.includes(warning.id)) {
      showWarnings(this, [warning]);
    }
  }

  private render(): void {
    const rules = renderFirewallRules(this.pool.all, {
      path: this.node.path,
      priorities: this.priorities,
      traffic: this.traffic,
      tags: this.tags,
      nameOf: (path) => pathWithinStack(this, path),
      portText: (port) => Token.asString(port),
    });
    this.rendered = firewallCollections(rules, this.props, this.renderIpGroups(rules));
    this.requireRoom(rules);
    const { network, application } = this.rendered;
    if (network.length > 0) this.ruleCollectionGroup.putNetworkRuleCollection(network);
    else this.ruleCollectionGroup.resetNetworkRuleCollection();
    if (application.length > 0) this.ruleCollectionGroup.putApplicationRuleCollection(application);
    else this.ruleCollectionGroup.resetApplicationRuleCollection();
  }

  /** The ids of the IP groups that hold the addresses of each rule, by its name; none when addresses stand in the rules. */
  private renderIpGroups({ network }: FirewallRules): Map<string, string[]> {
    const { ipGroups, sourceIpGroups = [] } = this.props;
    if (ipGroups === undefined) {
      return new Map();
    }
    const prefix = Token.isUnresolved(this.name) ? pathWithinStack(this) : this.name;
    const listName = (rule: string) => fitName(`${prefix}-${rule}`, IP_GROUP_LIMITS.nameLength - IP_GROUP_LIMITS.numberLength);
    const rules = network.flatMap((collection) => collection.rules).filter(({ family }) => family === AddressFamily.IPV4);
    const groups = renderIpGroups(this.ipGroups, new Map(rules.map(({ name, addresses }) => [listName(name), addresses])), ipGroups);
    const count = [...groups.values()].flat().length + sourceIpGroups.length;
    if (count > IP_GROUP_LIMITS.groupsPerFirewall) {
      throw ipGroupsFull(this.node.path, count, IP_GROUP_LIMITS.groupsPerFirewall);
    }
    return new Map(rules.map(({ name }) => [name, groups.get(listName(name))!.map(({ id }) => id)]));
  }

  private requireValidProps(): void {
    const { priority } = this.props;
    const { first, last } = FIREWALL_POLICY_LIMITS.priority;
    if (!Token.isUnresolved(priority) && !isIntegerWithin(priority, first, last)) {
      throw invalidPriorityRange(priority, priority, first, last);
    }
    if (!Token.isUnresolved(this.name) && !/^[A-Za-z0-9][\w.-]{0,78}\w$/.test(this.name)) {
      throw invalidName('rule collection group', this.name, FIREWALL_POLICY_LIMITS.nameLength);
    }
    [AddressFamily.IPV4, AddressFamily.IPV6].forEach((family) => firewallSources(this.props, family));
  }

  private requireSources({ ruleSet, rules, hostRules }: PooledRules): void {
    for (const family of new Set([...rules.map((rule) => rule.family), ...(hostRules.length === 0 ? [] : [AddressFamily.IPV4])])) {
      if (firewallSources(this.props, family) === undefined) {
        throw noSource(slugsOf([ruleSet]).join(', '), this.node.path, family);
      }
    }
  }

  private requireRoom({ network }: FirewallRules): void {
    const { sourceDestinations: mostPairs, networkRuleHosts, ruleCollectionGroupBytes } = FIREWALL_POLICY_LIMITS;
    const pairs = sourceDestinations(this.rendered);
    if (pairs > mostPairs) {
      throw firewallPolicyFull(
        this.node.path, `${pairs} pairs of source and destination in its network rules`, `a firewall holds ${mostPairs}`,
        'put addresses into IP groups, which count as one each, with ipGroups and sourceIpGroups',
      );
    }
    const bytes = Buffer.byteLength(JSON.stringify(this.rendered));
    const most = this.props.ruleCollectionGroupBytes ?? ruleCollectionGroupBytes;
    if (bytes > most) {
      throw firewallPolicyFull(
        this.node.path, `${bytes} bytes of rules`, `a rule collection group holds ${most}`, 'spread the scenarios over several enforcement points, or use ipGroups',
      );
    }
    if (new Set(network.flatMap((collection) => collection.rules).flatMap(({ fqdns }) => fqdns)).size > networkRuleHosts) {
      this.warn(manyNetworkHosts(this.node.path, networkRuleHosts));
    }
  }
}

function portSet(ports: readonly number[]): PortSet {
  return PortSet.of(...ports.map((port) => PortRange.of(port)));
}
