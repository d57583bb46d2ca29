import { resolve } from 'node:path';
import { diffSets, parseEdition } from '../../catalog';
import { EndpointError } from '../../messages/errors';
import { Invocation } from '../shell/command';
import { readText } from '../shell/files';
import { BaseContent } from './base-content';
import { Candidate } from './candidate';
import { httpUrl, shownUrl } from './network/base-url';
import { fetchPage, PAGE_URL, readPage } from './network/learn-page';
import { ClientProps } from './network/polite-client';

/** What the page of additional endpoints says now, and why it could not be read. */
export interface AskedPage {
  /** Absent where the page says what the lock shows. */
  readonly candidate?: Candidate;
  readonly failure?: EndpointError;
  readonly note?: string;
}

/** For `--page` and its variable: the page is not looked at. */
const NO_PAGE = 'none';

/**
 * Reads the page of additional endpoints: from Learn, from a mirror or from a file.
 *
 * That it cannot be read holds back the page alone.
 */
export async function askPage(invocation: Invocation, base: BaseContent, props: ClientProps): Promise<AskedPage> {
  const { args, io } = invocation;
  const given = args.text('page') ?? io.env.M365_ENDPOINTS_PAGE_URL;
  if (given === NO_PAGE) {
    return {};
  }
  if (!given && io.env.M365_ENDPOINTS_URL) {
    return { note: 'the page of additional endpoints was not looked at, since M365_ENDPOINTS_URL names a mirror of the web service only; --page names one of the page' };
  }
  const today = io.now().toISOString().slice(0, 10);
  try {
    const { text, from } = await readSource(invocation, given || PAGE_URL, props);
    const { edition, findings } = readPage(text, from, today);
    const { source } = edition;
    const placed = findings.map((finding) => ({ ...finding, place: `${source}, ${finding.place}` }));
    const shown = base.catalog.where({ source });
    const { added, removed, changed } = diffSets(shown, parseEdition(edition).sets);
    return added.length + removed.length + changed.length === 0 ? {}
      : { candidate: { source, before: base.shown.get(source), after: edition.edition, edition, findings: placed } };
  } catch (error) {
    if (!(error instanceof EndpointError) || error.code === 'InvalidUsage') {
      throw error;
    }
    return { failure: error };
  }
}

/** The text of the page, and how to name where it is from. */
async function readSource({ args, io }: Invocation, given: string, props: ClientProps): Promise<{ text: string; from: string }> {
  if (/^[a-z]+:\/\//i.test(given)) {
    const url = httpUrl('--page', given, PAGE_URL, args);
    return { text: await fetchPage(url, props), from: shownUrl(url) };
  }
  return { text: readText(resolve(io.cwd, given)), from: given };
}
