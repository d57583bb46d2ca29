import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { TerraformProvider, Token } from 'cdktf';
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
import { RenderedChildren } from '../../rules/pool/rendered-children';
import { PooledRules, RulePool } from '../../rules/pool/rule-pool';
import { pathWithinStack } from '../../terraform/path-within-stack';
import { providerOf, requireSingle } from '../../terraform/provider-of';
import { recordProvenance } from '../../terraform/record-provenance';
import { requireSameFramework } from '../../terraform/require-same-framework';
import { showWarnings } from '../../terraform/show-warnings';
import { requireNamePrefix } from '../limits/claim-priorities';
import { FIREWALL_POLICY_LIMITS } from '../limits/firewall-policy-limits';
import { IP_GROUP_LIMITS } from '../limits/ip-group-limits';
import { PriorityRange } from '../limits/priority-range';
import { firewallCollections, FirewallCollections, sourceDestinations } from './firewall-collections';
import { firewallPolicyCapabilities, FirewallTraffic, isApplicationRule } from './firewall-policy-capabilities';
import { FIREWALL_POLICY_RULES_PROPS } from './firewall-policy-option-types';
import { firewallPolicyProblems, isRendered } from './firewall-policy-problems';
import { FirewallPolicyRulesProps } from './firewall-policy-rules-props';
import { FirewallLayout, FirewallRules, renderFirewallRules } from './firewall-rules';
import { firewallSources } from './firewall-sources';
import { FirewallTally } from './firewall-tally';
import { renderIpGroups } from './ip-group-shards';
import { renderTags, TagCollections } from './microsoft-365-tags';

/**
 * Outbound rules in an Azure Firewall policy, as a separate rule collection group.
 *
 * Host names over HTTP and HTTPS become application rules, addresses network rules; a row
 * that publishes both is admitted by both. All rules allow: what none of them admits is
 * denied by the firewall, unless other rules of the policy admit it.
 *
 * A star at the very left of a host name means to Azure what it means to us; other stars,
 * and names on other ports, are refused, or admitted by the addresses published beside them.
 * Names, priorities and IP groups come from what a rule is for: a published prefix that changes
 * changes the list that holds it, and all rules of the group are written in one step.
 *
 * @example
 * const rules = new FirewallPolicyRules(this, 'ToMicrosoft', { firewallPolicy: policy, priority: 500, sourceAddresses: ['10.0.0.0/16'] });
 * new SkypeHybridOutbound(this, 'Skype', { enforcedBy: [rules] });
 */
export class FirewallPolicyRules extends Construct implements IEnforcementPoint {
  readonly capabilities: Capabilities;

  private readonly pool: RulePool;
  private readonly traffic: FirewallTraffic;
  private readonly priorities: PriorityRange;
  private readonly tags?: TagCollections;
  private readonly group: FirewallPolicyRuleCollectionGroup;
  private readonly ipGroups: Construct;
  private readonly name: string;
  private readonly provider?: TerraformProvider;
  private readonly tally: FirewallTally;
  private readonly resources = new RenderedChildren(this, () => this.render());
  private rendered: FirewallCollections = { network: [], application: [] };
  private wereReplaced = false;

  /**
   * @throws EndpointError `InvalidName`, `InvalidPriorityRange`, `InvalidLocalSide`, `InvalidPort`, `InvalidQuota`, `InvalidTag`,
   * `EmptyList`, or `InvalidOption` for a policy with forEach or count
   */
  constructor(scope: Construct, id: string, private readonly props: FirewallPolicyRulesProps) {
    props = readOptions(FIREWALL_POLICY_RULES_PROPS, props);
    super(scope, id);
    requireSameFramework(this);
    const { first, last } = FIREWALL_POLICY_LIMITS.priority;
    this.traffic = { httpPorts: portSet(props.httpPorts ?? [80]), httpsPorts: portSet(props.httpsPorts ?? [443]), dnsProxy: props.dnsProxy ?? false };
    this.priorities = props.priorities ?? PriorityRange.ofRuleCollections(first, last);
    const families = props.ipv6NetworkRules ? [AddressFamily.IPV4, AddressFamily.IPV6] : [AddressFamily.IPV4];
    this.capabilities = firewallPolicyCapabilities(this.traffic, families);
    this.pool = new RulePool(this.capabilities);
    this.tags = props.microsoft365Tags && renderTags(props.microsoft365Tags);
    this.name = props.name ?? fitName(pathWithinStack(this), FIREWALL_POLICY_LIMITS.nameLength);
    this.requireValidProps();
    this.provider = providerOf(this, props.firewallPolicy, props.provider);
    this.tally = new FirewallTally(props, this.layout);

    this.ipGroups = new Construct(this, 'IpGroups');
    this.group = new FirewallPolicyRuleCollectionGroup(this, 'Group', {
      name: this.name, firewallPolicyId: props.firewallPolicy.id, priority: props.priority, provider: this.provider,
    });
    this.node.addValidation({
      validate: () => {
        this.resources.update();
        return firewallPolicyProblems(this, this.group, this.wereReplaced ? undefined : this.rendered, props.firewallPolicy, this.traffic.dnsProxy);
      },
    });
    if (this.tags !== undefined) {
      this.warn(azureTags(this.node.path, this.tags.names));
      this.outdate();
    }
  }

  /** The rule collection group. Do not add your own rules to it. */
  get ruleCollectionGroup(): FirewallPolicyRuleCollectionGroup {
    this.resources.update();
    return this.group;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = this.pool.add(scope.node, ruleSet);
    const own = this.pool.of(scope.node.path)!;
    this.requireSources(own);
    const resolved = new Set(own.hostRules.filter((rule) => !isApplicationRule(rule, this.traffic)).flatMap(({ hosts }) => hosts.map(({ pattern }) => `${pattern}`)));
    if (resolved.size > 0) {
      warnings.push(hostsByResolution(slugsOf([ruleSet]).join(', '), resolved.size));
    }
    showWarnings(scope, this.pool.toShow(ruleSet, warnings));
    this.tally.add(own);
    if (this.tally.networkHosts > FIREWALL_POLICY_LIMITS.networkRuleHosts) {
      this.warn(manyNetworkHosts(this.node.path, FIREWALL_POLICY_LIMITS.networkRuleHosts));
    }
    this.outdate();
    recordProvenance(this, this.pool);
  }

  /** Shows a warning about this enforcement point itself. */
  private warn(warning: Warning): void {
    if (!this.props.acknowledgedWarnings?.includes(warning.id)) {
      showWarnings(this, [warning]);
    }
  }

  /** Has the resources rendered when someone looks at them; or now, when the rules may not fit, so that the error comes early. */
  private outdate(): void {
    this.resources.outdate();
    const { sourceDestinations: mostPairs } = FIREWALL_POLICY_LIMITS;
    const { pairs, bytes, ipGroups, collections, hasDistinctNames } = this.tally;
    const fits = hasDistinctNames && collections <= this.priorities.capacity && !this.priorities.hasPins &&
      pairs <= mostPairs && bytes <= this.mostBytes && ipGroups <= IP_GROUP_LIMITS.groupsPerFirewall;
    if (!fits) {
      this.resources.update();
    }
  }

  private get layout(): FirewallLayout {
    const { namePrefix } = this.props;
    return {
      path: this.node.path,
      priorities: this.priorities,
      traffic: this.traffic,
      tags: this.tags,
      nameOf: (path) => `${namePrefix === undefined ? '' : `${namePrefix}-`}${pathWithinStack(this, path)}`,
      portText: (port) => Token.asString(port),
    };
  }

  private get mostBytes(): number {
    return this.props.ruleCollectionGroupBytes ?? FIREWALL_POLICY_LIMITS.ruleCollectionGroupBytes;
  }

  private render(): void {
    const rules = renderFirewallRules(this.pool.all, this.layout);
    this.wereReplaced ||= !isRendered(this.group, this.rendered);
    this.rendered = firewallCollections(rules, this.props, this.renderIpGroups(rules));
    this.requireRoom();
    const { network, application } = this.rendered;
    if (network.length > 0) this.group.putNetworkRuleCollection(network);
    else this.group.resetNetworkRuleCollection();
    if (application.length > 0) this.group.putApplicationRuleCollection(application);
    else this.group.resetApplicationRuleCollection();
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
    const lists = new Map(rules.map(({ name, addresses }) => [listName(name), addresses]));
    const groups = renderIpGroups(this.ipGroups, lists, { ...ipGroups, provider: this.provider });
    const count = [...groups.values()].flat().length + sourceIpGroups.length;
    if (count > IP_GROUP_LIMITS.groupsPerFirewall) {
      throw ipGroupsFull(this.node.path, count, IP_GROUP_LIMITS.groupsPerFirewall);
    }
    return new Map(rules.map(({ name }) => [name, groups.get(listName(name))!.map(({ id }) => id)]));
  }

  private requireValidProps(): void {
    const { priority, namePrefix, firewallPolicy } = this.props;
    requireSingle('firewallPolicy', firewallPolicy);
    if (namePrefix !== undefined) requireNamePrefix(namePrefix);
    const { first, last } = FIREWALL_POLICY_LIMITS.priority;
    if (!Token.isUnresolved(priority) && !isIntegerWithin(priority, first, last)) {
      throw invalidPriorityRange(priority, priority, first, last);
    }
    if (!Token.isUnresolved(this.name) && !/^[A-Za-z0-9][\w.-]{0,78}\w$/.test(this.name)) {
      throw invalidName('rule collection group', this.name, 2, FIREWALL_POLICY_LIMITS.nameLength);
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

  private requireRoom(): void {
    const { sourceDestinations: mostPairs } = FIREWALL_POLICY_LIMITS;
    const pairs = sourceDestinations(this.rendered);
    if (pairs > mostPairs) {
      throw firewallPolicyFull(
        this.node.path, `${pairs} pairs of source and destination in its network rules`, `a firewall holds ${mostPairs}`,
        'put addresses into IP groups, which count as one each, with ipGroups and sourceIpGroups',
      );
    }
    const bytes = Buffer.byteLength(JSON.stringify(this.rendered));
    if (bytes > this.mostBytes) {
      throw firewallPolicyFull(
        this.node.path, `${bytes} bytes of rules`, `a rule collection group holds ${this.mostBytes}`,
        'spread the scenarios over several enforcement points, or use ipGroups',
      );
    }
  }
}

function portSet(ports: readonly number[]): PortSet {
  return PortSet.of(...ports.map((port) => PortRange.of(port)));
}
