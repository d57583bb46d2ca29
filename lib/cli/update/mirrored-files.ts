import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../catalog/lock/reason-of';
import { isNewer } from '../../catalog/model/edition-order';
import { EndpointError, unreadableFile } from '../../messages/errors';
import { importDocument, ImportedDocument } from '../../sources/import-document';
import { readVersions } from '../../sources/web-service/web-service-versions';
import { isFile, readText } from '../shell/files';

/** Files that may be documents. */
const DOCUMENT = /\.(json|csv|md|txt|html?)$/i;

/**
 * The documents in a folder of mirrored files: of each source the newest edition.
 *
 * `version.json`, the answer of `/version`, dates the files whose names bear no date.
 * Files that are no documents of endpoints are passed over.
 *
 * @throws EndpointError `UnreadableFile`, for a folder without any document too, or what `importDocument` throws about a document
 */
export function readMirroredFiles(folder: string, retrieved: string | undefined, missing: (problem: string) => Error): ImportedDocument[] {
  const versionFile = join(folder, 'version.json');
  const versions = isFile(versionFile) ? readVersions(readText(versionFile)).instances : [];
  const newest = new Map<string, ImportedDocument>();
  for (const name of filesIn(folder)) {
    const instance = versions.find((each) => name.toLowerCase().includes(each.instance.toLowerCase()));
    const isDated = /\d{10}|\d{4}-\d{2}/.test(name);
    const document = importFile(join(folder, name), { retrieved, ...isDated || instance === undefined ? {} : { edition: instance.latest } }, missing);
    if (document !== undefined) {
      const key = document.edition?.source ?? document.file;
      const known = newest.get(key)?.edition;
      if (known === undefined || isNewer(document.edition?.edition ?? '', known.edition)) {
        newest.set(key, document);
      }
    }
  }
  const documents = [...newest.values()].filter(({ kind }) => kind !== 'service tags');
  if (documents.length === 0) {
    throw unreadableFile(folder, 'it holds no document of endpoints');
  }
  return documents;
}

function importFile(
  path: string, options: { edition?: string; retrieved?: string }, missing: (problem: string) => Error,
): ImportedDocument | undefined {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  try {
    return importDocument(path, readText(path), given, missing);
  } catch (error) {
    if (error instanceof EndpointError && error.code === 'UnknownDocument') {
      return undefined;
    }
    throw error;
  }
}

/** The documents of a folder, and of `endpoints/` in it, in a stable order. */
function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder);
    const below = names.includes('endpoints') ? readdirSync(join(folder, 'endpoints')).map((name) => join('endpoints', name)) : [];
    return [...names, ...below].sort().filter((name) => (
      DOCUMENT.test(name) && !name.startsWith('.') && name !== 'version.json' && isFile(join(folder, name))
    ));
  } catch (error) {
    throw unreadableFile(folder, reasonOf(error));
  }
}
