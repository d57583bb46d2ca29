import type { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { resourceKey } from '../../terraform/resource-key';

/** A network security group that exists already, in this app or outside. The provider's `NetworkSecurityGroup` is one. */
export interface INetworkSecurityGroup {
  readonly name: string;
  readonly resourceGroupName: string;
}

/**
 * Text that is the same for everything that names the same group, in the stack of the group.
 *
 * @param scope where a group stands that is no construct
 */
export function groupKey(scope: IConstruct, group: INetworkSecurityGroup): string {
  return resourceKey(Construct.isConstruct(group) ? group : scope, { names: [group.resourceGroupName, group.name] });
}

/** The rules of a group that are resources of their own, ours and others'. */
export function separateRules(scope: IConstruct, key: string): NetworkSecurityRule[] {
  return scope.node.root.node.findAll()
    .filter(isSeparateRule)
    .filter((rule) => key === groupKey(rule, {
      name: rule.networkSecurityGroupNameInput ?? '', resourceGroupName: rule.resourceGroupNameInput ?? '',
    }));
}

/** By its type and not by its class: that takes long to load, and may come from another copy of the provider. */
function isSeparateRule(construct: IConstruct): construct is NetworkSecurityRule {
  return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'azurerm_network_security_rule';
}
