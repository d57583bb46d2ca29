/* eslint-disable @typescript-eslint/no-require-imports -- read when first needed, and written out so that bundlers find the files */
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

/** An edition that comes with this package. */
interface BundledEdition extends EditionEntry {
  /** A copy of the JSON in its file. */
  json(): unknown;
}

/**
 * The editions that come with this package, by source and from old to new.
 *
 * For the additional endpoints, a catalog shows 2025-01 by default, because it is the superset: if Graph still uses
 * an address that the later edition withdrew, its notifications would be lost.
 */
export const BUNDLED_EDITIONS: readonly BundledEdition[] = [
  bundled('additional-endpoints', '2018-10', () => require('../../data/additional-endpoints.2018-10.json')),
  { ...bundled('additional-endpoints', '2025-01', () => require('../../data/additional-endpoints.2025-01.json')), isDefault: true },
  bundled('additional-endpoints', '2025-h2', () => require('../../data/additional-endpoints.2025-h2.json')),
  bundled('required-endpoints-training', 'undated', () => require('../../data/required-endpoints-training.undated.json')),
  bundled('web-service-worldwide', '2026-08-14', () => require('../../data/web-service-worldwide.2026-08-14.json')),
  bundled('web-service-worldwide-mem', '2025-12-01', () => require('../../data/web-service-worldwide-mem.2025-12-01.json')),
  bundled('web-service-usgovgcchigh', '2026033100', () => require('../../data/web-service-usgovgcchigh.2026033100.json')),
  bundled('web-service-usgovdod', '2026033100', () => require('../../data/web-service-usgovdod.2026033100.json')),
  bundled('web-service-usgovdod-mem', '2025-12-01', () => require('../../data/web-service-usgovdod-mem.2025-12-01.json')),
  bundled('web-service-china', '2026022700', () => require('../../data/web-service-china.2026022700.json')),
  bundled('web-service-france', 'undated', () => require('../../data/web-service-france.undated.json')),
  bundled('web-service-germany', 'undated', () => require('../../data/web-service-germany.undated.json')),
];

function bundled(source: string, id: string, read: () => unknown): BundledEdition {
  let edition: Edition | undefined;
  return { source, id, load: () => (edition ??= parseBundledEdition(read())), json: () => structuredClone(read()) };
}
