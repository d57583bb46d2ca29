import { invalidOption } from '../../messages/errors';
import { Edition } from '../model/edition';
import { editionJson, EndpointSetJson } from './edition-json';
import { parseEdition } from './parse-edition';

/** What describes your own endpoint data. */
export interface EditionDefinition {
  /** Key of the source, such as `payroll-provider`. */
  readonly source: string;

  /** Key of this edition: lower-case letters, digits and hyphens, such as `2026-03`. */
  readonly edition: string;

  /** Where a human can read it; `https://`. */
  readonly url: string;

  /**
   * When it was published: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
   *
   * @default - the edition, which must then be a date
   */
  readonly published?: string;
}

/**
 * An edition of your own endpoint data for `Catalog.of`, such as the published list of another vendor.
 *
 * Checked in full, as the bundled data is: no field is ignored and no value guessed.
 *
 * @throws EndpointError `InvalidData` naming the path of the first wrong value
 */
export function defineEdition(definition: EditionDefinition, sets: readonly EndpointSetJson[]): Edition {
  if (typeof definition !== 'object' || definition === null) {
    throw invalidOption('definition', definition, 'say what the data is, such as { source: \'own\', edition: \'2026-03\', url: \'https://example.com/\' }');
  }
  const { source, edition, url, published = edition } = definition;
  return parseEdition(editionJson({ source, edition, url, published, retrieved: null }, sets));
}
