import { unknownDocument } from '../../messages/errors';

/** Parses a file, with or without the byte order mark that PowerShell writes. @throws EndpointError `UnknownDocument` */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw unknownDocument(name, 'JSON in UTF-8, which may have been truncated');
  }
}
