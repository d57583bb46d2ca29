import { Stack, Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { resolveNamed } from './identify';

/**
 * Text that is the same only for what means one resource, wherever in the app it is written: an id or ARN, a reference, or
 * whatever else will be one.
 *
 * A reference means the resource that it names. An id that is written out means the same in one account and region, and an
 * expression such as `Fn.importValue('web-sg-id')` does where both are known. Where they are not, stages may be deployed to
 * different ones, and so may stacks.
 *
 * @param place the construct that says `value`
 */
export function identityOf(value: string, place: IConstruct): string {
  return identityOfNamed(Token.isUnresolved(value) ? resolveNamed(value, Stack.of(place), pathOf, false) : value, place);
}

/** As `identityOf`, for a value from `namedByPath`. */
export function identityOfNamed(named: unknown, place: IConstruct): string {
  if (isReference(named)) {
    return JSON.stringify(named);
  }
  const fallback = typeof named === 'string' ? Stage.of(place) : Stack.of(place);
  return JSON.stringify([environmentOf(place) ?? fallback?.node.path ?? '', named]);
}

/** `value` with every reference named by the path of its resource in the app: `{ Ref: 'Stack/Group.GroupId' }`. Lazy values become what they are now. */
export function namedByPath(value: unknown, place: IConstruct): unknown {
  return resolveNamed(value, Stack.of(place), pathOf, true);
}

function environmentOf(place: IConstruct): string | undefined {
  const { account, region } = Stack.of(place);
  return [account, region].some((part) => Token.isUnresolved(part)) ? undefined : `${account}/${region}`;
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'Ref';
}

function pathOf({ node: { path } }: IConstruct): string {
  return path;
}
