import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/** A construct path without that of the stack of `scope`, which differs from deployment to deployment. */
export function nameWithinStack(scope: IConstruct, path: string): string {
  const stack = `${TerraformStack.of(scope).node.path}/`;
  return path.startsWith(stack) ? path.slice(stack.length) : path;
}
