import { TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { identify } from './identify';

/** What an app says to mean a resource: an id, or names. */
interface ResourceNames {
  /**
   * The id of the resource, or of what it is in. One that is written out means the same in every stack; a reference is of its stack.
   *
   * @default - only names, which another stack may use for something else: its provider may be another
   */
  readonly id?: string;

  /** The names of the resource and of what it is in. */
  readonly names?: readonly string[];
}

/**
 * Text that is the same for everything that means the same resource of Azure, by reference or by its names, in any letter case.
 *
 * @param scope a construct of the stack in which the names are written
 */
export function resourceKey(scope: IConstruct, { id, names = [] }: ResourceNames): string {
  const stack = TerraformStack.of(scope);
  const text = id === undefined ? undefined : identify(id, stack).toLowerCase();
  const holder = text === undefined || text.includes('${') ? stack.node.path : '';
  return JSON.stringify([holder, text, ...names.map((name) => knownText(stack, name).toLowerCase())]);
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
