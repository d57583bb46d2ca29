import { NetworkSecurityGroup, NetworkSecurityGroupSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-group';
import { Construct } from 'constructs';
import { Direction } from '../../net';
import { OptionTypes, required } from '../../rules/options/option-type';
import { tags, text } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { AddressRule } from '../address-rules/address-rules';
import { groupKey, separateRules } from './group-key';
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

/** A network security group of our own with inline rules. Made by `NetworkSecurityGroupRules.withOwnGroup`. */
export class OwnedNetworkSecurityGroup extends NetworkSecurityGroupRulesBase {
  /** The group, to associate with subnets and network interfaces. */
  readonly networkSecurityGroup: NetworkSecurityGroup;

  private rendered?: NetworkSecurityGroupSecurityRule[];

  constructor(scope: Construct, id: string, props: OwnedNetworkSecurityGroupProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    this.networkSecurityGroup = new NetworkSecurityGroup(this, 'Group', {
      name: props.name,
      resourceGroupName: props.resourceGroupName,
      location: props.location,
      tags: props.tags,
      provider: props.provider,
    });
    this.renderDenying();
    this.node.addValidation({ validate: () => [...this.replacedRuleProblems(), ...this.separateRuleProblems()] });
  }

  protected render(rules: readonly AddressRule[]): void {
    this.rendered = rules.map(inlineRule);
    this.networkSecurityGroup.putSecurityRule(this.rendered);
  }

  private replacedRuleProblems(): string[] {
    return this.networkSecurityGroup.securityRuleInput === this.rendered ? [] : [
      `the rules of ${this.node.path} were replaced, and nothing else may add rules to its group: ` +
      'make the group yourself, its rules resources of their own, and use NetworkSecurityGroupRules',
    ];
  }

  private separateRuleProblems(): string[] {
    return separateRules(this, groupKey(this, this.networkSecurityGroup)).map(({ node: { path } }) => (
      `${path} is in the network security group of ${this.node.path}, whose inline rules make Terraform delete it: put it into another group`
    ));
  }
}

/** An inline rule names every argument: Terraform refuses an object that lacks one. */
function inlineRule(rule: AddressRule): NetworkSecurityGroupSecurityRule {
  const { name, priority, direction, access, protocol, remotePrefixes, remoteTag = '', local, ports, description } = rule;
  const inbound = direction === Direction.INBOUND;
  return {
    name,
    description,
    priority,
    direction: inbound ? 'Inbound' : 'Outbound',
    access,
    protocol,
    sourceAddressPrefix: inbound ? remoteTag : local,
    sourceAddressPrefixes: inbound ? [...remotePrefixes] : [],
    sourceApplicationSecurityGroupIds: [],
    sourcePortRange: '*',
    sourcePortRanges: [],
    destinationAddressPrefix: inbound ? local : remoteTag,
    destinationAddressPrefixes: inbound ? [] : [...remotePrefixes],
    destinationApplicationSecurityGroupIds: [],
    destinationPortRange: ports.length === 0 ? '*' : '',
    destinationPortRanges: [...ports],
  };
}
