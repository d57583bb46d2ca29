import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Lazy, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Text that is equal for equal values, be they concrete or tokens.
 *
 * A reference is named by the path of its construct, as seen from `stack`, since
 * two stacks may use the same logical ids. A lazy value is named by its token:
 * asking for it now would fix it at what it is now.
 */
export function identify(value: unknown, stack: Stack): string {
  if (['string', 'number'].includes(typeof value) && !Token.isUnresolved(value)) {
    return String(value); // most values are plain, and resolving takes long
  }
  return textOf(resolveNamed(value, stack, (target) => pathWithin(stack, target), false));
}

/**
 * `value` with every reference named: `{ Ref: 'Group.GroupId' }`.
 *
 * @param settle whether lazy values become what they are now, as in a complete app; else they are named by their tokens
 */
export function resolveNamed(value: unknown, stack: Stack, nameOf: (target: IConstruct) => string, settle: boolean): unknown {
  return Tokenization.resolve(value, { scope: stack, resolver: new NamingResolver(nameOf, settle), preparing: false });
}

/** Resolves as CDK does, but for references, and for lazy values unless they are to be settled. */
class NamingResolver extends DefaultTokenResolver {
  constructor(private readonly nameOf: (target: IConstruct) => string, private readonly settle: boolean) {
    super({ join: (left: unknown, right: unknown) => textOf(left) + textOf(right) });
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      return { Ref: `${this.nameOf(token.target)}.${token.displayName}` };
    }
    if (!this.settle && isLazy(token)) {
      return token.toString().replace(/\W+/g, ' ').trim();
    }
    return super.resolveToken(token, context, postProcessor);
  }
}

/** The name of the class of all lazy values, which CDK does not export: by name, since an app may have several copies of CDK. */
const LAZY: string = Object.getPrototypeOf(Lazy.any({ produce: () => undefined }).constructor).name;

function isLazy(token: IResolvable): boolean {
  return Object.getPrototypeOf(token.constructor)?.name === LAZY;
}

/** The path below `stack`, so that the same stack has the same names wherever it stands; else the whole path. */
function pathWithin(stack: Stack, construct: IConstruct): string {
  const { scopes } = construct.node;
  return scopes.slice(scopes.indexOf(stack) + 1).map((scope) => scope.node.id).join('/');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
