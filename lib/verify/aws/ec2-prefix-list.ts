import { PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { isNothing, isUnknown } from '../document/cloudformation-node';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { isExpression, isUnset, resourcesOf } from '../document/terraform-node';

/** A managed prefix list that a document declares: a peer of rules, which admits nothing alone. */
export interface Ec2PrefixList {
  /** Undefined when it is not known before the deployment. */
  readonly family?: 'ipv4' | 'ipv6';
  readonly addresses: PrefixSet;
  /** How many rules EC2 counts for a reference. */
  readonly weight: number;
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateManagedPrefixList.html */
const LIMITS = { entriesPerRequest: 100, maxEntries: 1000, name: 255, description: 255 } as const;

/** The names of the properties of a list. */
interface Names {
  readonly name: string;
  readonly family: string;
  readonly maxEntries: string;
  readonly entries: string;
  readonly cidr: string;
  readonly description: string;
  isNothing(node: JsonNode): boolean;
  isUnknown(node: JsonNode): boolean;
}

const CLOUDFORMATION: Names = {
  name: 'PrefixListName', family: 'AddressFamily', maxEntries: 'MaxEntries', entries: 'Entries', cidr: 'Cidr', description: 'Description', isNothing, isUnknown,
};

const TERRAFORM: Names = {
  name: 'name',
  family: 'address_family',
  maxEntries: 'max_entries',
  entries: 'entry',
  cidr: 'cidr',
  description: 'description',
  isNothing: isUnset,
  isUnknown: (node) => typeof node.value === 'string' && isExpression(node.value),
};

/** The prefix lists of a template, by logical id. */
export function readCloudFormationPrefixLists(resources: JsonNode, report: Report): ReadonlyMap<string, Ec2PrefixList> {
  const lists = resources.isAbsent ? [] : resources.entries()
    .filter(([id, resource]) => !id.startsWith('Fn::') && resource.at('Type').text() === 'AWS::EC2::PrefixList');
  return new Map(lists.map(([id, resource]) => {
    checkOnce(resource, ['Condition'], report);
    return [id, readList(resource.at('Properties'), CLOUDFORMATION, report)];
  }));
}

/** The prefix lists of a Terraform document, by address. Entries that are resources of their own are under `unresolved`. */
export function readTerraformPrefixLists(root: JsonNode, report: Report): ReadonlyMap<string, Ec2PrefixList> {
  resourcesOf(root, 'aws_ec2_managed_prefix_list_entry').forEach(([, entry]) => report.unresolve(entry));
  return new Map(resourcesOf(root, 'aws_ec2_managed_prefix_list').map(([id, resource]) => {
    checkOnce(resource, ['count', 'for_each'], report);
    if (!resource.at('dynamic').isAbsent) report.unresolve(resource.at('dynamic'));
    return [`aws_ec2_managed_prefix_list.${id}`, readList(resource, TERRAFORM, report)];
  }));
}

function checkOnce(resource: JsonNode, keys: readonly string[], report: Report): void {
  for (const condition of keys.map((key) => resource.at(key)).filter((node) => !node.isAbsent)) {
    report.find(FindingCode.CONDITIONAL_RESOURCE, condition.path, 'may exist not at all or more than once, read as existing once');
  }
}

function readList(list: JsonNode, names: Names, report: Report): Ec2PrefixList {
  list.ignore('Tags');
  const name = list.at(names.name);
  if (!names.isUnknown(name) && (name.text().length > LIMITS.name || name.text().startsWith('com.amazonaws'))) {
    report.find(FindingCode.LIST_NAME, name.path, `${JSON.stringify(name.text())} is no name for a list: at most ${LIMITS.name} characters, not com.amazonaws`);
  }
  const family = readFamily(list.at(names.family), names, report);
  const entries = entriesOf(list.at(names.entries), names, report);
  const seen = new Set<string>();
  let addresses = PrefixSet.EMPTY;
  for (const entry of entries) {
    checkDescription(entry.at(names.description), names, report);
    const node = entry.at(names.cidr);
    if (names.isUnknown(node)) {
      report.unresolve(node);
      continue;
    }
    const cidr = readCidr(node, report);
    if (cidr === undefined) continue;
    if (seen.has(cidr.text)) report.find(FindingCode.DUPLICATE_ENTRY, node.path, `${cidr.text} is in the list already`);
    seen.add(cidr.text);
    if (family !== undefined && cidr.family !== family) report.find(FindingCode.WRONG_FAMILY, node.path, `${cidr.text} cannot stand in a list of ${family}`);
    else addresses = addresses.union(cidr.addresses);
  }
  return { family, addresses, weight: readMaxEntries(list, names, entries.length, report) };
}

function readFamily(node: JsonNode, names: Names, report: Report): 'ipv4' | 'ipv6' | undefined {
  if (names.isUnknown(node)) {
    report.unresolve(node);
    return undefined;
  }
  const text = node.text();
  if (text !== 'IPv4' && text !== 'IPv6') throw node.malformed('IPv4 or IPv6');
  return text === 'IPv4' ? 'ipv4' : 'ipv6';
}

function entriesOf(node: JsonNode, names: Names, report: Report): JsonNode[] {
  if (names.isNothing(node)) return [];
  const items = names.isUnknown(node) ? [node] : node.itemsOrSelf();
  items.filter((item) => names.isUnknown(item)).forEach((item) => report.unresolve(item));
  return items.filter((item) => !names.isUnknown(item));
}

function readMaxEntries(list: JsonNode, names: Names, entries: number, report: Report): number {
  const node = list.at(names.maxEntries);
  if (names.isUnknown(node)) {
    report.unresolve(node);
    return entries;
  }
  const maxEntries = node.integer();
  if (maxEntries < 1 || maxEntries > LIMITS.maxEntries || entries > Math.min(maxEntries, LIMITS.entriesPerRequest)) {
    report.find(
      FindingCode.TOO_MANY_ENTRIES, list.path,
      `has ${entries} entries and MaxEntries ${maxEntries}: EC2 takes ${LIMITS.entriesPerRequest} in a request, up to MaxEntries, up to ${LIMITS.maxEntries}`,
    );
  }
  return maxEntries;
}

function checkDescription(node: JsonNode, names: Names, report: Report): void {
  if (!names.isNothing(node) && !names.isUnknown(node) && node.text().length > LIMITS.description) {
    report.find(FindingCode.DESCRIPTION_TOO_LONG, node.path, `has ${node.text().length} characters, EC2 takes ${LIMITS.description}`);
  }
}
