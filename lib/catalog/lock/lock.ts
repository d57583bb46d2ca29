import { createHash } from 'node:crypto';
import { EndpointError, invalidLock, refusedLock, tamperedLock } from '../../messages/errors';
import { EditionJson } from '../editions/edition-json';
import { JsonCursor } from '../editions/json-cursor';
import { parseEdition } from '../editions/parse-edition';
import { Edition } from '../model/edition';
import { Acknowledgement, GuardCode, guardSets } from './guard/guard';
import { parseLockText } from './lock-text';

/** Name of the file that pins a catalog in your repository. */
export const LOCK_FILE = 'm365-endpoints.lock.json';

const LOCK_VERSION = 1;
const SHA256 = /^[0-9a-f]{64}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** What a lock pins. */
export interface LockContent {
  /** When the data was retrieved, `YYYY-MM-DDThh:mm:ssZ`. Given by the caller; nothing here reads a clock. */
  readonly retrieved: string;

  /** The editions, complete; of each source from old to new. */
  readonly editions: readonly EditionJson[];

  /**
   * For a source, the id of the edition that a catalog shows.
   *
   * @default - the newest of each source
   */
  readonly shown?: Readonly<Record<string, string>>;

  /** What may pass the guard, and why. */
  readonly acknowledgements: readonly Acknowledgement[];
}

/** A lock that was read and validated. */
export interface Lock {
  /** When the data was retrieved, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly retrieved: string;

  /** The editions, complete; of each source from old to new. */
  readonly editions: readonly Edition[];

  /** For every source, the id of the edition that a catalog shows. */
  readonly shown: ReadonlyMap<string, string>;

  /** What may pass the guard, and why. */
  readonly acknowledgements: readonly Acknowledgement[];
}

/**
 * The text of a lock.
 *
 * A lock contains the data itself, so that an app synthesises from it alone, offline, and with the same result after
 * an upgrade of this library. Each set, each edition and the whole lock have a hash. The client request id of the web
 * service is not included, because it belongs to a machine and a lock belongs to a repository.
 */
export function renderLock({ retrieved, editions, shown, acknowledgements }: LockContent): string {
  const content = {
    retrieved,
    shown: { ...Object.fromEntries(editions.map(({ source, edition }) => [source, edition])), ...shown },
    acknowledgements,
    editions: editions.map(({ sets, ...header }) => ({ ...header, setHashes: sets.map(hash), sets })),
  };
  return `${JSON.stringify({ lockVersion: LOCK_VERSION, sha256: hash(content), ...content }, null, 2)}\n`;
}

/**
 * Reads the text of a lock.
 *
 * No part of a lock is used unless its shape, every hash and the guard's checks are in order. The hashes detect
 * accidental changes and manual edits. They do not stop someone who also recomputes them; review and the guard do.
 *
 * @param file how to name it in an error
 * @throws EndpointError `InvalidLock`, `TamperedLock` or `RefusedLock`, naming the place
 */
export function parseLock(text: string, file: string = LOCK_FILE): Lock {
  const json = parseLockText(text, file);
  const cursor = inLock(file, 'the top', () => new JsonCursor(json, '').expectObject());
  const head = inLock(file, 'the top', () => readHead(cursor));
  if (head.version !== LOCK_VERSION) {
    throw invalidLock(file, 'lockVersion', `${head.version} is not ${LOCK_VERSION}, the only one that this version of the library reads`);
  }
  const written = cursor.values('editions');
  const editions = written.map((edition, index) => parseLockedEdition(edition, `editions[${index}]`, file));
  const shown = inLock(file, 'shown', () => readShown(cursor.optionalChild('shown'), editions));
  inLock(file, 'the top', () => cursor.done());

  const { retrieved, acknowledgements } = head;
  if (hash({ retrieved, shown: Object.fromEntries(shown), acknowledgements, editions: written }) !== head.sha256) {
    throw tamperedLock(file, 'what stands beside the sets: retrieved, shown, acknowledgements, or the head of an edition');
  }
  requireOrder(editions, file);
  requireGuarded(editions, acknowledgements, file);
  return { retrieved, editions, shown, acknowledgements };
}

function readHead(cursor: JsonCursor) {
  return {
    version: cursor.integer('lockVersion'),
    sha256: cursor.text('sha256', SHA256),
    retrieved: cursor.text('retrieved', TIME),
    acknowledgements: cursor.children('acknowledgements').map(parseAcknowledgement),
  };
}

/** Which edition is shown of each source; each of them must exist. */
function readShown(cursor: JsonCursor | undefined, editions: readonly Edition[]): ReadonlyMap<string, string> {
  const sources = [...new Set(editions.map(({ source }) => source))];
  const shown = new Map(sources.map((source) => (
    [source, cursor?.oneOf(source, editions.filter((edition) => edition.source === source).map(({ id }) => id)) ?? ''] as const
  )));
  cursor?.done();
  return shown;
}

function parseAcknowledgement(cursor: JsonCursor): Acknowledgement {
  const acknowledgement = {
    code: cursor.oneOf('code', Object.values(GuardCode)),
    place: cursor.text('place'),
    value: cursor.text('value'),
    reason: cursor.text('reason'),
  };
  cursor.done();
  return acknowledgement;
}

/** An edition with the hashes of its sets, set by set first, so that an error names the set. */
function parseLockedEdition(json: unknown, place: string, file: string): Edition {
  const { setHashes, ...edition } = typeof json === 'object' && json !== null ? { setHashes: undefined, ...json } : {};
  const sets: readonly unknown[] = 'sets' in edition && Array.isArray(edition.sets) ? edition.sets : [];
  const hashes = Array.isArray(setHashes) ? setHashes : [];
  if (hashes.length !== sets.length) {
    throw tamperedLock(file, `${place}.sets: there are ${sets.length} sets and ${hashes.length} hashes`);
  }
  sets.forEach((set, index) => {
    if (hash(set) !== hashes[index]) {
      throw tamperedLock(file, `${place}.sets[${index}]${nameOf(set)}`);
    }
  });
  return inLock(file, place, () => parseEdition(edition));
}

/** Every edition must occur once, after the one that it is based on, so that none is missing and there are no cycles. */
function requireOrder(editions: readonly Edition[], file: string): void {
  const seen = new Set<string>();
  editions.forEach(({ source, id, basedOn }, index) => {
    if (seen.has(`${source} ${id}`)) {
      throw invalidLock(file, `editions[${index}]`, `${id} of ${source} occurs twice`);
    }
    if (basedOn !== undefined && !seen.has(`${source} ${basedOn}`)) {
      throw invalidLock(file, `editions[${index}].basedOn`, `${basedOn} of ${source} does not stand before it`);
    }
    seen.add(`${source} ${id}`);
  });
}

function requireGuarded(editions: readonly Edition[], acknowledgements: readonly Acknowledgement[], file: string): void {
  const [first, ...others] = guardSets(editions.flatMap(({ sets }) => sets), { acknowledgements }).filter(({ severity }) => severity === 'error');
  if (first !== undefined) {
    throw refusedLock(file, first.place, first.message, others.length);
  }
}

/** The result of `read`. Errors about data become errors about the lock. */
function inLock<T>(file: string, place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof EndpointError && error.code !== 'InvalidLock' ? invalidLock(file, place, error.message) : error;
  }
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value) ?? '').digest('hex');
}

function nameOf(set: unknown): string {
  return typeof set === 'object' && set !== null && 'slug' in set && typeof set.slug === 'string' ? ` (${set.slug})` : '';
}
