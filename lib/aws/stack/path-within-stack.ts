import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A construct path, by default that of `scope`, without that of the stack of `scope`, which differs from deployment to deployment. */
export function pathWithinStack(scope: IConstruct, path = scope.node.path): string {
  const stack = `${Stack.of(scope).node.path}/`;
  return path.startsWith(stack) ? path.slice(stack.length) : path;
}
