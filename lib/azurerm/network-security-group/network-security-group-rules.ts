import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import type { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { denyBeforeAllow, networkSecurityGroupFull, overlappingPriorities } from '../../messages/errors';
import { Direction } from '../../net';
import { OptionTypes, required } from '../../rules/options/option-type';
import { objectWith } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { AddressRule } from '../address-rules/address-rules';
import { reconcileChildren } from '../address-rules/reconcile-children';
import { NETWORK_SECURITY_GROUP_LIMITS } from '../limits/network-security-group-limits';
import { groupKey, INetworkSecurityGroup, separateRules } from './group-key';
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
 * Rules in an Azure network security group, each a resource of its own.
 *
 * A rule has one address family, its prefixes do not overlap, its name and
 * priority come from its content: when published prefixes change, only the rule
 * that holds them changes.
 *
 * Network security groups know addresses only: host names give way to the addresses that are published beside them, with a warning,
 * and are refused where there are none.
 *
 * @example
 * const rules = new NetworkSecurityGroupRules(this, 'FromMicrosoft', {
 *   networkSecurityGroup: nsg, priorities: PriorityRange.of(200, 299), destination: '10.0.1.0/24',
 * });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });
 */
export class NetworkSecurityGroupRules extends NetworkSecurityGroupRulesBase {
  /**
   * A network security group of our own, its rules inline: Azure takes them in one atomic step.
   *
   * Nothing else may add rules to that group.
   */
  static withOwnGroup(scope: Construct, id: string, props: OwnedNetworkSecurityGroupProps): OwnedNetworkSecurityGroup {
    return new OwnedNetworkSecurityGroup(scope, id, props);
  }

  private readonly group: INetworkSecurityGroup;

  /**
   * @throws EndpointError `OverlappingPriorities` when another enforcement point of this group may take the same priorities, or `InvalidLocalSide`
   */
  constructor(scope: Construct, id: string, props: NetworkSecurityGroupRulesProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    this.group = props.networkSecurityGroup;
    this.requireDisjointPriorities();
    this.renderDenying();
    this.node.addValidation({ validate: () => [...this.inlineRuleProblems(), ...this.otherRuleProblems(), ...this.limitProblems()] });
  }

  protected render(rules: readonly AddressRule[]): void {
    const { name: networkSecurityGroupName, resourceGroupName } = this.group;
    const provider = this.provider ?? (TerraformResource.isTerraformResource(this.group) ? this.group.provider : undefined);
    const configs = rules.map((rule) => [rule.name, { ...separateRule(rule), networkSecurityGroupName, resourceGroupName, provider }] as const);
    // Loaded here and not with this module: the class takes half a megabyte, and a group of our own has no such rules.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { NetworkSecurityRule: Resource } = require('@cdktf/provider-azurerm/lib/network-security-rule') as typeof import('@cdktf/provider-azurerm/lib/network-security-rule');
    reconcileChildren(this, new Map(configs), {
      create: (scope, id, config) => new Resource(scope, id, config),
      update: (resource, config) => Object.assign(resource, config),
    });
  }

  /** Text for the group, the same for everything that names it. */
  private get groupKey(): string {
    return groupKey(this, this.group);
  }

  private requireDisjointPriorities(): void {
    const others = this.node.root.node.findAll()
      .filter((other) => other instanceof NetworkSecurityGroupRules)
      .filter((other) => other !== this && other.groupKey === this.groupKey);
    for (const other of others) {
      if (other.priorities.overlaps(this.priorities)) {
        throw overlappingPriorities(this.node.path, this.priorities.toString(), other.node.path, other.priorities.toString());
      }
      for (const [denying, admitting] of [[this, other], [other, this]]) {
        if (denying.denyOtherOutbound !== undefined && denying.denyOtherOutbound.priority <= admitting.priorities.last) {
          throw denyBeforeAllow(denying.node.path, denying.denyOtherOutbound.priority, admitting.node.path, admitting.priorities.toString());
        }
      }
    }
  }

  /** Even an empty list of inline rules, which makes Terraform delete all others. */
  private inlineRuleProblems(): string[] {
    return this.node.root.node.findAll()
      .filter((construct) => construct instanceof NetworkSecurityGroup)
      .filter((group) => group.securityRuleInput !== undefined)
      .filter((group) => this.groupKey === groupKey(this, group))
      .map((group) => `${group.node.path} has inline rules (securityRule), and Terraform would delete the rules of ${this.node.path} in their favour: ` +
        'make its rules resources of their own, or use NetworkSecurityGroupRules.withOwnGroup');
  }

  /** Limits of the group that all who write rules into it exceed together. */
  private limitProblems(): string[] {
    const all = separateRules(this, this.groupKey);
    const { rulesPerGroup, prefixesPerGroup } = NETWORK_SECURITY_GROUP_LIMITS;
    const prefixes = Math.max(...[
      all.map((rule) => rule.sourceAddressPrefixesInput), all.map((rule) => rule.destinationAddressPrefixesInput),
    ].map((lists) => lists.reduce((sum, list) => sum + (list?.length ?? 1), 0)));
    return all.length > rulesPerGroup || prefixes > prefixesPerGroup
      ? [networkSecurityGroupFull(this.node.path, all.length, prefixes, rulesPerGroup, prefixesPerGroup).message] : [];
  }

  /** Rules of others that take what is ours. */
  private otherRuleProblems(): string[] {
    const all = separateRules(this, this.groupKey);
    const isOurs = (rule: NetworkSecurityRule) => rule.node.path.startsWith(`${this.node.path}/`);
    const ourNames = all.filter(isOurs).map((rule) => rule.nameInput?.toLowerCase());
    return all.filter((rule) => !isOurs(rule)).flatMap(({ node: { path }, priorityInput: priority, nameInput: name, directionInput: direction }) => [
      ...(priority !== undefined && this.priorities.includes(priority)
        ? [`${path} has priority ${priority}, which ${this.node.path} may take: move it out of ${this.priorities}`] : []),
      ...(direction === 'Outbound' && priority !== undefined && priority === this.denyOtherOutbound?.priority
        ? [`${path} has priority ${priority}, at which ${this.node.path} denies other outbound traffic: give one of them another`] : []),
      ...(name !== undefined && ourNames.includes(name.toLowerCase())
        ? [`${path} is called ${name}, as is a rule of ${this.node.path}, and Azure takes a name once in a group: ` +
          'rename it, or give each enforcement point of the group scenarios of its own'] : []),
    ]);
  }
}

function separateRule({ name, priority, direction, access, protocol, remotePrefixes, remoteTag, local, ports, description }: AddressRule) {
  const prefixes = remoteTag === undefined ? [...remotePrefixes] : undefined;
  return {
    name,
    description,
    priority,
    direction: direction === Direction.INBOUND ? 'Inbound' : 'Outbound',
    access,
    protocol,
    ...(direction === Direction.INBOUND
      ? { sourceAddressPrefix: remoteTag, sourceAddressPrefixes: prefixes, destinationAddressPrefix: local }
      : { sourceAddressPrefix: local, destinationAddressPrefix: remoteTag, destinationAddressPrefixes: prefixes }),
    sourcePortRange: '*',
    destinationPortRange: ports.length === 0 ? '*' : undefined,
    destinationPortRanges: ports.length === 0 ? undefined : [...ports],
  };
}
