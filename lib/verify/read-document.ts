import { unrecognisedDocument } from '../messages/errors';
import type { TerraformLimits } from './azure/terraform-limits';
import { isObject } from './document/json-node';
import type { Reading } from './document/reading';
import { isAdminRule } from './live/azure/admin-rules';
import { isRule } from './live/azure/network-security-groups';
import { LIVE_KINDS, liveKindOf } from './live/live-kinds';
import { type CloudFormationLimits, readCloudFormation } from './read-cloudformation';
import { readLive } from './read-live';
import { isShow, readShow } from './read-show';
import { readTerraform } from './read-terraform';

/** Limits that readers check, each with a default. */
export interface DocumentLimits extends CloudFormationLimits, TerraformLimits {}

/** A kind of document, recognised by its shape. */
interface DocumentKind {
  /** As an error names it. */
  readonly name: string;
  recognises(document: Readonly<Record<string, unknown>>): boolean;
  read(document: unknown, limits: DocumentLimits): Reading;
}

const TERRAFORM_SECTIONS = ['resource', 'terraform', 'provider', 'module'];

const KINDS: readonly DocumentKind[] = [
  { name: 'a CloudFormation template', recognises: (document) => isObject(document.Resources), read: readCloudFormation },
  {
    name: 'a Terraform configuration in JSON',
    recognises: (document) => TERRAFORM_SECTIONS.some((section) => Object.hasOwn(document, section)),
    read: readTerraform,
  },
  { name: 'what terraform show -json prints of a plan or a state with resources', recognises: isShow, read: readShow },
  {
    name: `an answer of ${LIVE_KINDS.map(({ name }) => name).join(', ')}`,
    recognises: (document) => liveKindOf(document) !== undefined,
    read: (document, limits) => readLive([document], limits)[0],
  },
];

/**
 * Reads a document of any kind that is known, recognised by its shape.
 *
 * @param document parsed JSON
 * @throws EndpointError `UnrecognisedDocument` when it has the shape of none, `MalformedTemplate` naming the JSON path when it breaks its own
 */
export function readDocument(document: unknown, limits: DocumentLimits = {}): Reading {
  const kinds = isObject(document) ? KINDS.filter(({ recognises }) => recognises(document)) : [];
  if (kinds.length !== 1) throw unrecognisedDocument(KINDS.map(({ name }) => name));
  return kinds[0].read(document, limits);
}

/**
 * Reads documents that belong together. Lists are taken apart, as `az` prints them; answers about what is deployed are read as
 * one, since they name each other.
 *
 * @throws EndpointError as `readDocument` does
 */
export function readDocuments(documents: unknown, limits: DocumentLimits = {}): Reading[] {
  const list = Array.isArray(documents) && documents.length === 0 ? [] : partsOf(documents);
  const live = list.filter((document) => liveKindOf(document) !== undefined);
  const others = list.filter((document) => !live.includes(document)).map((document) => readDocument(document, limits));
  return [...others, ...live.length === 0 ? [] : readLive(live, limits)];
}

/** The documents in a list, or in lists within it: rules of network security groups belong together, and so do security admin rules, everything else stands for itself. */
function partsOf(documents: unknown): unknown[] {
  if (!Array.isArray(documents) || documents.length === 0) return [documents];
  if (documents.every(isRule)) return [{ rules: documents }];
  return documents.every(isAdminRule) ? [{ adminRules: documents }] : documents.flatMap(partsOf);
}
