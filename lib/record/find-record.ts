import { RECORD_KEY } from '../rules/pool/traffic-record';

type Json = Readonly<Record<string, unknown>>;

/**
 * The record in a document, as it stands there: in the metadata of a CloudFormation template, in an output of a Terraform
 * configuration, or in what `terraform show -json` prints of a plan or a state. `undefined` where there is none.
 */
export function findRecord(document: unknown): unknown {
  const { Metadata, output, planned_values: planned, values } = asObject(document);
  const inTemplate = asObject(Metadata)[RECORD_KEY];
  const inConfiguration = asObject(asObject(output)[RECORD_KEY]).value;
  const inShow = [planned, values].map((part) => asObject(asObject(asObject(part).outputs)[RECORD_KEY]).value);
  return inTemplate ?? (inConfiguration === undefined ? undefined : unescaped(inConfiguration)) ?? inShow.find((value) => value !== undefined);
}

/** Text as Terraform reads it: `$${` stands for `${`. */
function unescaped(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll('$${', '${'));
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {};
}
