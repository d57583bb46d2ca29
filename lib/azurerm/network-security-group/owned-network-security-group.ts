import { NetworkSecurityGroup, NetworkSecurityGroupSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-group';
import { Construct } from 'constructs';
import { Direction } from '../../net';
import { OptionTypes, required } from '../../rules/options/option-type';
import { tags, text } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { AddressRule, onePlace } from '../address-rules/address-rules';
import { GROUP_INDEX } from './group-index';
import { identifyGroup } from './group-key';
import { ANY_GROUP } from './network-security-group-option-types';
import { NetworkSecurityGroupRulesBase, NetworkSecurityGroupRulesOptions } from './network-security-group-rules-base';

/** Options of a network security group that holds nothing but our rules. */
export interface OwnedNetworkSecurityGroupProps extends NetworkSecurityGroupRulesOptions {
  /** Name of the group. */
  readonly name: string;

  /** Name of its resource group. */
  readonly resourceGroupName: string;

  /** Azure region. */
  readonly location: string;

  /**
   * Tags of the group.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}

const OPTIONS: OptionTypes<OwnedNetworkSecurityGroupProps> = {
  ...ANY_GROUP,
  name: required(text('nsg-web')),
  resourceGroupName: required(text('rg-web')),
  location: required(text('westeurope')),
  tags: tags(),
};

/** A network security group that this library creates, with inline rules. Made by `NetworkSecurityGroupRules.withOwnGroup`. */
export class OwnedNetworkSecurityGroup extends NetworkSecurityGroupRulesBase {
  private readonly group: NetworkSecurityGroup;
  private rendered?: NetworkSecurityGroupSecurityRule[];
  private wereReplaced = false;

  constructor(scope: Construct, id: string, props: OwnedNetworkSecurityGroupProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    this.group = new NetworkSecurityGroup(this, 'Group', {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: props.tags,
      provider: props.provider,
    });
    this.beginWithDenying();
    this.node.addValidation({ validate: () => [...this.replacedRuleProblems(), ...this.separateRuleProblems()] });
  }

  /** The group, to associate with subnets and network interfaces. */
  get networkSecurityGroup(): NetworkSecurityGroup {
    this.resources.update();
    return this.group;
  }

  protected get isAtomic(): boolean {
    return true;
  }

  protected render(rules: readonly AddressRule[]): void {
    this.wereReplaced ||= this.areReplaced;
    this.rendered = rules.map(inlineRule);
    this.group.putSecurityRule(this.rendered);
  }

  private get areReplaced(): boolean {
    return this.group.securityRuleInput !== this.rendered;
  }

  private replacedRuleProblems(): string[] {
    return !this.wereReplaced && !this.areReplaced ? [] : [
      `the rules of ${this.node.path} were replaced, and nothing else may add rules to its group: ` +
      'make the group yourself, with its rules as separate resources, and use NetworkSecurityGroupRules',
    ];
  }

  private separateRuleProblems(): string[] {
    return GROUP_INDEX.of(this).rulesOf(identifyGroup(this, this.group).key).map(({ node: { path } }) => (
      `${path} is in the network security group of ${this.node.path}, whose inline rules make Terraform delete it: put it into another group`
    ));
  }
}

/** An inline rule names every argument: Terraform refuses an object that lacks one. One value stands in the singular argument. */
function inlineRule(rule: AddressRule): NetworkSecurityGroupSecurityRule {
  const { name, priority, direction, access, protocol, remotePrefixes, remoteTag, local, ports, description } = rule;
  const remote = onePlace(remoteTag === undefined ? remotePrefixes : [remoteTag]);
  const localSide = onePlace(local.prefixes);
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
    sourceAddressPrefix: source.one ?? '',
    sourceAddressPrefixes: source.several ?? [],
    sourceApplicationSecurityGroupIds: inbound ? [] : [...local.groupIds],
    sourcePortRange: '*',
    sourcePortRanges: [],
    destinationAddressPrefix: destination.one ?? '',
    destinationAddressPrefixes: destination.several ?? [],
    destinationApplicationSecurityGroupIds: inbound ? [...local.groupIds] : [],
    destinationPortRange: port.one ?? '',
    destinationPortRanges: port.several ?? [],
  };
}
