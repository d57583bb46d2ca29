import { createHash } from 'node:crypto';
import { invalidData } from '../../messages/errors';
import { Direction, HostPattern, PortSet, PrefixSet } from '../../net';
import { Basis } from '../model/basis';
import { Cloud } from '../model/cloud';
import { Edition } from '../model/edition';
import { EndpointFlow, EndpointSet, WebServiceFacts } from '../model/endpoint-set';
import { EndpointUser } from '../model/endpoint-user';
import { JsonCursor } from './json-cursor';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** What an edition says of itself that its sets repeat. */
type Header = Pick<Edition, 'source' | 'id' | 'url' | 'published'>;

/** Bases that a published fact can have; `user` belongs to the app. */
const PUBLISHED_BASES = [Basis.STATED, Basis.DERIVED, Basis.VENDOR] as const;

/**
 * Reads an edition from its JSON (the shape is described in `docs/data.md`).
 *
 * Shape and meaning are checked in full: no field is ignored and no value guessed.
 *
 * @throws EndpointError `InvalidData` naming the path of the first wrong value
 */
export function parseEdition(json: unknown): Edition {
  const edition = readEdition(json);
  const sets = edition.sets.map((set) => ({ ...set })); // a copy reads what is read on demand
  requireHash(json, edition);
  sets.forEach(requireSomething);
  requireDistinct(sets);
  return { ...edition, sets };
}

/**
 * The same for a bundled edition, which a test reads in full: a set is read when anything but its slug and clouds is first
 * asked for, because an app needs only a few sets.
 *
 * @throws EndpointError `InvalidData` when the file was changed by hand
 */
export function parseBundledEdition(json: unknown): Edition {
  const edition = readEdition(json);
  requireHash(json, edition);
  return edition;
}

function readEdition(json: unknown): Edition {
  const cursor = new JsonCursor(json, '').expectObject();
  const header = {
    source: cursor.text('source', SLUG),
    id: cursor.text('edition', /^[0-9a-z-]+$/),
    url: cursor.text('url', /^https:\/\//),
    published: cursor.text('published', DATE),
    retrieved: cursor.optionalText('retrieved', DAY),
    basedOn: cursor.optionalText('basedOn'),
    acknowledged: cursor.children('acknowledged').map((finding) => finished(finding, {
      code: finding.text('code'), place: finding.text('place'), message: finding.text('message'), reason: finding.text('reason'),
    })),
    sha256: cursor.text('sha256', SHA256),
  };
  const sets = cursor.children('sets').map((set) => deferSet(set, header));
  cursor.done();
  return { ...header, sets };
}

function requireHash(json: unknown, { sha256 }: Edition): void {
  const hash = hashOfSets(json);
  if (hash !== sha256) {
    throw invalidData('sha256', `the sets hash to ${hash}; they were changed by hand; hashOfSets gives the hash of your own data`);
  }
}

/** SHA-256 of the canonical JSON of the `sets` of an edition. */
export function hashOfSets(json: unknown): string {
  const sets = typeof json === 'object' && json !== null && 'sets' in json ? json.sets : undefined;
  return createHash('sha256').update(JSON.stringify(sets) ?? '').digest('hex');
}

/** What finds a set; read at once. */
type SetKey = Pick<EndpointSet, 'slug' | 'clouds'>;

/** All else of a set; read when some of it is first asked for. */
const DEFERRED: Readonly<Record<Exclude<keyof EndpointSet, keyof SetKey>, true>> = {
  title: true,
  cloudsReason: true,
  publication: true,
  flows: true,
  inexpressible: true,
  trustedSites: true,
  required: true,
  usedBy: true,
  neededWhen: true,
  caveats: true,
  retired: true,
  corrections: true,
  webService: true,
};

function deferSet(cursor: JsonCursor, edition: Header): EndpointSet {
  const key: SetKey = { slug: cursor.text('slug', SLUG), clouds: cursor.texts('clouds').map((name) => Cloud.of(name)) };
  let whole: EndpointSet | undefined;
  const read = () => (whole ??= parseSet(cursor, key, edition));
  return Object.keys(DEFERRED).reduce((set, field) => (
    Object.defineProperty(set, field, { enumerable: true, get: () => read()[field as keyof EndpointSet] })
  ), key as EndpointSet);
}

function parseSet(cursor: JsonCursor, { slug, clouds }: SetKey, edition: Header): EndpointSet {
  const webService = cursor.has('id') ? parseWebServiceFacts(cursor) : undefined;
  const set: EndpointSet = {
    slug,
    title: cursor.text('title'),
    clouds,
    cloudsReason: cursor.optionalText('cloudsReason', /\S/),
    publication: {
      source: edition.source,
      edition: edition.id,
      published: edition.published,
      entry: webService !== undefined ? `id ${webService.id}` : cursor.has('row') ? `row ${cursor.integer('row')}` : slug,
      url: edition.url,
    },
    flows: cursor.children('flows').map(parseFlow),
    inexpressible: cursor.children('inexpressible').map((part) => finished(part, { what: part.text('what'), reason: part.text('reason') })),
    trustedSites: parseHosts(cursor, 'trustedSites'),
    required: cursor.has('required') ? cursor.flag('required') : undefined,
    usedBy: cursor.eachOneOf('usedBy', Object.values(EndpointUser)),
    neededWhen: cursor.optionalText('neededWhen', /\S/),
    caveats: cursor.texts('caveats'),
    retired: parseRetirement(cursor.optionalChild('retired')),
    corrections: cursor.children('corrections').map((correction) => finished(correction, {
      field: correction.text('field'), published: correction.text('published'), reason: correction.text('reason'),
    })),
    webService,
  };
  cursor.done();
  if (clouds.length === 0) {
    throw invalidData(cursor.path, `${slug} has no cloud; name at least one`);
  }
  return set;
}

function requireSomething({ slug, flows, inexpressible }: EndpointSet, index: number): void {
  if (flows.length === 0 && inexpressible.length === 0) {
    throw invalidData(`sets[${index}]`, `${slug} has no flow, and does not say what cannot be expressed; name one or the other`);
  }
}

function parseFlow(cursor: JsonCursor): EndpointFlow {
  const flow: EndpointFlow = {
    name: cursor.text('name', SLUG),
    direction: cursor.oneOf('direction', [Direction.INBOUND, Direction.OUTBOUND]),
    basis: cursor.oneOf('basis', PUBLISHED_BASES),
    portsBasis: cursor.has('portsBasis') ? cursor.oneOf('portsBasis', PUBLISHED_BASES) : undefined,
    tcpPorts: parsePorts(cursor, 'tcpPorts'),
    udpPorts: parsePorts(cursor, 'udpPorts'),
    prefixes: cursor.parse('prefixes', () => PrefixSet.fromTexts(cursor.texts('prefixes'))),
    hosts: parseHosts(cursor, 'hosts'),
    prefixesOf: cursor.texts('prefixesOf'),
    peersFromApp: cursor.has('peersFromApp') && cursor.flag('peersFromApp'),
  };
  cursor.done();
  if (flow.tcpPorts.isEmpty && flow.udpPorts.isEmpty) {
    throw invalidData(cursor.path, 'the flow has no port; an empty list never means any');
  }
  if (flow.prefixes.isEmpty && flow.hosts.length === 0 && flow.prefixesOf.length === 0 && !flow.peersFromApp) {
    throw invalidData(cursor.path, 'the flow has no peer, and does not leave it to the app; an empty list never means any');
  }
  return flow;
}

function parseHosts(cursor: JsonCursor, field: string): HostPattern[] {
  return cursor.texts(field).map((host, index) => cursor.parse(`${field}[${index}]`, () => HostPattern.parse(host)));
}

function parsePorts(cursor: JsonCursor, field: string): PortSet {
  const text = cursor.optionalText(field);
  return text === undefined ? PortSet.EMPTY : cursor.parse(field, () => PortSet.parse(text));
}

function parseRetirement(cursor: JsonCursor | undefined): EndpointSet['retired'] {
  return cursor && finished(cursor, { date: cursor.text('date', DATE), successor: cursor.text('successor') });
}

function parseWebServiceFacts(cursor: JsonCursor): WebServiceFacts {
  return {
    id: cursor.integer('id'),
    serviceArea: cursor.text('serviceArea'),
    category: cursor.oneOf('category', ['Optimize', 'Allow', 'Default']),
    expressRoute: cursor.flag('expressRoute'),
    notes: cursor.optionalText('notes'),
  };
}

/** Returns `value` after checking that nothing was left unread at `cursor`. */
function finished<T>(cursor: JsonCursor, value: T): T {
  cursor.done();
  return value;
}

/** A slug may occur once in each cloud, and a flow name once in a set. */
function requireDistinct(sets: readonly EndpointSet[]): void {
  requireOnce(sets.flatMap(({ slug, clouds }) => clouds.map((cloud) => `${slug} in ${cloud}`)));
  sets.forEach(({ slug, flows }) => requireOnce(flows.map(({ name }) => `flow ${name} of ${slug}`)));
}

function requireOnce(keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) {
      throw invalidData('sets', `${key} occurs twice; remove or rename one`);
    }
    seen.add(key);
  }
}
