import { resolve } from 'node:path';
import { Catalog, readLock } from '../../catalog';
import { Invocation } from '../shell/command';
import { tellAge } from './data-age';
import { catalogOf } from './shown-catalog';

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
