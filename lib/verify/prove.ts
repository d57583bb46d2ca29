import type { Expectation } from './proof/expectation';
import { judge } from './proof/judge';
import type { Proof } from './proof/proof';
import { type DocumentLimits, readDocuments } from './read-document';

/**
 * Whether documents admit exactly what is meant, and nothing that is not understood stands in the way of saying so.
 *
 * Every group of the documents is compared with the whole expectation, unless `groups` names some. Security groups are
 * added up, as EC2 does on an interface; any other filter must meet the expectation alone. The verdict is
 * `equal` only if no difference was found and every value, resource and approximation that could hide one was understood.
 *
 * @param documents parsed JSON: one document, or a list of those that belong together
 * @throws EndpointError `UnrecognisedDocument` or `MalformedTemplate` when a document cannot be read at all
 * @example
 * const proof = prove(template, { rules: scenario.rules.rules });
 * if (!proof.isEqual) throw new Error(proof.toString());
 */
export function prove(documents: unknown, expectation: Expectation, limits: DocumentLimits = {}): Proof {
  return judge(readDocuments(documents, limits), expectation);
}
