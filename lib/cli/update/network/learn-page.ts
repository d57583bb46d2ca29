import { pageFailed, pageThrottled } from '../../../messages/errors';
import { importAdditionalEndpointsPage, PageImport } from '../../../sources';
import { ask, ClientProps } from './polite-client';

/** The page of additional endpoints, as Microsoft publishes it. */
export const PAGE_URL = 'https://learn.microsoft.com/en-us/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls';

/**
 * The text of the page at `url`: HTML of Learn, or Markdown of a mirror.
 *
 * @throws EndpointError `PageFailed` when there is none
 */
export async function fetchPage(url: URL, client: ClientProps): Promise<string> {
  return ask(url, {
    accept: 'text/html, text/markdown;q=0.9, text/plain;q=0.8',
    problemOf: () => undefined,
    failed: pageFailed,
    throttled: (shown, until) => pageThrottled(shown, new Date(until).toISOString()),
  }, client);
}

/**
 * The page as an edition of today.
 *
 * @param from how to name the page in an error
 * @throws EndpointError `PageFailed` when the text is something else, such as a page that asks for consent
 */
export function readPage(text: string, from: string, today: string): PageImport {
  const isHtml = /^\uFEFF?\s*<(!doctype|html|head|body|!--)/i.test(text);
  if (isHtml && !/<table[\s>]/i.test(text)) {
    throw pageFailed(from, `${titled(text)} has no table; is it a page that asks for consent or to sign in?`);
  }
  const imported = importAdditionalEndpointsPage(text, { edition: today, published: dayOf(text) ?? today, retrieved: today });
  if (imported.edition.sets.length === 0) {
    throw pageFailed(from, `${titled(text)} has no row of endpoints that is known (${imported.findings[0]?.message ?? 'it is empty'})`);
  }
  return imported;
}

function titled(text: string): string {
  const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1].replace(/\s+/g, ' ').trim().slice(0, 80);
  return title === undefined || title === '' ? 'what was answered' : `what was answered, titled ${JSON.stringify(title)},`;
}

/** When the page says that it was written, in the metadata of Learn or in front matter. */
function dayOf(text: string): string | undefined {
  const [, iso] = /<meta[^>]+name="ms\.date"[^>]+content="(\d{4}-\d{2}-\d{2})/i.exec(text) ?? [];
  const [, month, day, year] = /^ms\.date:\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/m.exec(text.slice(0, 4096)) ?? [];
  return iso ?? (year === undefined ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
