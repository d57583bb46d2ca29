import { createHash } from 'node:crypto';
import { AcknowledgedFinding, editionJson, Finding } from '../../catalog';
import { ImportedDocument } from '../../sources/import-document';
import { Arguments } from '../shell/arguments';

/** A short name for a finding, the same in every run on the same document, to acknowledge it by. */
export function findingId({ code, place, message }: Pick<Finding, 'code' | 'place' | 'message'>): string {
  return createHash('sha256').update(JSON.stringify([code, place, message])).digest('hex').slice(0, 8);
}

/**
 * The documents with the errors that `--acknowledge` names as information, and with these recorded in their editions.
 *
 * What was left out stays out, and what is missing stays missing: an acknowledgement only says that a human looked.
 *
 * @throws EndpointError `InvalidUsage` when an id is not that of an error, or the reason is missing
 */
export function acknowledged(documents: readonly ImportedDocument[], args: Arguments): ImportedDocument[] {
  const ids = new Set(args.texts('acknowledge'));
  const reason = args.text('reason')?.trim() ?? '';
  const errors = documents.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error').map(findingId));
  const unknown = [...ids].find((id) => !errors.includes(id));
  if (unknown !== undefined) {
    throw args.wrong(`--acknowledge ${JSON.stringify(unknown)} is not the id of an error: ${errors.slice(0, 20).join(', ') || 'there is none'}`);
  }
  if (ids.size > 0 && reason === '') {
    throw args.wrong('--acknowledge needs a --reason, which is recorded in the edition');
  }
  return documents.map((document) => acknowledgedIn(document, ids, reason));
}

function acknowledgedIn(document: ImportedDocument, ids: ReadonlySet<string>, reason: string): ImportedDocument {
  const isMeant = (finding: Finding) => finding.severity === 'error' && ids.has(findingId(finding));
  const recorded = document.findings.filter(isMeant).map(({ code, place, message }): AcknowledgedFinding => ({ code, place, message, reason }));
  const findings = document.findings.map((finding): Finding => (
    isMeant(finding) ? { ...finding, severity: 'info', message: `${finding.message}; acknowledged: ${reason}` } : finding
  ));
  const { edition } = document;
  return { ...document, findings, ...(edition === undefined ? {} : { edition: editionJson({ ...edition, acknowledged: recorded }, edition.sets) }) };
}

/** An error with the option that acknowledges it. */
export function withFindingId(finding: Finding): Finding {
  return finding.severity !== 'error' ? finding : { ...finding, message: `${finding.message} (--acknowledge ${findingId(finding)} --reason …)` };
}
