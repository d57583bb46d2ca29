import { basename } from 'node:path';
import { Edition, EditionJson, Finding, guardSets, hasErrors, parseEdition } from '../catalog';
import { EndpointError, inFile, unknownDocument } from '../messages/errors';
import type { PageImportOptions } from './page/page-import';
import { importWebServiceCsv, importWebServiceJson, readServiceTags } from '.';

/** Kinds of documents, as reports name them. */
export type DocumentKind = 'additional-endpoints page' | 'training page' | 'web service JSON' | 'web service CSV' | 'service tags';

/** What became of a document. */
export interface ImportedDocument {
  readonly file: string;
  readonly kind: DocumentKind;

  /** Catalog data; absent for service tags, and where the document as a whole could not be read. */
  readonly edition?: EditionJson;

  /** What a report says of a document that is no catalog data. */
  readonly summary?: string;
  readonly findings: readonly Finding[];
}

/** What the user said about a document. */
export interface ImportOptions {
  readonly edition?: string;
  readonly published?: string;
  readonly retrieved?: string;
  readonly basedOn?: string;
  readonly source?: string;
  readonly instance?: string;
  readonly serviceAreas?: readonly string[];
}

/** Instances whose names are recognised in the name of a file. */
const INSTANCES = ['Worldwide', 'China', 'USGovDoD', 'USGovGCCHigh', 'France', 'Germany'];

const EXPECTED = 'a page of endpoints, the JSON or CSV of /endpoints, or service tags';

/**
 * Imports a document, whose kind its content tells.
 *
 * @param missing makes the error for something that neither the user nor the name of the file says
 * @throws EndpointError `InvalidUsage` when something must be said, `UnknownDocument` when the kind cannot be told
 */
export function importDocument(file: string, text: string, options: ImportOptions, missing: (problem: string) => Error): ImportedDocument {
  const requireEdition = () => options.edition ?? dateIn(file) ?? fail(missing(`say with --edition which edition ${file} is`));
  const requireInstance = () => options.instance ?? instanceIn(file) ?? fail(missing(`say with --instance which cloud ${file} is of`));
  const kind = kindOf(file, text);
  try {
    switch (kind) {
      case 'page':
        return guarded(importPage(file, text, { ...options, edition: requireEdition() }));
      case 'web service JSON':
        return guarded({ file, kind, ...importWebServiceJson(text, { ...options, edition: requireEdition(), instance: requireInstance() }) });
      case 'web service CSV':
        return guarded({ file, kind, ...importWebServiceCsv(text, { ...options, edition: requireEdition(), instance: requireInstance() }) });
      case 'service tags':
        return importServiceTags(file, text);
    }
  } catch (error) {
    throw error instanceof EndpointError && error.code !== 'InvalidUsage' ? inFile(file, error) : error;
  }
}

/** What a text is, by its content alone. */
function kindOf(file: string, text: string): 'page' | Exclude<DocumentKind, 'additional-endpoints page' | 'training page'> {
  const start = text.slice(0, 4096).replace(/^\uFEFF/, '').trimStart();
  if (start === '') {
    throw unknownDocument(file, `${EXPECTED}, found nothing`);
  }
  if (/^"?[A-Za-z]+"?(,"?[A-Za-z]+"?){5}/.test(start) && start.includes('serviceArea')) {
    return 'web service CSV';
  }
  // A page in Markdown may begin with a bracket too.
  if (!/^(\[\s*(\{|\])|\{\s*("|\}))/.test(start)) {
    return 'page';
  }
  // The head of a document tells its kind; whether all of it is in order is for its importer to say.
  if (/^\{/.test(start) && /"changeNumber"/.test(start)) {
    return 'service tags';
  }
  if (/^\{/.test(start) && /"(lockVersion|sets|sha256)"/.test(start)) {
    throw unknownDocument(file, `${EXPECTED}, found catalog data, which needs no import`);
  }
  if (/"disposition"/.test(start) || (/"latest"/.test(start) && /"instance"/.test(start))) {
    throw unknownDocument(file, `${EXPECTED}, found changes or versions of the web service, which hold no endpoint sets`);
  }
  if (/^\[/.test(start)) {
    return 'web service JSON';
  }
  throw unknownDocument(file, EXPECTED);
}

/** Loaded here and not with this module: the other kinds of documents need none of what knows pages. */
function importPage(file: string, text: string, options: PageImportOptions): ImportedDocument {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { importAnyPage } = require('./page/import-any-page') as typeof import('./page/import-any-page');
  return { file, ...importAnyPage(text, options) };
}

function importServiceTags(file: string, text: string): ImportedDocument {
  const { serviceTags, findings } = readServiceTags(text);
  const summary = serviceTags === undefined ? undefined
    : `${serviceTags.tags.length} tags of ${serviceTags.cloud}, change ${serviceTags.changeNumber}; they are no endpoint sets, and nothing is written`;
  return { file, kind: 'service tags', summary, findings };
}

/** The document with what the guard finds in it. */
function guarded(document: ImportedDocument): ImportedDocument {
  if (document.edition === undefined || document.edition.sets.length === 0) {
    const findings = hasErrors(document.findings) ? document.findings : [...document.findings, NOTHING];
    return { ...document, edition: undefined, findings };
  }
  const edition: Edition = parseEdition(document.edition);
  return { ...document, findings: [...document.findings, ...guardSets(edition.sets)] };
}

const NOTHING: Finding = { code: 'NoRows', severity: 'error', place: 'the document', message: 'no endpoint set could be read' };

function dateIn(file: string): string | undefined {
  return /(?<!\d)(\d{10}|\d{4}-\d{2}(-\d{2})?)(?!\d)/.exec(basename(file))?.[1];
}

function instanceIn(file: string): string | undefined {
  const name = basename(file).toLowerCase();
  return INSTANCES.find((instance) => name.includes(instance.toLowerCase()));
}

function fail(error: Error): never {
  throw error;
}

