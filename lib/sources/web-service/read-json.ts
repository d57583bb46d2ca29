import { FindingList, quote } from '../findings/finding-list';

/**
 * The JSON value of `text`, which may begin with a byte order mark.
 *
 * @returns `undefined`, with a finding, when the text is longer than `maxLength` or no JSON
 */
export function readJson(text: string, maxLength: number, findings: FindingList): unknown {
  if (isTooLong(text, maxLength, findings)) {
    return undefined;
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    findings.error('NotJson', 'the document', `it is no JSON, and nothing was read: ${quote(error instanceof Error ? error.message : error)}`);
    return undefined;
  }
}

/** Whether `text` is longer than any genuine document; notes it. */
export function isTooLong(text: string, maxLength: number, findings: FindingList): boolean {
  if (text.length > maxLength) {
    findings.error('DocumentTooLong', 'the document', `it has ${text.length} characters, more than ${maxLength}, and nothing was read`);
  }
  return text.length > maxLength;
}
