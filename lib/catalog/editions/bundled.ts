import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Edition } from '../model/edition';
import { parseBundledEdition } from './parse-edition';

/** An edition whose file is read when it is first needed. */
export interface EditionEntry {
  readonly source: string;
  readonly id: string;

  /**
   * Whether a catalog shows it by default.
   *
   * @default - the newest edition of its source
   */
  readonly isDefault?: boolean;
  load(): Edition;
}

/**
 * The editions that come with this package, by source and from old to new.
 *
 * For the additional endpoints a catalog shows 2025-01 by default, since it is the superset: an address that Graph still
 * uses and that the later edition withdrew would lose notifications.
 */
export const BUNDLED_EDITIONS: readonly EditionEntry[] = [
  bundled('additional-endpoints', '2018-10'),
  { ...bundled('additional-endpoints', '2025-01'), isDefault: true },
  bundled('additional-endpoints', '2025-h2'),
  bundled('required-endpoints-training', 'undated'),
  bundled('web-service-worldwide', '2026-08-14'),
  bundled('web-service-worldwide-mem', '2025-12-01'),
  bundled('web-service-usgovgcchigh', '2026033100'),
  bundled('web-service-usgovdod', '2026033100'),
  bundled('web-service-usgovdod-mem', '2025-12-01'),
  bundled('web-service-china', '2026022700'),
  bundled('web-service-france', 'undated'),
  bundled('web-service-germany', 'undated'),
];

function bundled(source: string, id: string): EditionEntry {
  let edition: Edition | undefined;
  return {
    source,
    id,
    load: () => (edition ??= parseBundledEdition(JSON.parse(readFileSync(join(__dirname, '..', '..', 'data', `${source}.${id}.json`), 'utf8')))),
  };
}
