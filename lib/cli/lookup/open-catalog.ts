import { resolve } from 'node:path';
import { Catalog, readLock } from '../../catalog';
import { Invocation } from '../shell/command';
import { OptionDefinition } from '../shell/command-definition';
import { tellAge } from './data-age';
import { catalogOf } from './shown-catalog';

/** Options of every command that looks into a catalog. */
export const CATALOG_OPTIONS: Readonly<Record<string, OptionDefinition>> = {
  edition: { value: '<id>', help: 'the edition to look into, such as 2025-h2 (default: that of each source)' },
  lock: { value: '<file>', help: 'look into the catalog that this lock pins (default: the one in this package)' },
};

/**
 * The catalog that `--lock` and `--edition` choose. Its age is told on standard error.
 *
 * @param isForPeople whether people read the answer, and not another program
 * @throws EndpointError about the lock, or `UnknownEdition`
 */
export function openCatalog(invocation: Invocation, isForPeople = true): Catalog {
  const { args, io } = invocation;
  const lock = args.text('lock');
  const edition = args.text('edition');
  const locked = lock === undefined ? undefined : readLock(resolve(io.cwd, lock));
  const whole = locked === undefined ? Catalog.bundled() : catalogOf(locked.editions, locked.shown);
  const catalog = edition === undefined ? whole : whole.edition(edition);
  if (isForPeople) {
    tellAge(invocation, catalog, locked?.retrieved);
  }
  return catalog;
}
