import { TRAINING_ROWS } from '../rows/training-rows';
import { importPage, readPage } from './import-page';
import { PageImport, PageImportOptions } from './page-import';

export const TRAINING_PAGE = {
  source: 'required-endpoints-training',
  url: 'https://learn.microsoft.com/training/',
  rows: TRAINING_ROWS,
  corrections: [],
};

/**
 * Imports the table of required endpoints of a training module: its source with column blocks, or the text of the page.
 *
 * The guarantees are those of {@link importAdditionalEndpointsPage}. The page bears no date, and its facts are older
 * than the web service of 2018.
 *
 * @throws EndpointError `PageTooLarge`, or `InvalidData` when nothing says when it was published
 */
export function importTrainingPage(text: string, options: PageImportOptions): PageImport {
  return importPage(readPage(text), TRAINING_PAGE, options);
}
