import { isObject } from '../document/json-node';
import type { Report } from '../document/report';
import type { DocumentResource } from './close-resources';

/** Arguments that list security groups, and those that hold them in one value, which may be something else of that name. */
const LISTS = /security_?group|^(GroupSet|Groups)$/i;
const VALUES = /security_?groups?(_?(id|arn|name)s?)?$|^(GroupSet|Groups)$/i;

/** Arguments that say to which network interface or endpoint a resource of its own adds a security group. */
const PLACES = ['network_interface_id', 'vpc_endpoint_id'];

/** How a kind of document refers to resources. */
export interface References {
  /** The resources that a value names anywhere in it. */
  in(value: unknown): ReadonlySet<string>;
  /** The resource whose id a value is, and nothing else; undefined for any other value. */
  only(value: unknown): string | undefined;
}

/**
 * Reads security groups that are attached together with one of the document and are not in it themselves: what they admit
 * is added up on the interface. An expression that names one of the document may come to any other.
 *
 * @param groups the addresses of the security groups of the document
 */
export function reportForeignGroups(
  resources: readonly DocumentResource[], groups: ReadonlySet<string>, references: References, report: Report,
): void {
  const isOwn = (item: unknown) => groups.has(references.only(item) ?? '');
  const isNamed = (item: unknown) => [...references.in([item])].some((name) => groups.has(name));
  for (const { path, items } of joinedPlaces(resources, references)) {
    const foreign = items.filter((item) => !isOwn(item));
    if (foreign.length === 0 || !items.some(isNamed)) continue;
    const texts = foreign.map((item) => JSON.stringify(item)).join(', ');
    report.leaveOpen(path, `adds up with ${texts}, which ${foreign.some(isNamed) ? 'may be a group that ' : ''}the document does not declare`);
  }
}

/** The security groups of one interface, as far as one argument says. */
interface Attached {
  readonly path: string;
  readonly items: readonly unknown[];
}

/** Every argument that holds security groups, and what resources of their own add to an interface, with what it has already. */
function joinedPlaces(resources: readonly DocumentResource[], references: References): Attached[] {
  const byAddress = new Map(resources.map(({ node, address }) => [address, attachedIn(node.value, node.path)]));
  const added = new Map<string, Attached[]>();
  for (const { node, address } of resources) {
    const place = isObject(node.value) ? placeOf(node.value, references) : undefined;
    if (place !== undefined) added.set(place, [...added.get(place) ?? byAddress.get(place) ?? [], ...byAddress.get(address) ?? []]);
  }
  const joined = [...added.values()].filter((all) => all.length > 0)
    .map((all) => ({ path: all.at(-1)!.path, items: all.flatMap(({ items }) => items) }));
  return [...[...byAddress.values()].flat(), ...joined];
}

/** What a resource adds security groups to: the address of another resource, or a text. */
function placeOf(body: Record<string, unknown>, references: References): string | undefined {
  const place = PLACES.map((key) => body[key]).find((value) => typeof value === 'string');
  return place === undefined ? undefined : [...references.in([place])].find((name) => name !== place) ?? `${place as string}`;
}

function attachedIn(value: unknown, path: string): Attached[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => attachedIn(item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  const own: Attached[] = [];
  const below = Object.entries(value).flatMap(([key, inner]): Attached[] => {
    const place = `${path}.${key}`;
    const items = (Array.isArray(inner) ? inner as unknown[] : [inner]).map(groupIn).filter((item) => !isNothing(item));
    if (!(Array.isArray(inner) ? LISTS : VALUES).test(key) || !items.every((item) => typeof item === 'string' || isReference(item))) return attachedIn(inner, place);
    own.push({ path: place, items });
    return [];
  });
  // Arguments side by side are about one thing.
  return own.length === 0 ? below : [{ path: own.map((one) => one.path).join(', '), items: own.flatMap(({ items }) => items) }, ...below];
}

/** The group of an item, which may be written as an object of its own. */
function groupIn(item: unknown): unknown {
  return isObject(item) && Object.keys(item).join() === 'GroupId' ? item.GroupId : item;
}

function isNothing(item: unknown): boolean {
  return item === null || (isObject(item) && item.Ref === 'AWS::NoValue');
}

function isReference(item: unknown): boolean {
  return isObject(item) && Object.keys(item).length > 0 && Object.keys(item).every((key) => key === 'Ref' || key.startsWith('Fn::'));
}
