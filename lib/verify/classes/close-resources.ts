import { groupBy, groupByEach } from '../../collections/group-by';
import type { JsonNode } from '../document/json-node';
import type { GroupReading } from '../document/reading';
import type { Report } from '../document/report';
import { classify } from './classify';
import { Bearing } from './resource-class';

/** A resource of a document, whatever kind of document it is. */
export interface DocumentResource {
  readonly type: string;
  /** What references to it say: a logical id, or `type.name`. */
  readonly address: string;
  readonly node: JsonNode;
  /** What it names: addresses of resources, and texts. */
  readonly references: ReadonlySet<string>;
}

/**
 * Says of every resource that no reader accounts for what it means for the reading.
 *
 * What is left of a resource that is read goes to `unresolved`, and so does one that is not read,
 * can touch traffic and names one that is. One that can touch traffic and names none of them is
 * listed in `uncovered`: another filter, which the reading does not cover, or something that everyone reaches.
 *
 * @param names further names of what is read, such as the name of a group or its literal id
 */
export function closeResources(resources: readonly DocumentResource[], names: Iterable<string>, report: Report): void {
  const read = resources.filter(({ type }) => classify(type).bearing === Bearing.READ);
  const addresses = new Set([...read.map(({ address }) => address), ...names]);
  const isNamed = (text: string) => addresses.has(text) || (text.includes('/') && addresses.has(text.slice(text.lastIndexOf('/') + 1)));
  for (const resource of resources) {
    const { bearing, why } = classify(resource.type);
    if (bearing === Bearing.READ) {
      report.unresolveUnread(resource.node);
    } else if (bearing === Bearing.EVERYWHERE) {
      report.unresolve(resource.node);
    } else if (bearing === Bearing.RELEVANT || bearing === Bearing.OPEN) {
      if ([...resource.references].some(isNamed)) report.unresolve(resource.node);
      else if (bearing === Bearing.OPEN) report.leaveOpen(resource.node.path, `${resource.type} ${why}`);
      else report.leaveUncovered(resource.node.path, `${resource.type} ${why}`);
    }
  }
}

/** What is its own enforcement point: the filter is a part of what it protects. */
const ITSELF = /::RestApi$|_app(_slot)?$|_function_app_flex_consumption$|_logic_app_standard$|_eventhub_namespace$/;

/** Where a filter itself says what it applies to. */
const OWN_PLACES: Readonly<Record<string, string>> = { azurerm_network_manager_admin_rule_collection: 'network_group_ids' };

/** Filters that other filters stand in: what names a rule group may be its policy or web ACL. */
const CARRIER = /FirewallPolicy$|WebACL$|_firewall_policy$|_web_acl$|_security_admin_configuration$/;

/**
 * What names each group, by its key: resources that carry it, and the outputs of the document.
 *
 * @param keys the groups that were read
 * @param outputs what the outputs name
 */
export function attachmentsIn(
  resources: readonly DocumentResource[], keys: Iterable<string>, outputs: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const carriers = resources.filter(({ type, node }) => (classify(type).bearing !== Bearing.READ || CARRIER.test(type)) && !isAbsent(node));
  const filters = filtersByKey(resources);
  const carriersOf = groupByEach(carriers, ({ references }) => references);
  return new Map([...keys].flatMap((key): [string, string[]][] => {
    const [filter] = filters.get(key) ?? [];
    if (filter === undefined) return [];
    if (ITSELF.test(filter.type)) return [[key, [filter.address]]];
    const places = Object.hasOwn(OWN_PLACES, filter.type) ? filter.node.at(OWN_PLACES[filter.type]) : undefined;
    if (places !== undefined) return [[key, places.itemsOrSelf().map((place) => place.describe())]];
    const names = (carriersOf.get(filter.address) ?? []).filter(({ type }) => type !== filter.type).map(({ address }) => address);
    return [[key, [...names, ...(outputs.has(filter.address) ? ['outputs'] : [])]]];
  }).filter(([, names]) => names.length > 0));
}

/** Whether Terraform makes none of a resource. */
function isAbsent(node: JsonNode): boolean {
  const [count, each] = ['count', 'for_each'].map((key) => node.at(key).value);
  return `${count}` === '0' || (typeof each === 'object' && each !== null && Object.keys(each).length === 0);
}

/** Resources that hold addresses or rules of the filters that name them. */
const LIST = /PrefixList$|IPSet$|RuleGroup$|_prefix_list$|_ip_set$|_rule_group$|_ip_group$/;

/** The resources that each group is made of, by its key: the filter, its rules, and the lists that they name. */
export function partsIn(resources: readonly DocumentResource[], groups: readonly GroupReading[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byPath = new Map(resources.map((resource) => [resource.node.path, resource]));
  const filters = filtersByKey(resources);
  const lists = groupBy(resources.filter(({ type }) => LIST.test(type)), ({ address }) => address);
  return new Map(groups.map(({ key, rules }) => {
    const ofRules = rules.map(({ path }) => ownerOf(path, byPath));
    const parts = new Set([...filters.get(key) ?? [], ...ofRules.filter((part) => part !== undefined)]);
    for (const { references } of parts) {
      references.forEach((reference) => lists.get(reference)?.forEach((list) => parts.add(list))); // a set is walked with what is added to it
    }
    return [key, new Set([...parts].map(({ address }) => address))];
  }));
}

/** The resources that are read, by their address and what it ends with: `aws_security_group.web` and `web`. */
function filtersByKey(resources: readonly DocumentResource[]): ReadonlyMap<string, readonly DocumentResource[]> {
  const filters = resources.filter(({ type }) => classify(type).bearing === Bearing.READ);
  return groupByEach(filters, ({ address }) => address.split('.').map((_, index, words) => words.slice(index).join('.')));
}

/** The resource that a place is in. */
function ownerOf(path: string, byPath: ReadonlyMap<string, DocumentResource>): DocumentResource | undefined {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(place.lastIndexOf('.'), place.lastIndexOf('['), 0))) {
    const resource = byPath.get(place);
    if (resource !== undefined) return resource;
  }
  return undefined;
}
