import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Edition } from './edition';
import { parseEdition } from './parse-edition';

/** An edition whose file is read when it is first needed. */
export interface EditionEntry {
  readonly source: string;
  readonly id: string;
  load(): Edition;
}

/**
 * The editions that come with this package, by source and from old to new.
 *
 * The first edition named for a source is the one a catalog shows by default.
 * For the additional endpoints that is 2025-01: the later edition is known only in part.
 */
export const BUNDLED_EDITIONS: readonly EditionEntry[] = [
  bundled('additional-endpoints', '2025-01'),
  bundled('additional-endpoints', '2025-h2'),
  bundled('web-service-worldwide', '2026-08-14'),
  bundled('web-service-usgovgcchigh', '2026033100'),
  bundled('web-service-usgovdod', '2026033100'),
  bundled('web-service-china', '2026022700'),
];

function bundled(source: string, id: string): EditionEntry {
  let edition: Edition | undefined;
  return {
    source,
    id,
    load: () => (edition ??= parseEdition(JSON.parse(readFileSync(join(__dirname, '..', 'data', `${source}.${id}.json`), 'utf8')))),
  };
}
