import { ADDITIONAL_ENDPOINTS_PAGE } from './additional-endpoints-page';
import { importPage, PageDefinition, readPage } from './import-page';
import { PageImport, PageImportOptions } from './page-import';

/** A page that was imported, and which one it is. */
export interface AnyPageImport extends PageImport {
  readonly kind: 'additional-endpoints page' | 'training page';
}

/** The training page has no more rows: a page of which as many are known as additional endpoints is not one. */
export const MOST_TRAINING_ROWS = 16;

/**
 * Imports a page as the one that knows more of its rows: no language and no heading tells the two apart.
 *
 * @throws EndpointError as the importers of both pages do
 */
export function importAnyPage(text: string, options: PageImportOptions): AnyPageImport {
  const rows = readPage(text);
  const additional = importPage(rows, ADDITIONAL_ENDPOINTS_PAGE, options);
  const training = rowsOf(additional) < MOST_TRAINING_ROWS ? importPage(rows, trainingPage(), options) : undefined;
  return training !== undefined && rowsOf(training) > rowsOf(additional)
    ? { kind: 'training page', ...training }
    : { kind: 'additional-endpoints page', ...additional };
}

/** Loaded here and not with this module: most pages are not training pages. */
function trainingPage(): PageDefinition {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./training-page') as typeof import('./training-page')).TRAINING_PAGE;
}

function rowsOf({ edition }: PageImport): number {
  return new Set(edition.sets.map(({ row }) => row)).size;
}
