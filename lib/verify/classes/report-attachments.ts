import { isObject } from '../document/json-node';
import type { Report } from '../document/report';
import { classify } from './classify';
import type { DocumentResource } from './close-resources';
import { Bearing } from './resource-class';

/**
 * Arguments that put a filter somewhere, in lower case without underscores as both kinds of documents then have them, and
 * those that say where. Without any, the place is the resource itself.
 */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  webaclarn: ['resourcearn'],
  webaclid: [],
  firewallrulegroupid: ['vpcid'],
  firewallpolicyarn: [],
  firewallpolicyid: [],
  networksecuritygroupid: ['subnetid', 'networkinterfaceid'],
  cdnfrontdoorfirewallpolicyid: ['cdnfrontdoordomainid'],
};

/** What limits an attachment to some requests of its place. */
const PATTERNS = 'patternstomatch';

/** A filter that a resource puts somewhere. */
interface Attachment {
  readonly path: string;
  readonly filter: unknown;
  readonly isOwn: boolean;
  /** Where it is put, each with the argument that names the filter, since filters of different kinds stand side by side. */
  readonly places: readonly string[];
}

/**
 * Reports filters that the document puts somewhere and does not declare, and filters that stand before some requests only.
 *
 * One at the same place as a filter of the document decides beside it or instead of it, so that nothing is proven.
 *
 * @param referencesOf the resources that a value names
 */
export function reportAttachments(
  resources: readonly DocumentResource[], referencesOf: (value: unknown) => ReadonlySet<string>, report: Report,
): void {
  const isRead = ({ type }: DocumentResource) => classify(type).bearing === Bearing.READ;
  const filters = new Set(resources.filter(isRead).map(({ address }) => address));
  const isOwn = (filter: unknown) => [...referencesOf([filter])].some((name) => filters.has(name));
  const attachments = resources.filter((resource) => !isRead(resource)).flatMap((resource) => attachmentsOf(resource, isOwn, report));
  const taken = new Set(attachments.filter((one) => one.isOwn).flatMap(({ places }) => places));
  for (const { path, filter, places } of attachments.filter((one) => !one.isOwn)) {
    const isTaken = places.some((place) => taken.has(place));
    const beside = isTaken ? ', where a filter of the document is attached too' : '';
    report.leaveUncovered(path, `attaches ${textOf(filter)}, which the document does not declare${beside}`, isTaken);
  }
}

function attachmentsOf({ node, address }: DocumentResource, isOwn: (filter: unknown) => boolean, report: Report): Attachment[] {
  const values = [...valuesIn(node.value, node.path)];
  const naming = values.filter(({ key, value }) => Object.hasOwn(PLACES, key) && value !== null && value !== '');
  const attachments = naming.map(({ key, path, value }): Attachment => {
    const places = values.filter((one) => PLACES[key].includes(one.key)).map((one) => `${key} ${JSON.stringify(one.value)}`);
    return { path, filter: value, isOwn: isOwn(value), places: places.length === 0 ? [`${key} ${address}`] : places };
  });
  if (attachments.some((one) => one.isOwn)) {
    for (const { path, value } of values.filter(({ key }) => key === PATTERNS)) {
      const isEverything = Array.isArray(value) ? value.includes('/*') : value === '/*';
      if (!isEverything) report.leaveUncovered(path, `puts the filter before ${textOf(value)} only`, true);
    }
  }
  return attachments;
}

/** Every value below an object, with its key in lower case without underscores. */
function* valuesIn(value: unknown, path: string): Generator<{ key: string; path: string; value: unknown }> {
  for (const [key, inner] of Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : []) {
    const place = typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`;
    yield { key: `${key}`.replaceAll('_', '').toLowerCase(), path: place, value: inner };
    yield* valuesIn(inner, place);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
