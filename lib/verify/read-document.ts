import { unrecognisedDocument } from '../messages/errors';
import type { TerraformLimits } from './azure/terraform-limits';
import { isObject } from './document/json-node';
import type { Reading } from './document/reading';
import { type CloudFormationLimits, readCloudFormation } from './read-cloudformation';
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
];

/**
 * Reads a document of any kind that is known, recognised by its shape.
 *
 * @param document parsed JSON
 * @throws EndpointError `UnrecognisedDocument` when it has the shape of none, `MalformedTemplate` naming the JSON path when it breaks its own
 */
export function readDocument(document: unknown, limits: DocumentLimits = {}): Reading {
  const kind = isObject(document) ? KINDS.find(({ recognises }) => recognises(document)) : undefined;
  if (kind === undefined) throw unrecognisedDocument(KINDS.map(({ name }) => name));
  return kind.read(document, limits);
}
