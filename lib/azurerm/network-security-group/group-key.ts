import type { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { identify } from '../../terraform/identify';

/** A network security group that exists already, in this app or outside. The provider's `NetworkSecurityGroup` is one. */
export interface INetworkSecurityGroup {
  readonly name: string;
  readonly resourceGroupName: string;
}

/**
 * Text that is the same for everything that names the same group: by reference, or by its names in any letter case.
 *
 * Groups of different stacks differ, whatever they are called: their subscriptions may.
 *
 * @param scope where a group stands that is no construct
 */
export function groupKey(scope: IConstruct, group: INetworkSecurityGroup): string {
  const stack = TerraformStack.of(Construct.isConstruct(group) ? group : scope);
  const names = [group.resourceGroupName, group.name].map((name) => knownText(stack, name).toLowerCase());
  return JSON.stringify([stack.node.path, ...names]);
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

/** `value`, where a reference to a name that this stack gives is replaced by that name. */
function knownText(stack: TerraformStack, value: string): string {
  const text = identify(value, stack);
  const [, address, argument] = /^\$\{([\w.-]+)\.(name|resource_group_name)\}$/.exec(text) ?? [];
  const target = address && stack.node.findAll().find((construct) => addressOf(construct) === address);
  const given: unknown = target && Reflect.get(target, argument === 'name' ? 'nameInput' : 'resourceGroupNameInput');
  return typeof given === 'string' && given !== value ? knownText(stack, given) : text;
}

/** What Terraform calls a resource: `azurerm_resource_group.Group`. */
function addressOf(construct: IConstruct): string | undefined {
  if (TerraformResource.isTerraformResource(construct)) {
    return `${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
  }
  return TerraformDataSource.isTerraformDataSource(construct)
    ? `data.${construct.terraformResourceType}.${construct.friendlyUniqueId}`
    : undefined;
}
