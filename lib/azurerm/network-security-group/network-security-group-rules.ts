import { TerraformStack, Token } from 'cdktf';
import { Construct } from 'constructs';
import { denyBeforeAllow, networkSecurityGroupFull, overlappingPriorities } from '../../messages/errors';
import { denyBeforeRules, groupInTwoStacks, Warning } from '../../messages/warnings';
import { Direction } from '../../net';
import { OptionTypes, required } from '../../rules/options/option-type';
import { objectWith } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { providerOf, requireSingle } from '../../terraform/provider-of';
import { Registry } from '../../terraform/registry';
import { whenComplete } from '../../terraform/when-complete';
import { AddressRule, onePlace } from '../address-rules/address-rules';
import { reconcileChildren } from '../address-rules/reconcile-children';
import { NETWORK_SECURITY_GROUP_LIMITS } from '../limits/network-security-group-limits';
import { GROUP_INDEX, SeparateRule } from './group-index';
import { GroupIdentity, identifyGroup, INetworkSecurityGroup, mayBeOne } from './group-key';
import { ANY_GROUP } from './network-security-group-option-types';
import { NetworkSecurityGroupRulesBase, NetworkSecurityGroupRulesOptions } from './network-security-group-rules-base';
import { OwnedNetworkSecurityGroup, OwnedNetworkSecurityGroupProps } from './owned-network-security-group';

/** Options of {@link NetworkSecurityGroupRules}. */
export interface NetworkSecurityGroupRulesProps extends NetworkSecurityGroupRulesOptions {
  /** The group to add rules to. It must have no inline `security_rule`, which Terraform would make fight with these. */
  readonly networkSecurityGroup: INetworkSecurityGroup;
}

const OPTIONS: OptionTypes<NetworkSecurityGroupRulesProps> = {
  ...ANY_GROUP,
  networkSecurityGroup: required(objectWith<INetworkSecurityGroup>(
    { name: 'string', resourceGroupName: 'string' }, "give a NetworkSecurityGroup, or { name: 'nsg', resourceGroupName: 'rg' }",
  )),
};

/**
 * Rules in an Azure network security group, each a separate resource.
 *
 * A rule has one address family and prefixes that do not overlap. Its name and priority come from what it is for: a change
 * of published prefixes, or of ports, updates it in place. Where nothing else writes rules, prefer `withOwnGroup`.
 *
 * Network security groups know addresses only: if a row publishes addresses with its host names, they are admitted instead, with a
 * warning; otherwise host names are refused.
 *
 * @example
 * const rules = new NetworkSecurityGroupRules(this, 'FromMicrosoft', {
 *   networkSecurityGroup: nsg, priorities: PriorityRange.of(1000, 1999), destination: '10.0.1.0/24',
 * });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });
 */
export class NetworkSecurityGroupRules extends NetworkSecurityGroupRulesBase {
  /**
   * A network security group that this library creates, with its rules inline: Azure applies them in one atomic step.
   *
   * Nothing else may add rules to that group. Prefer it where that is so: no order of steps can then make Azure refuse an
   * apply, whatever rule takes whose priority.
   */
  static withOwnGroup(scope: Construct, id: string, props: OwnedNetworkSecurityGroupProps): OwnedNetworkSecurityGroup {
    return new OwnedNetworkSecurityGroup(scope, id, props);
  }

  private readonly group: INetworkSecurityGroup;
  private readonly identity: GroupIdentity;

  /**
   * @throws EndpointError `OverlappingPriorities` when another enforcement point of this group may take the same priorities,
   * `InvalidLocalSide`, or `InvalidOption` for a group with forEach or count
   */
  constructor(scope: Construct, id: string, props: NetworkSecurityGroupRulesProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    this.group = props.networkSecurityGroup;
    requireSingle('networkSecurityGroup', this.group);
    this.provider = providerOf(this, this.group, props.provider);
    this.identity = identifyGroup(this, this.group, this.provider);
    this.requireDisjointPriorities();
    this.beginWithDenying();
    this.node.addValidation({ validate: () => this.problems() });
    whenComplete(this, () => this.warn(this.doubtfulGroupWarnings()));
  }

  protected get isAtomic(): boolean {
    return false;
  }

  protected render(rules: readonly AddressRule[]): void {
    const { provider, group: { name: networkSecurityGroupName, resourceGroupName } } = this;
    const configs = rules.map((rule) => [rule.name, { ...separateRule(rule), networkSecurityGroupName, resourceGroupName, provider }] as const);
    // Loaded here and not with this module: the class takes half a megabyte, and a group of our own has no such rules.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { NetworkSecurityRule: Resource } = require('@cdktf/provider-azurerm/lib/network-security-rule') as typeof import('@cdktf/provider-azurerm/lib/network-security-rule');
    reconcileChildren(this, new Map(configs), {
      create: (scope, id, config) => new Resource(scope, id, config),
      update: (resource, config) => Object.assign(resource, config),
    });
  }

  protected override get holders(): readonly string[] {
    return [this.group.name];
  }

  private requireDisjointPriorities(): void {
    const { key, names } = this.identity;
    for (const other of BY_GROUP.get(this, key)) {
      if (other.priorities.overlaps(this.priorities)) {
        throw overlappingPriorities(this.node.path, this.priorities.toString(), other.node.path, other.priorities.toString());
      }
      for (const [denying, admitting] of [[this, other], [other, this]]) {
        if (denying.denyOtherOutbound !== undefined && denying.denyOtherOutbound.priority <= admitting.priorities.last) {
          throw denyBeforeAllow(denying.node.path, denying.denyOtherOutbound.priority, admitting.node.path, admitting.priorities.toString());
        }
      }
    }
    BY_GROUP.add(this, key);
    if (names !== undefined) BY_NAMES.add(this, names);
  }

  /** Enforcement points in other stacks that take the same priorities of a group which may be this one. */
  private doubtfulGroupWarnings(): Warning[] {
    const { names } = this.identity;
    const others = names === undefined ? [] : BY_NAMES.get(this, names).filter((other) => (
      TerraformStack.of(other) !== TerraformStack.of(this) && other.node.path < this.node.path &&
      mayBeOne(this.identity, other.identity) && other.priorities.overlaps(this.priorities)
    ));
    return others.map((other) => groupInTwoStacks(this.node.path, other.node.path, names!, `${this.priorities}`, `${other.priorities}`));
  }

  private problems(): string[] {
    const index = GROUP_INDEX.of(this);
    const rules = index.rulesOf(this.identity.key);
    this.warn(this.denyWarnings(rules));
    const inline = index.groupsWithInlineRules(this.identity.key)
      .map((group) => `${group.node.path} has inline rules (securityRule), and Terraform would delete the rules of ${this.node.path} in their favour: ` +
        'make its rules separate resources, or use NetworkSecurityGroupRules.withOwnGroup');
    return [...inline, ...this.otherRuleProblems(rules), ...this.limitProblems(rules)];
  }

  /** Rules of others that deny before ours admit. */
  private denyWarnings(all: readonly SeparateRule[]): Warning[] {
    const ours = new Set(all.filter((rule) => this.isOurs(rule)).map((rule) => rule.directionInput));
    return all
      .filter((rule) => !this.isOurs(rule) && rule.accessInput === 'Deny' && ours.has(rule.directionInput))
      .flatMap(({ node, priorityInput: priority }) => (
        priority !== undefined && !Token.isUnresolved(priority) && priority < this.priorities.first
          ? [denyBeforeRules(this.node.path, node.path, priority, `${this.priorities}`)] : []
      ));
  }

  private isOurs(rule: SeparateRule): boolean {
    return rule.node.path.startsWith(`${this.node.path}/`);
  }

  /** Limits of the group that all who write rules into it exceed together. */
  private limitProblems(all: readonly SeparateRule[]): string[] {
    const { rulesPerGroup, prefixesPerGroup } = NETWORK_SECURITY_GROUP_LIMITS;
    const prefixes = Math.max(...[
      all.map((rule) => rule.sourceAddressPrefixesInput), all.map((rule) => rule.destinationAddressPrefixesInput),
    ].map((lists) => lists.reduce((sum, list) => sum + (list?.length ?? 1), 0)));
    return all.length > rulesPerGroup || prefixes > prefixesPerGroup
      ? [networkSecurityGroupFull(this.node.path, all.length, prefixes, rulesPerGroup, prefixesPerGroup).message] : [];
  }

  /** Rules of others that take what is ours. */
  private otherRuleProblems(all: readonly SeparateRule[]): string[] {
    const ourNames = new Set(all.filter((rule) => this.isOurs(rule)).map((rule) => rule.nameInput?.toLowerCase()));
    const others = all.filter((rule) => !this.isOurs(rule));
    return others.flatMap(({ node: { path }, priorityInput: priority, nameInput: name, directionInput: direction }) => [
      ...(priority !== undefined && this.priorities.includes(priority)
        ? [`${path} has priority ${priority}, which ${this.node.path} may take: move it out of ${this.priorities}`] : []),
      ...(direction === 'Outbound' && priority !== undefined && priority === this.denyOtherOutbound?.priority
        ? [`${path} has priority ${priority}, at which ${this.node.path} denies other outbound traffic: give one of them another`] : []),
      ...(name !== undefined && ourNames.has(name.toLowerCase())
        ? [`${path} is called ${name}, as is a rule of ${this.node.path}, and Azure takes a name once in a group: ` +
          'rename it, or give each enforcement point of the group its own scenarios or its own namePrefix'] : []),
    ]);
  }
}

/** Enforcement points by the key of their group, and by its names where these are known. */
const BY_GROUP = new Registry<NetworkSecurityGroupRules>();
const BY_NAMES = new Registry<NetworkSecurityGroupRules>();

/** One value stands in the singular argument and several in the plural one, as Azure itself keeps them. */
function separateRule({ name, priority, direction, access, protocol, remotePrefixes, remoteTag, local, ports, description }: AddressRule) {
  const remote = onePlace(remoteTag === undefined ? remotePrefixes : [remoteTag]);
  const localSide = onePlace(local.prefixes);
  const localGroups = local.groupIds.length === 0 ? undefined : [...local.groupIds];
  const port = onePlace(ports.length === 0 ? ['*'] : ports);
  const inbound = direction === Direction.INBOUND;
  const [source, destination] = inbound ? [remote, localSide] : [localSide, remote];
  return {
    name,
    description,
    priority,
    direction: inbound ? 'Inbound' : 'Outbound',
    access,
    protocol,
    sourceAddressPrefix: source.one,
    sourceAddressPrefixes: source.several,
    sourceApplicationSecurityGroupIds: inbound ? undefined : localGroups,
    sourcePortRange: '*',
    destinationAddressPrefix: destination.one,
    destinationAddressPrefixes: destination.several,
    destinationApplicationSecurityGroupIds: inbound ? localGroups : undefined,
    destinationPortRange: port.one,
    destinationPortRanges: port.several,
  };
}
