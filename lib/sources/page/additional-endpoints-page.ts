import { CLIENT_ROWS } from '../rows/client-rows';
import { CORRECTIONS } from '../rows/corrections';
import { EXCHANGE_ROWS } from '../rows/exchange-rows';
import { GRAPH_CHANGE_NOTIFICATIONS } from '../rows/graph-row';
import { HYBRID_CONFIGURATION_WIZARD } from '../rows/hybrid-configuration-wizard-row';
import { IDENTITY_ROWS } from '../rows/identity-rows';
import { SKYPE_ROWS } from '../rows/skype-rows';
import { TRUSTED_SITE_ROWS } from '../rows/trusted-site-rows';
import { importPage, readPage } from './import-page';
import { PageImport, PageImportOptions } from './page-import';

export const ADDITIONAL_ENDPOINTS_PAGE = {
  source: 'additional-endpoints',
  url: 'https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls',
  rows: [
    ...CLIENT_ROWS, ...IDENTITY_ROWS, ...EXCHANGE_ROWS, HYBRID_CONFIGURATION_WIZARD, ...SKYPE_ROWS, ...TRUSTED_SITE_ROWS, GRAPH_CHANGE_NOTIFICATIONS,
  ],
  corrections: CORRECTIONS,
};

/**
 * Imports the page of endpoints that are not in the web service, in any edition, language and layout known.
 *
 * Hosts, prefixes and ports are those of the text; what they are for, and what the text leaves to be concluded, comes
 * from the definition of the row. Pure: the same text gives the same result. Time grows with the length of the text.
 *
 * @param text Markdown source, HTML or the text of the published page
 * @returns an edition that `parseEdition` reads, and everything that was noticed; a bad page gives few sets and many findings
 * @throws EndpointError `PageTooLarge`, or `InvalidData` when nothing says when it was published
 */
export function importAdditionalEndpointsPage(text: string, options: PageImportOptions): PageImport {
  return importPage(readPage(text), ADDITIONAL_ENDPOINTS_PAGE, options);
}
