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
  const [[name, argument]] = node.entries();
  if (name === 'Ref') return argument.text();
  if (name === 'Fn::Sub') {
    const [, id, own = attribute] = /^\$\{(\w+)(?:\.([\w.]+))?\}$/.exec(argument.describe()) ?? [];
    return id !== undefined && own === attribute ? id : node.describe();
  }
  if (name !== 'Fn::GetAtt') return node.describe();
  const parts = typeof argument.value === 'string' ? splitAttribute(argument.value) : argument.items().map((part) => part.describe());
  if (parts.length !== 2) return node.describe();
  return parts[1] === attribute ? parts[0] : parts.join('.');
}

function splitAttribute(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
