import { Finding } from '../../catalog/model/finding';
import { HostPattern, PrefixSet } from '../../net';
import { FindingList, quote } from '../findings/finding-list';
import { readHosts, readPrefixes } from './endpoint-record';
import { FactReader, isId, recordOf } from './fact-reader';
import { readJson } from './read-json';
import { WEB_SERVICE_LIMITS } from './web-service';

/** What happened to an endpoint set as a whole. */
export enum Disposition {
  /** The set is new. */
  ADD = 'add',
  /** The set has other facts than before. */
  CHANGE = 'change',
  /** The set is gone. */
  REMOVE = 'remove',
}

/** Addresses and names that came or went. */
export interface ChangedEndpoints {
  /** Prefixes that came or went. */
  readonly prefixes: PrefixSet;

  /** Host names and patterns that came or went. */
  readonly hosts: readonly HostPattern[];

  /** `YYYY-MM-DD`, the day from which they are used; only for what is added. */
  readonly effectiveDate?: string;
}

/** A fact about a set, such as its category or its ports, with both values as published. */
export interface ChangedAttribute {
  /** Name of the field, as the web service spells it. */
  readonly name: string;

  /** The value that was; absent where there was none. */
  readonly previous?: string;

  /** The value that is; absent where there is none. */
  readonly current?: string;
}

/** One record of the web service's own change list. One record may both add and remove. */
export interface EndpointChange {
  /** The id of the record, unique in its instance. */
  readonly id: number;

  /** The id of the endpoint set that changed. */
  readonly endpointSetId: number;

  /** What happened to the set. */
  readonly disposition: Disposition;

  /** What Microsoft expects the change to do, such as `AddedIp`. An open list. */
  readonly impact?: string;

  /** The version that brought it, `YYYYMMDDNN`. */
  readonly version: string;

  /** Facts other than addresses and names that changed. */
  readonly attributes: readonly ChangedAttribute[];

  /** Addresses and names that came; absent where none did. */
  readonly added?: ChangedEndpoints;

  /** Addresses and names that went; absent where none did. */
  readonly removed?: ChangedEndpoints;
}

/**
 * Reads `/changes/<instance>/<version>`.
 *
 * For people: the endpoints themselves come from `importWebServiceJson`, never from
 * adding up changes. A record with anything wrong is left out and named. Never throws.
 */
export function readChanges(text: string): { readonly changes: readonly EndpointChange[]; readonly findings: readonly Finding[] } {
  const findings = new FindingList();
  const json = readJson(text, WEB_SERVICE_LIMITS.characters, findings);
  const records: readonly unknown[] = Array.isArray(json) && json.length <= WEB_SERVICE_LIMITS.changes ? json : [];
  if (json !== undefined && records !== json) {
    findings.error('NotChanges', 'the document', `expected a list of at most ${WEB_SERVICE_LIMITS.changes} changes, found ${quote(json)}`);
  }
  const changes = records.flatMap((value, index) => {
    const record = recordOf(value);
    const id = record?.get('id');
    const place = isId(id) ? `change ${id}` : `[${index}]`;
    const change = record && readChange(new FactReader(record, place, findings), findings);
    if (change === undefined) {
      findings.error('ChangeLeftOut', place, 'the whole record is left out, since a part of it could not be read');
    }
    return change ?? [];
  });
  return { changes, findings: findings.toArray() };
}

function readChange(reader: FactReader, findings: FindingList): EndpointChange | undefined {
  const id = reader.integer('id');
  const endpointSetId = reader.integer('endpointSetId');
  const disposition = readDisposition(reader);
  const impact = reader.optionalText('impact');
  const version = reader.text('version');
  const attributes = readAttributes(reader);
  const added = readEndpoints('add', reader, findings);
  const removed = readEndpoints('remove', reader, findings);
  reader.noteUnread();
  if (reader.failed || id === undefined || endpointSetId === undefined || disposition === undefined || version === undefined) {
    return undefined;
  }
  return { id, endpointSetId, disposition, impact, version, attributes, added, removed };
}

function readDisposition(reader: FactReader): Disposition | undefined {
  const text = reader.text('disposition');
  const disposition = Object.values(Disposition).find((known) => known === text?.toLowerCase());
  if (text !== undefined && disposition === undefined) {
    reader.fail('DispositionUnknown', 'disposition', `${quote(text)} is none of ${Object.values(Disposition).join(', ')}`);
  }
  return disposition;
}

/** What `previous` and `current` say, side by side. Their names are an open list, their values text, numbers or flags. */
function readAttributes(reader: FactReader): ChangedAttribute[] {
  const sides = (['previous', 'current'] as const).map((side) => reader.optionalRecord(side) ?? new Map<string, unknown>());
  const [previous, current] = sides.map((side) => (name: string): string | undefined => {
    const value = side.get(name) ?? undefined;
    return value === undefined || typeof value === 'string' ? value : String(typeof value === 'object' ? quote(value) : value);
  });
  return [...new Set(sides.flatMap((side) => [...side.keys()]))].map((name) => ({ name, previous: previous(name), current: current(name) }));
}

function readEndpoints(field: 'add' | 'remove', reader: FactReader, findings: FindingList): ChangedEndpoints | undefined {
  const record = reader.optionalRecord(field);
  if (record === undefined) {
    return undefined;
  }
  const part = new FactReader(record, `${reader.place}, ${field}`, findings);
  const endpoints = {
    prefixes: PrefixSet.from(readPrefixes(part, 'ips', findings)),
    hosts: readHosts(part, 'urls').map((host) => HostPattern.parse(host)),
    effectiveDate: readDate(part),
  };
  part.noteUnread();
  if (part.failed) {
    reader.fail('PartInvalid', field, 'a part of it could not be read');
  }
  return endpoints;
}

/** `20180609` or `2018-06-09` as `2018-06-09`. */
function readDate(reader: FactReader): string | undefined {
  const text = reader.optionalText('effectiveDate');
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text ?? '');
  if (text !== undefined && match === null) {
    reader.fail('DateInvalid', 'effectiveDate', `${quote(text)} is no day; days are written YYYYMMDD`);
  }
  return match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}`;
}
