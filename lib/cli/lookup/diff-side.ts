import { resolve } from 'node:path';
import { Catalog, Edition, EndpointSet, parseEdition, parseLock } from '../../catalog';
import { BUNDLED_EDITIONS } from '../../catalog/editions/bundled';
import { EndpointError, inFile, unknownDocument, unknownEdition } from '../../messages/errors';
import { isFile, readText } from '../shell/files';
import { catalogOf, shownByDefault } from './shown-catalog';

/** One side of a comparison. */
interface DiffSide {
  /** The edition of each source that is shown. */
  readonly editions: ReadonlyMap<string, string>;

  /** Whether it is one edition, and says nothing about other sources. */
  readonly isPartial: boolean;
  readonly catalog: Catalog;
}

/**
 * What an operand of `diff` names: a lock, a file with an edition, `bundled`, or an edition of this package.
 *
 * @param operand a path, or `2025-01`, or `additional-endpoints@2025-01` where several sources have that edition
 * @throws EndpointError about the file, or `UnknownEdition`
 */
export function openDiffSide(operand: string, cwd: string): DiffSide {
  const path = resolve(cwd, operand);
  if (isFile(path)) {
    return openFile(path, operand);
  }
  if (operand === 'bundled') {
    return { editions: shownByDefault(), isPartial: false, catalog: Catalog.bundled() };
  }
  const [source, id] = operand.includes('@') ? operand.split('@', 2) : [undefined, operand];
  const entries = BUNDLED_EDITIONS.filter((entry) => entry.id === id && (source === undefined || entry.source === source));
  if (entries.length === 0) {
    throw unknownEdition(operand, [...BUNDLED_EDITIONS.map((entry) => `${entry.id} (${entry.source})`), 'bundled, or the path of a lock or an edition']);
  }
  return { editions: idsOf(entries), isPartial: true, catalog: Catalog.bundled().edition(id) };
}

/** The sets that both sides can be compared by: those of the sources of a side that is one edition. */
export function comparableSets(side: DiffSide, other: DiffSide): EndpointSet[] {
  const sources = comparableSources(side, other);
  return side.catalog.where({}).filter(({ publication }) => sources.includes(publication.source));
}

/** The sources of `side` that are compared. */
export function comparableSources(side: DiffSide, other: DiffSide): string[] {
  const own = [...side.editions.keys()];
  return !side.isPartial && other.isPartial ? own.filter((source) => other.editions.has(source)) : own;
}

function openFile(path: string, operand: string): DiffSide {
  const text = readText(path);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw unknownDocument(operand, 'a lock or an edition in JSON, which may have been truncated; use import for pages');
  }
  if (typeof json === 'object' && json !== null && 'lockVersion' in json) {
    const { editions, shown } = parseLock(text, operand);
    return { editions: shown, isPartial: false, catalog: catalogOf(editions, shown) };
  }
  if (typeof json !== 'object' || json === null || !('sets' in json)) {
    throw unknownDocument(operand, 'a lock, or an edition as import writes it');
  }
  try {
    const edition = parseEdition(json);
    return { editions: idsOf([edition]), isPartial: true, catalog: Catalog.of(...basesOf(edition), edition) };
  } catch (error) {
    throw error instanceof EndpointError ? inFile(operand, error) : error;
  }
}

/** The editions that `edition` repeats, from this package. */
function basesOf({ source, basedOn }: Edition): Edition[] {
  const base = BUNDLED_EDITIONS.find((entry) => entry.source === source && entry.id === basedOn)?.load();
  return base === undefined ? [] : [...basesOf(base), base];
}

function idsOf(editions: readonly { readonly source: string; readonly id: string }[]): Map<string, string> {
  return new Map(editions.map(({ source, id }) => [source, id]));
}
