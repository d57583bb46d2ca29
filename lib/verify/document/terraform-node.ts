import { FindingCode } from './finding';
import { JsonNode } from './json-node';
import type { Syntax } from './literals';
import type { Report } from './report';

/** Whether text holds a Terraform expression, whose value only Terraform knows; `$${` is a plain `${`. */
export function isExpression(text: string): boolean {
  return /(?:^|[^$])(?:\$\$)*\$\{|(?:^|[^%])(?:%%)*%\{/.test(text);
}

/** Whether a value is text with an expression in it. */
export function holdsExpression(node: JsonNode): boolean {
  return typeof node.value === 'string' && isExpression(node.value);
}

/** How Terraform JSON writes what is not there and what only Terraform knows. */
export const TERRAFORM_SYNTAX: Syntax = { isNothing: isUnset, isUnknown: holdsExpression };

/** The resources of one type, through every list form that Terraform JSON allows for a block. */
export function resourcesOf(root: JsonNode, type: string): [id: string, resource: JsonNode][] {
  return root.at('resource').itemsOrSelf()
    .flatMap((resources) => resources.at(type).itemsOrSelf())
    .flatMap((byId) => byId.entries())
    .flatMap(([id, body]) => body.itemsOrSelf().map((item): [string, JsonNode] => [id, item]));
}

/** The blocks of one kind; an expression in their place is under `unresolved`. */
export function blocksOf(parent: JsonNode, kind: string, report: Report): JsonNode[] {
  const blocks = parent.at(kind);
  if (!holdsExpression(blocks)) return blocks.itemsOrSelf();
  report.unresolve(blocks);
  return [];
}

/** Whether an argument is not set: missing, null, or the empty text or list that CDKTF may write for it. */
export function isUnset(node: JsonNode): boolean {
  return node.isAbsent || node.value === '' || (Array.isArray(node.value) && node.value.length === 0);
}

/** Text of an argument that must be known to make sense of the rest; undefined when it is an expression. */
export function literalText(node: JsonNode): string | undefined {
  const text = node.scalar();
  return isExpression(text) ? undefined : text;
}

/** Reports `count` and `for_each`, with which a resource may exist not at all or more than once. */
export function checkRepetition(node: JsonNode, report: Report): boolean {
  const repeated = ['count', 'for_each'].map((key) => node.at(key)).filter((argument) => !argument.isAbsent);
  repeated.forEach((argument) => report.find(FindingCode.CONDITIONAL_RESOURCE, argument.path, 'may exist not at all or more than once, read as existing once'));
  return repeated.length > 0;
}
