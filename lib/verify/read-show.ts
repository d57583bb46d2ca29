import type { TerraformLimits } from './azure/terraform-limits';
import { isObject } from './document/json-node';
import type { Reading } from './document/reading';
import { readTerraform } from './read-terraform';
import { configurationOfPlan, incompletePlan } from './show/plan';
import { configurationOfState } from './show/state';

/** Whether a document is what `terraform show -json` prints of a plan, or of a state with resources. */
export function isShow(document: Readonly<Record<string, unknown>>): boolean {
  return typeof document.format_version === 'string' && (isObject(document.planned_values) || isObject(document.values));
}

/**
 * What `terraform show -json` prints admits, read as the configuration that it comes to, see `readTerraform`.
 *
 * @throws EndpointError `MalformedTemplate` naming the JSON path in that configuration
 */
export function readShow(document: unknown, limits: TerraformLimits = {}): Reading {
  const show = document as Readonly<Record<string, unknown>>;
  if (!isObject(show.planned_values)) return readTerraform(configurationOfState(show), limits);
  const reading = readTerraform(configurationOfPlan(show), limits);
  const left = incompletePlan(show).map((path) => ({ path, text: 'the plan is not all that will be deployed' }));
  return { ...reading, unresolved: [...left, ...reading.unresolved] };
}
