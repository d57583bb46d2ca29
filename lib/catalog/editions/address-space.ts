import { createHash } from 'node:crypto';
import { invalidData } from '../../messages/errors';
import { PrefixSet } from '../../net';
import { JsonCursor } from './json-cursor';

/** Key of the source of Microsoft's own address space. */
export const ADDRESS_SPACE_SOURCE = 'microsoft-address-space';

/** The bundled edition of it; `scripts/import-data.ts` writes the file. */
export const ADDRESS_SPACE_EDITION = '2026-08-22';

/** The addresses that one owner publishes as its own, on one day. They are not endpoints, and no rules are made from them. */
export interface AddressSpace {
  /** Key of the source: `microsoft-address-space`. */
  readonly source: string;

  /** Key of the edition: the day on which the lists were published. */
  readonly edition: string;

  /** Where a human can read the lists. */
  readonly url: string;

  /** Every address of the owner, in the fewest prefixes. */
  readonly prefixes: PrefixSet;
}

/** The written form of an address space, as `docs/data.md` describes it. */
export interface AddressSpaceJson {
  /** Key of the source: `microsoft-address-space`. */
  readonly source: string;

  /** Key of the edition: the day on which the lists were published, `YYYY-MM-DD`. */
  readonly edition: string;

  /** Where a human can read the lists. */
  readonly url: string;

  /** SHA-256 of the prefixes, one per line. */
  readonly sha256: string;

  /** Fewest prefixes, in canonical order. */
  readonly prefixes: readonly string[];
}

let bundled: AddressSpace | undefined;

/** Microsoft's own address space as bundled with this package. The file is read on the first call. */
export function microsoftAddressSpace(): AddressSpace {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- read when first needed, and written out so that bundlers find the file
  return (bundled ??= parseAddressSpace(require('../../data/microsoft-address-space.2026-08-22.json')));
}

/** The written form of an address space of these prefixes. */
export function addressSpaceJson(header: Pick<AddressSpaceJson, 'source' | 'edition' | 'url'>, prefixes: PrefixSet): AddressSpaceJson {
  const texts = prefixes.toStrings();
  return { source: header.source, edition: header.edition, url: header.url, sha256: hashOf(texts), prefixes: texts };
}

/**
 * Reads an address space from its written form, strictly.
 *
 * @throws EndpointError `InvalidData` naming what is wrong
 */
export function parseAddressSpace(json: unknown): AddressSpace {
  const cursor = new JsonCursor(json, '').expectObject();
  const header = {
    source: cursor.text('source'),
    edition: cursor.text('edition', /^\d{4}-\d{2}-\d{2}$/),
    url: cursor.text('url', /^https:\/\//),
  };
  const sha256 = cursor.text('sha256', /^[0-9a-f]{64}$/);
  const texts = cursor.texts('prefixes');
  cursor.done();
  if (hashOf(texts) !== sha256) {
    throw invalidData('sha256', `the prefixes hash to ${hashOf(texts)}; they were changed by hand`);
  }
  return { ...header, prefixes: cursor.parse('prefixes', () => PrefixSet.fromTexts(texts)) };
}

function hashOf(prefixes: readonly string[]): string {
  return createHash('sha256').update(prefixes.join('\n')).digest('hex');
}
