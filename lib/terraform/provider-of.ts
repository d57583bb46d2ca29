import { TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { invalidOption } from '../messages/errors';

/**
 * The provider for resources that belong to another one: azurerm takes their subscription from it, and not from that one.
 *
 * @param scope where the resources are
 * @param owner what they belong to, such as a network security group; perhaps no construct
 * @param given the provider that the app names, if any
 * @returns `undefined` for the default provider
 * @throws EndpointError `InvalidOption` when the one of `owner` cannot be used in the stack of `scope`
 */
export function providerOf(scope: IConstruct, owner: unknown, given?: TerraformProvider): TerraformProvider | undefined {
  const provider = given ?? (isElement(owner) ? owner.provider : undefined);
  if (provider !== undefined && TerraformStack.of(provider) !== TerraformStack.of(scope)) {
    throw invalidOption('provider', provider.node.path, `give a provider of the stack ${TerraformStack.of(scope).node.path}, for the same subscription`);
  }
  return provider;
}

/**
 * Refuses a resource that stands for several, none of which it names.
 *
 * @param option the prop by which it was given
 * @throws EndpointError `InvalidOption`
 */
export function requireSingle(option: string, resource: unknown): void {
  if (isElement(resource) && (resource.forEach !== undefined || resource.count !== undefined)) {
    throw invalidOption(
      option, resource.node.path, 'it has forEach or count, so it is several resources: make each a separate construct, in a loop of your program',
    );
  }
}

/** Of whatever copy of the provider: classes that `cdktf get` makes are others than those of the published package. */
function isElement(value: unknown): value is TerraformResource | TerraformDataSource {
  return TerraformResource.isTerraformResource(value) || TerraformDataSource.isTerraformDataSource(value);
}

/** Whether a construct is a resource of a type, by whatever class. */
export function isResourceOf(construct: IConstruct, terraformResourceType: string): construct is TerraformResource {
  return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === terraformResourceType;
}
