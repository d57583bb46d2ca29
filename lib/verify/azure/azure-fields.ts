import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { literalText } from '../document/terraform-node';

/** Reads one of a few words, in any letter case; undefined when it is known to Terraform only. */
export function readChoice<T>(node: JsonNode, choices: Readonly<Record<string, T>>, report: Report): T | undefined {
  const text = literalText(node);
  if (text === undefined) {
    report.unresolve(node);
    return undefined;
  }
  const word = text.toLowerCase();
  if (!Object.hasOwn(choices, word)) throw node.malformed(`one of ${Object.keys(choices).join(', ')}`);
  return choices[word];
}

/** Reads a priority; undefined when it is known to Terraform only. */
export function readPriority(
  node: JsonNode, { first, last }: { readonly first: number; readonly last: number }, report: Report,
): number | undefined {
  if (literalText(node) === undefined) {
    report.unresolve(node);
    return undefined;
  }
  const priority = node.integer();
  if (priority < first || priority > last) {
    report.find(FindingCode.PRIORITY_OUT_OF_RANGE, node.path, `priority ${priority} is not within ${first} to ${last}`);
  }
  return priority;
}
