import { resolve } from 'node:path';
import { Catalog } from '../../catalog';
import { Invocation } from '../shell/command';
import { OptionDefinition } from '../shell/command-definition';

/** Options of every command that looks into a catalog. */
export const CATALOG_OPTIONS: Readonly<Record<string, OptionDefinition>> = {
  edition: { value: '<id>', help: 'the edition to look into, such as 2025-h2 (default: that of each source)' },
  lock: { value: '<file>', help: 'look into the catalog that this lock pins (default: the one in this package)' },
};

/**
 * The catalog that `--lock` and `--edition` choose.
 *
 * @throws EndpointError about the lock, or `UnknownEdition`
 */
export function openCatalog({ args, io }: Invocation): Catalog {
  const lock = args.text('lock');
  const edition = args.text('edition');
  const catalog = lock === undefined ? Catalog.bundled() : Catalog.fromLock(resolve(io.cwd, lock));
  return edition === undefined ? catalog : catalog.edition(edition);
}
