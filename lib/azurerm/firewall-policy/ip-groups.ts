import type { IpGroup } from '@cdktf/provider-azurerm/lib/ip-group';
import { Lazy, TerraformProvider, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { invalidName, ipGroupsFull } from '../../messages/errors';
import { addressesWithoutPorts } from '../../messages/warnings';
import { AddressFamily, PrefixSet, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { FittedRule } from '../../rules/fit/fit';
import { RuleSet, slugsOf } from '../../rules/model/rule-set';
import { OptionTypes, required } from '../../rules/options/option-type';
import { text } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { RenderedChildren } from '../../rules/pool/rendered-children';
import { RulePool } from '../../rules/pool/rule-pool';
import { idOf } from '../../terraform/id-of';
import { recordProvenance } from '../../terraform/record-provenance';
import { requireSameFramework } from '../../terraform/require-same-framework';
import { showWarnings } from '../../terraform/show-warnings';
import { IP_GROUP_LIMITS } from '../limits/ip-group-limits';
import { PROVIDER } from '../limits/provider-option';
import { IP_GROUPS } from './firewall-policy-option-types';
import { countShards, IpGroupOptions, renderIpGroups } from './ip-group-shards';

/** Options of {@link IpGroups}. */
export interface IpGroupsProps extends IpGroupOptions {
  /** What the names of the groups start with; a number follows. */
  readonly name: string;

  /**
   * The provider of the groups: an alias for the subscription of the firewall policy.
   *
   * @default - the default provider
   */
  readonly provider?: TerraformProvider;
}

const CAPABILITIES: Capabilities = {
  platform: 'an Azure IP group',
  addressFamilies: [AddressFamily.IPV4],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [],
  hostAlternatives: 'FirewallPolicyRules matches host names',
};

const OPTIONS: OptionTypes<IpGroupsProps> = { ...IP_GROUPS, name: required(text('ipg-exchange')), provider: PROVIDER };

/**
 * The addresses of scenarios as Azure IP groups, to name in your own rules: as many groups as they need.
 *
 * A group holds IPv4 addresses and nothing else: it admits nothing by itself, and
 * which ports and which direction are admitted is up to the rules that name it. Give
 * scenarios that need different ports their own groups.
 *
 * @example
 * const exchange = new IpGroups(this, 'Exchange', { name: 'ipg-exchange', resourceGroupName: 'rg-hub', location: 'westeurope' });
 * new MailboxMigrationInbound(this, 'Migration', { enforcedBy: [exchange], addressFamilies: [AddressFamily.IPV4] });
 * // in a rule: sourceIpGroups: exchange.ipGroupIds
 */
export class IpGroups extends Construct implements IEnforcementPoint {
  readonly capabilities = CAPABILITIES;

  /** The ids of all groups: a deploy-time list, complete however many scenarios are still to come. */
  readonly ipGroupIds: string[];

  private readonly pool = new RulePool(CAPABILITIES);
  private readonly holder: Construct;
  private readonly groups = new RenderedChildren(this, () => this.render());

  /** Every prefix that a scenario asks for. */
  private readonly asked = new Set<string>();

  /** @throws EndpointError `InvalidName` or `InvalidQuota` */
  constructor(scope: Construct, id: string, private readonly props: IpGroupsProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    requireSameFramework(this);
    const longest = IP_GROUP_LIMITS.nameLength - IP_GROUP_LIMITS.numberLength;
    if (!Token.isUnresolved(props.name) && (props.name.length > longest || !/^[A-Za-z0-9][\w.-]*$/.test(props.name))) {
      throw invalidName('IP group', props.name, 1, longest);
    }
    this.holder = new Construct(this, 'Groups');
    this.ipGroupIds = Lazy.listValue({ produce: () => this.ids });
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = this.pool.add(scope.node, ruleSet);
    const own = this.pool.of(scope.node.path)!.rules;
    if (new Set(own.map(({ peers }) => peers.map(({ cidr }) => cidr).join())).size > 1) {
      warnings.push(addressesWithoutPorts(slugsOf([ruleSet]).join(', '), own.length));
    }
    showWarnings(scope, this.pool.toShow(ruleSet, warnings));
    own.flatMap(({ peers }) => peers).forEach(({ cidr }) => this.asked.add(cidr));
    this.groups.outdate();
    if (countShards([...this.asked], this.props) > IP_GROUP_LIMITS.groupsPerFirewall) {
      this.groups.update(); // fails now, if neighbours do not merge into fewer entries
    }
    recordProvenance(this, this.pool);
  }

  private render(): void {
    const { name, resourceGroupName, location, tags, entriesPerGroup, provider } = this.props;
    const entries = entriesOf(this.pool.all.flatMap(({ rules }) => rules));
    renderIpGroups(this.holder, new Map([[name, entries]]), { resourceGroupName, location, tags, entriesPerGroup, provider });
    const { groupsPerFirewall } = IP_GROUP_LIMITS;
    const count = this.holder.node.children.length;
    if (count > groupsPerFirewall) {
      throw ipGroupsFull(this.node.path, count, groupsPerFirewall);
    }
  }

  private get ids(): string[] {
    this.groups.update();
    return this.holder.node.children.map((group) => idOf(group as IpGroup));
  }
}

/** The fewest prefixes that hold the addresses of all rules, and the deploy-time ones. */
function entriesOf(rules: readonly FittedRule[]): string[] {
  const peers = rules.flatMap((rule) => rule.peers);
  const concrete = PrefixSet.fromTexts(peers.filter(({ deployTime }) => !deployTime).map(({ cidr }) => cidr)).toStrings();
  return [...concrete, ...new Set(peers.filter(({ deployTime }) => deployTime).map(({ cidr }) => cidr))];
}
