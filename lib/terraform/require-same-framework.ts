import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { otherFramework } from '../messages/errors';

/** Where jsii notes what a class is called: `cdktf.TerraformStack`. */
const JSII_TYPE = Symbol.for('jsii.rtti');

/**
 * Refuses a construct of CDKTF in a stack of CDK Terrain, and the reverse.
 *
 * Each takes the stacks of the other for its own, since the marks by which it knows them are the same, but not the tokens:
 * without this check, synthesis fails with a message that helps nobody, or writes texts that Terraform cannot read.
 *
 * @throws EndpointError `OtherFramework`
 */
export function requireSameFramework(construct: IConstruct): void {
  const own = frameworkOf(TerraformStack);
  const found = frameworkOf(TerraformStack.of(construct).constructor);
  if (own !== undefined && found !== undefined && own !== found) {
    throw otherFramework(construct.node.path, own, found);
  }
}

/** `cdktf` or `cdktn`, by the name of the class of stacks that a class is or extends. */
function frameworkOf(type: unknown): string | undefined {
  if (typeof type !== 'function') return undefined;
  const name: unknown = Object.hasOwn(type, JSII_TYPE) ? Reflect.get(Reflect.get(type, JSII_TYPE), 'fqn') : undefined;
  const [, framework] = /^(\w+)\.TerraformStack$/.exec(String(name)) ?? [];
  return framework ?? frameworkOf(Object.getPrototypeOf(type));
}
