import { isObject } from '../document/json-node';
import type { Report } from '../document/report';
import type { DocumentResource } from './close-resources';

/** Arguments that list security groups. */
const LISTS = /security_?group|^GroupSet$/i;

/**
 * Reports security groups that are attached together with one of the document and are not in it themselves: what they admit
 * is added up on the interface.
 *
 * @param groups the addresses of the security groups of the document
 * @param referencesOf the resources that a value names
 */
export function reportForeignGroups(
  resources: readonly DocumentResource[], groups: ReadonlySet<string>, referencesOf: (value: unknown) => ReadonlySet<string>, report: Report,
): void {
  for (const { node } of resources) {
    for (const { path, items } of listsIn(node.value, node.path)) {
      const foreign = items.filter((item) => ![...referencesOf([item])].some((name) => groups.has(name)));
      if (foreign.length === 0 || foreign.length === items.length) continue;
      report.leaveOpen(path, `adds up with ${foreign.map((item) => JSON.stringify(item)).join(', ')}, which the document does not declare`);
    }
  }
}

interface List {
  readonly path: string;
  readonly items: readonly unknown[];
}

function listsIn(value: unknown, path: string): List[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => listsIn(item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]): List[] => {
    const place = `${path}.${key}`;
    const isList = LISTS.test(key) && Array.isArray(inner) && inner.every((item) => typeof item === 'string' || isReference(item));
    return isList ? [{ path: place, items: inner }] : listsIn(inner, place);
  });
}

function isReference(item: unknown): boolean {
  return isObject(item) && Object.keys(item).every((key) => key === 'Ref' || key.startsWith('Fn::'));
}
