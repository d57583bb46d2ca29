import { EditionJson } from '../../catalog/editions/edition-json';
import { Finding } from '../../catalog/model/finding';

/** What the text of a page does not say about itself. */
export interface PageImportOptions {
  /** Key of the edition, such as `2025-01`. Known facts are compared by it where it is a date. */
  readonly edition: string;

  /**
   * Key of the source.
   *
   * @default - that of the page the importer is for
   */
  readonly source?: string;

  /**
   * When the edition was published: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
   *
   * @default - the edition, where it starts with a year
   */
  readonly published?: string;

  /**
   * When it was read, `YYYY-MM-DD`.
   *
   * @default - nobody wrote it down
   */
  readonly retrieved?: string;

  /**
   * Where a human can read it.
   *
   * @default - the address of the page the importer is for
   */
  readonly url?: string;

  /**
   * The edition that this one repeats, but for the rows in the text.
   *
   * @default - none: the text is a whole page, and rows that are not there are reported
   */
  readonly basedOn?: string;
}

/** What an importer makes of a page: always both, however bad the page is. */
export interface PageImport {
  /** What could be read, complete unless a finding is an error. */
  readonly edition: EditionJson;

  /** What was noticed, errors included. */
  readonly findings: readonly Finding[];
}
