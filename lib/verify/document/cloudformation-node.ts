import { isObject, type JsonNode } from './json-node';
import type { Syntax } from './literals';

/** Whether the value is an intrinsic function: known to CloudFormation only. */
export function isIntrinsic(node: JsonNode): boolean {
  if (!isObject(node.value)) return false;
  const keys = Object.keys(node.value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

/** Whether only CloudFormation knows the value: an intrinsic function, or text with a dynamic reference (`{{resolve:ssm:/x}}`) anywhere in it. */
export function isUnknown(node: JsonNode): boolean {
  return isIntrinsic(node) || (typeof node.value === 'string' && node.value.includes('{{resolve:'));
}

/** Whether nothing is there: no value, or `AWS::NoValue`, with which CloudFormation removes a property. */
export function isNothing(node: JsonNode): boolean {
  return node.isAbsent || (isObject(node.value) && node.value.Ref === 'AWS::NoValue');
}

/** How CloudFormation writes what is not there and what only it knows. */
export const CLOUDFORMATION_SYNTAX: Syntax = { isNothing, isUnknown };

/**
 * The stable key of the group or list that a property names: the logical id for `Ref` and `Fn::GetAtt`
 * in either form and for an `Fn::Sub` that is one of them, a literal as it is, any other intrinsic as one line of JSON.
 *
 * @param attribute the attribute that is the id of the resource
 */
export function groupKey(node: JsonNode, attribute = 'GroupId'): string {
  if (!isIntrinsic(node)) return node.text();
  node.account();
  const reference = referenceOf(node);
  if (reference === undefined) return node.describe();
  const { id, attribute: own = attribute } = reference;
  return own === attribute ? id : `${id}.${own}`;
}

/** The resource, and the attribute of it, that an intrinsic function is and nothing else; without an attribute for `Ref`. */
export function referenceOf(node: JsonNode): { readonly id: string; readonly attribute?: string } | undefined {
  const [[name, argument]] = node.entries();
  if (name === 'Ref') return { id: argument.text() };
  if (name === 'Fn::Sub') {
    const [, id, attribute] = /^\$\{(\w+)(?:\.([\w.]+))?\}$/.exec(argument.describe()) ?? [];
    return id === undefined ? undefined : { id, attribute };
  }
  if (name !== 'Fn::GetAtt') return undefined;
  const [id, attribute, ...more] = typeof argument.value === 'string' ? splitAttribute(argument.value) : argument.items().map((part) => part.describe());
  return attribute === undefined || more.length > 0 ? undefined : { id, attribute };
}

function splitAttribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
