import { basename, resolve } from 'node:path';
import { EditionJson } from '../../catalog';
import { EndpointError } from '../../messages/errors';
import { ImportedDocument } from '../../sources/import-document';
import { Invocation } from '../shell/command';
import { askPage } from './ask-page';
import { askWebService } from './ask-web-service';
import { BaseContent, newPages } from './base-content';
import { Candidate, farAhead, Incoming, isFarAhead } from './candidate';
import { newEditions } from './merge-editions';
import { readMirroredFiles } from './mirrored-files';

/** Most seconds that one request may take. */
const LONGEST_TIMEOUT = 600;

/** What is newer than a lock, and why the page could not be read, where it could not. */
export interface IncomingWithFailure extends Incoming {
  readonly pageFailure?: EndpointError;
}

/**
 * What is newer than `base`: in a folder of mirrored files, or on the web service and on the page, and in this package.
 *
 * @param onlyVersions whether to ask for versions alone, where there are versions
 * @throws EndpointError about the folder or the web service
 */
export async function readIncoming(invocation: Invocation, base: BaseContent, onlyVersions: boolean): Promise<IncomingWithFailure> {
  const folder = invocation.args.text('from');
  const { candidates, ...others } = folder === undefined ? await askAll(invocation, base, onlyVersions) : readFolder(invocation, base, folder);
  const isKnown = (page: EditionJson) => candidates.some(({ source, after }) => source === page.source && after === page.edition);
  const pages = newPages(base).filter((page) => !isKnown(page)).map((edition) => ({ ...candidateOf(base, edition), isBundled: true }));
  return { ...others, candidates: [...candidates, ...pages] };
}

async function askAll(invocation: Invocation, base: BaseContent, onlyVersions: boolean): Promise<IncomingWithFailure> {
  const { args, io } = invocation;
  const timeout = Number(args.text('timeout') ?? 30);
  if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT)) {
    throw args.wrong(`--timeout ${JSON.stringify(args.text('timeout'))} is not a number of seconds up to ${LONGEST_TIMEOUT}`);
  }
  const props = { io, timeout: timeout * 1000, progress: (text: string) => (io.isTerminal ? io.stderr(`${text}\n`) : undefined) };
  const { candidates, notes } = await askWebService(invocation, base, onlyVersions, props);
  const { candidate, failure, note } = await askPage(invocation, base, props);
  return {
    candidates: [...candidates, ...candidate === undefined ? [] : [candidate]],
    notes: [...notes, ...note === undefined ? [] : [note]],
    pageFailure: failure,
  };
}

function readFolder({ args, io }: Invocation, base: BaseContent, folder: string): Incoming {
  const documents = readMirroredFiles(resolve(io.cwd, folder), undefined, (problem) => args.wrong(problem));
  const known = base.editions.filter(({ edition }) => !isFarAhead(edition, io.now()));
  const editions = newEditions(known, documents.flatMap(({ edition }) => edition ?? []));
  const isUsed = ({ edition }: ImportedDocument) => edition === undefined || editions.includes(edition);
  const candidates = documents.filter(isUsed).map(({ file, edition, findings }): Candidate => {
    const source = edition?.source ?? basename(file);
    // What the guard says is said once, with evidence.
    const placed = findings.filter((finding) => !('value' in finding)).map((finding) => ({ ...finding, place: `${source}, ${finding.place}` }));
    if (edition === undefined) {
      return { source, after: '(unread)', findings: placed };
    }
    const refusal = isFarAhead(edition.edition, io.now()) ? farAhead(source, edition.edition) : undefined;
    return { ...candidateOf(base, edition), findings: placed, refusal };
  });
  return { candidates, notes: [] };
}

function candidateOf(base: BaseContent, edition: EditionJson): Candidate {
  return { source: edition.source, before: base.shown.get(edition.source), after: edition.edition, edition, findings: [] };
}
