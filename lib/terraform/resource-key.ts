import { TerraformDataSource, TerraformElement, TerraformProvider, TerraformResource, TerraformStack, Token, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';
import { identify } from './identify';

/** What an app says to mean a resource: an id, or names and a provider. */
interface ResourceNames {
  /**
   * The id of the resource, or of what it is in. One that is written out means the same in every stack; a reference is of its stack.
   *
   * @default - only names
   */
  readonly id?: string;

  /** The names of the resource and of what it is in. */
  readonly names?: readonly string[];

  /**
   * The provider by which names are looked up; with a subscription that is written out, they mean the same in every stack.
   *
   * @default - the default provider of the stack
   */
  readonly provider?: TerraformProvider;
}

/** What a provider's own configuration says of the subscription, and of the provider. */
interface ProviderInputs {
  readonly alias?: string;
  readonly subscriptionIdInput?: unknown;
}

/**
 * Text that is the same for everything that means the same resource of Azure, by reference or by its names, in any letter case.
 *
 * Two keys are equal only if the resources cannot differ; what only deployment knows stays apart.
 *
 * @param scope a construct of the stack in which the names are written
 */
export function resourceKey(scope: IConstruct, { id, names = [], provider }: ResourceNames): string {
  const texts = names.map((name) => knownText(scope, name));
  return JSON.stringify(id === undefined ? [providerKey(scope, provider), ...texts] : [knownText(scope, id), ...texts]);
}

/** The subscription of a provider, where it is written out. */
export function subscriptionOf(scope: IConstruct, provider = defaultProvider(TerraformStack.of(scope))): string | undefined {
  const { subscriptionIdInput: id }: ProviderInputs = provider ?? {};
  return typeof id === 'string' && !Token.isUnresolved(id) ? id.toLowerCase() : undefined;
}

/** `value` in lower case, where a reference to a name that the app gives is replaced by that name, and any other belongs to its stack. */
export function knownText(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) {
    return value.toLowerCase();
  }
  const target = referent(scope, value);
  const given: unknown = target && Reflect.get(target.element, target.attribute === 'name' ? 'nameInput' : 'resourceGroupNameInput');
  return typeof given === 'string' && given !== value ? knownText(target!.element, given) : referenceKey(scope, value).toLowerCase();
}

/** Text that is the same for everything that means the same id: one that is written out, or a reference of one stack. */
export function referenceKey(scope: IConstruct, value: string): string {
  return Token.isUnresolved(value) ? `${originOf(scope, value).stack.node.path} ${identify(value, scope)}` : value;
}

/** The resource or data source, of whatever stack of the app, to a name of which `value` refers. */
export function referent(scope: IConstruct, value: string): { readonly element: TerraformElement; readonly attribute: string } | undefined {
  const { stack, text } = originOf(scope, value);
  const [, address, attribute] = /^\$\{([\w.-]+)\.(name|resource_group_name)\}$/.exec(text) ?? [];
  const element = address === undefined ? undefined : elementAt(stack, address);
  return element && { element, attribute };
}

/** The text of a reference in the stack that it comes from. */
function originOf(scope: IConstruct, value: string): { readonly stack: TerraformStack; readonly text: string } {
  const [token, ...others] = Token.isUnresolved(value) ? Tokenization.reverseString(value).tokens : [];
  const origin: unknown = others.length === 0 && token !== undefined ? Reflect.get(token, 'originStack') : undefined;
  const stack = TerraformStack.isStack(origin) ? origin : TerraformStack.of(scope);
  return { stack, text: identify(value, stack) };
}

/** What tells one provider from another: its subscription, or the stack that it is in. */
function providerKey(scope: IConstruct, provider: TerraformProvider | undefined): string {
  const { alias = '' }: ProviderInputs = provider ?? {};
  return subscriptionOf(scope, provider) ?? `${TerraformStack.of(provider ?? scope).node.path} ${alias}`;
}

const DEFAULT_PROVIDERS = new WeakMap<TerraformStack, TerraformProvider>();

/** The provider that a stack uses where none is named, if it stands in the stack itself. */
function defaultProvider(stack: TerraformStack): TerraformProvider | undefined {
  const found = DEFAULT_PROVIDERS.get(stack) ?? stack.node.children.find((child) => (
    TerraformProvider.isTerraformProvider(child) && child.terraformResourceType === 'azurerm' && child.alias === undefined
  )) as TerraformProvider | undefined;
  if (found !== undefined) DEFAULT_PROVIDERS.set(stack, found);
  return found;
}

/** What was found at the addresses of each stack. */
const FOUND = new WeakMap<TerraformStack, Map<string, TerraformElement>>();

/** What Terraform calls by an address such as `azurerm_resource_group.Group`. */
function elementAt(stack: TerraformStack, address: string): TerraformElement | undefined {
  const found = FOUND.get(stack) ?? new Map<string, TerraformElement>();
  FOUND.set(stack, found);
  const known = found.get(address);
  if (known !== undefined && addressOf(known) === address) {
    return known;
  }
  return lastBelow(stack, address, found);
}

/** Looks from the construct that was made last, since a new resource refers to new ones mostly, and notes what it passes. */
function lastBelow(scope: IConstruct, address: string, passed: Map<string, TerraformElement>): TerraformElement | undefined {
  for (const child of scope.node.children.reverse()) {
    const own = addressOf(child);
    if (own !== undefined) passed.set(own, child as TerraformElement);
    const found = own === address ? child as TerraformElement : lastBelow(child, address, passed);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** What Terraform calls an element that something refers to. The id is read where cdktf keeps it: asking for it would fix that of others. */
function addressOf(construct: IConstruct): string | undefined {
  const isResource = TerraformResource.isTerraformResource(construct);
  if (!isResource && !TerraformDataSource.isTerraformDataSource(construct)) {
    return undefined;
  }
  const id: unknown = Reflect.get(construct, '_friendlyUniqueId');
  return id === undefined ? undefined : `${isResource ? '' : 'data.'}${construct.terraformResourceType}.${id}`;
}
