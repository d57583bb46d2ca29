import { unusableRecord } from '../messages/errors';
import { RECORD_VERSION, type TrafficRecord } from '../rules/pool/traffic-record';

/** What a field holds: text, a number, a flag, a list, a map, or an object of fields, of which those with `?` may be absent. */
type Shape = 'text' | 'number' | 'flag' | readonly ['list' | 'map', Shape] | { readonly [field: string]: Shape };

const TEXTS: Shape = ['list', 'text'];

const PEERS: Shape = ['list', { 'prefixes?': TEXTS, 'hosts?': TEXTS, 'deployTime?': TEXTS, 'reason?': 'text', 'owner?': 'text', 'until?': 'text' }];

const EDITION: Readonly<Record<string, Shape>> = { edition: 'text', sha256: 'text' };

const INPUTS: Shape = {
  'cloud': 'text',
  'editions': ['list', { 'source': 'text', ...EDITION, 'basedOn?': ['list', EDITION] }],
  'overrides?': ['list', {
    'slug': 'text', 'cloud?': 'text', 'flow?': 'text', 'prefixes?': TEXTS, 'hosts?': TEXTS, 'tcpPorts?': 'text', 'udpPorts?': 'text', 'reason': 'text',
  }],
  'flows': ['list', {
    'slug': 'text',
    'flow': 'text',
    'tcpPorts?': 'text',
    'deployTimePorts?': 'number',
    'exceptUdpPorts?': 'text',
    'peers?': PEERS,
    'morePeers?': PEERS,
    'hosts?': ['map', TEXTS],
  }],
  'addressFamilies?': TEXTS,
  'derivePrefixes?': 'flag',
  'additionalPeers?': PEERS,
  'excludedPeers?': PEERS,
};

const POINT: Shape = {
  'filters': TEXTS,
  'requests?': TEXTS,
  'unreached?': TEXTS,
  'webPorts?': ['list', 'number'],
  'scenarios': ['map', { 'scenario': 'text', 'inputs?': INPUTS, 'leavesOut?': 'flag' }],
  'extra?': ['list', { direction: 'text', protocol: 'text', ports: 'text', prefixes: TEXTS }],
};

/**
 * The record of a document, every key of it known and of its type.
 *
 * @throws EndpointError `UnusableRecord` naming the place
 */
export function parseRecord(value: unknown): TrafficRecord {
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
  if (version !== RECORD_VERSION) throw unusableRecord(`version ${JSON.stringify(version)} of the record is not ${RECORD_VERSION}, the only one that is read here`);
  requireShape(value, { version: 'number', library: 'text', points: ['map', POINT] }, 'the record');
  return value as TrafficRecord;
}

function requireShape(value: unknown, shape: Shape, place: string): void {
  if (typeof shape === 'string') {
    if (typeof value !== (shape === 'text' ? 'string' : shape === 'flag' ? 'boolean' : 'number')) throw unusableRecord(`${place} is not a ${shape}`);
  } else if (isCollection(shape)) {
    const [kind, inner] = shape;
    if ((kind === 'list') !== Array.isArray(value) || typeof value !== 'object' || value === null) throw unusableRecord(`${place} is not a ${kind}`);
    Object.entries(value).forEach(([key, item]) => requireShape(item, inner, `${place}.${key}`));
  } else {
    requireFields(value, shape, place);
  }
}

function requireFields(value: unknown, fields: Readonly<Record<string, Shape>>, place: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unusableRecord(`${place} is not an object`);
  const shapes = new Map(Object.entries(fields).map(([name, shape]) => [name.replace('?', ''), { shape, isOptional: name.endsWith('?') }]));
  for (const key of Object.keys(value)) {
    if (!shapes.has(key)) throw unusableRecord(`${place} has ${JSON.stringify(key)}, which is not known`);
  }
  for (const [name, { shape, isOptional }] of shapes) {
    if (!Object.hasOwn(value, name)) {
      if (!isOptional) throw unusableRecord(`${place} lacks ${name}`);
    } else {
      requireShape(Reflect.get(value, name), shape, `${place}.${name}`);
    }
  }
}

function isCollection(shape: Shape): shape is readonly ['list' | 'map', Shape] {
  return Array.isArray(shape);
}
