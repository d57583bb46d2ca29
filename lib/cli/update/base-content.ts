import { Acknowledgement, Catalog, Edition, EditionJson, parseEdition, parseLock } from '../../catalog';
import { BUNDLED_EDITIONS } from '../../catalog/editions/bundled';
import { catalogOf, shownByDefault } from '../lookup/shown-catalog';
import { isFile, readText } from '../shell/files';

/** What an update starts from: the lock, or the data of this package where there is no lock yet. */
export interface BaseContent {
  /** Whether there is a lock. */
  readonly isLocked: boolean;

  /** The editions, complete; of each source from old to new. */
  readonly editions: readonly EditionJson[];

  /** Source → id of the edition that is shown. */
  readonly shown: ReadonlyMap<string, string>;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly catalog: Catalog;
}

/** Editions of this package that a lock does not need: those before the one that is shown. */
const isPast = ({ source, isDefault }: (typeof BUNDLED_EDITIONS)[number], index: number) => (
  !isDefault && BUNDLED_EDITIONS.slice(index + 1).some((later) => later.source === source && later.isDefault)
);

/**
 * Reads the lock, and takes from this package what it has besides: pages that are not on the web service.
 *
 * @throws EndpointError about a lock that is damaged
 */
export function readBase(lockPath: string): BaseContent {
  const bundled = BUNDLED_EDITIONS.filter((entry, index) => !isPast(entry, index)).map(asWritten);
  if (!isFile(lockPath)) {
    const shown = shownByDefault();
    return { isLocked: false, editions: bundled, shown, acknowledgements: [], catalog: catalogOf(parseAll(bundled), shown) };
  }
  const text = readText(lockPath);
  const { editions, shown, acknowledgements } = parseLock(text, lockPath);
  return { isLocked: true, editions: writtenEditions(text), shown, acknowledgements, catalog: catalogOf(editions, shown) };
}

/** The pages of this package that a lock does not have. */
export function newPages({ isLocked, editions }: BaseContent): EditionJson[] {
  const pages = BUNDLED_EDITIONS.filter(({ source }, index) => !source.startsWith('web-service-') && !isPast(BUNDLED_EDITIONS[index], index));
  return !isLocked ? [] : pages.map(asWritten).filter(({ source, edition, sha256 }) => (
    !editions.some((known) => known.source === source && known.edition === edition && known.sha256 === sha256)
  ));
}

/** Every edition as data, for a catalog. */
export function parseAll(editions: readonly EditionJson[]): Edition[] {
  return editions.map((edition) => parseEdition(edition));
}

/** The editions of a lock that was found whole, as they are written. */
function writtenEditions(text: string): EditionJson[] {
  const lock: { readonly editions: readonly (EditionJson & { readonly setHashes?: unknown })[] } = JSON.parse(text);
  return lock.editions.map(({ setHashes: _, ...edition }) => edition);
}

function asWritten(bundled: (typeof BUNDLED_EDITIONS)[number]): EditionJson {
  return bundled.json() as EditionJson;
}
