import { TerraformResource } from 'cdktf';

const IDS = new WeakMap<TerraformResource, string>();

/**
 * The id of a resource, as one reference however often it is asked for.
 *
 * cdktf notes on the reference itself, while it prepares a stack, what it is called there when it comes from another. A
 * lazy value that makes references anew each time would lose that, and refer to a resource that its stack does not have.
 */
export function idOf(resource: TerraformResource & { readonly id: string }): string {
  const known = IDS.get(resource) ?? resource.id;
  IDS.set(resource, known);
  return known;
}
