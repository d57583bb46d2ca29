import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/** The construct path below the stack, whose own path differs from deployment to deployment. */
export function pathWithinStack(construct: IConstruct): string {
  const { scopes } = construct.node;
  return scopes.slice(scopes.indexOf(TerraformStack.of(construct)) + 1).map(({ node }) => node.id).join('/');
}
