import type { JsonNode } from '../document/json-node';
import type { GroupReading, Reading } from '../document/reading';
import { terraformReferences } from '../document/references';
import type { Report } from '../document/report';
import { classify } from './classify';
import { attachmentsIn, closeResources, type DocumentResource, partsIn } from './close-resources';
import { reportForeignGroups } from './foreign-groups';
import { reportAttachments } from './report-attachments';
import { Bearing } from './resource-class';

/** The output that says what the rules were made from. */
const RECORD = 'cdk-m365-endpoints-record';

/** Parts of a configuration that do not change what its resources are, once every expression counts as unknown. */
const SECTIONS = ['check', 'data', 'import', 'locals', 'moved', 'output', 'provider', 'removed', 'terraform', 'variable'];

/** Arguments that every resource takes and that do not change what it admits. */
const ARGUMENTS = ['depends_on', 'provider', 'region', 'tags', 'timeouts'];

/** Parts of `lifecycle` that do not change what is deployed. `ignore_changes` does: what is deployed may be something else. */
const LIFECYCLE = ['create_before_destroy', 'postcondition', 'precondition', 'prevent_destroy', 'replace_triggered_by'];

/**
 * Says of everything in a configuration that no reader has consumed what it means for the reading: modules, arguments
 * and dynamic blocks that are not understood, and resources that are not read.
 *
 * @param groups the groups that were read
 * @returns what names the filters, and what they are made of, by their keys
 */
export function closeTerraform(root: JsonNode, groups: readonly GroupReading[], report: Report): Pick<Reading, 'attachments' | 'parts'> {
  root.ignore(...SECTIONS);
  root.at('module').itemsOrSelf().flatMap((modules) => modules.entries()).forEach(([, module]) => report.unresolve(module));
  const resources = resourcesIn(root);
  for (const { node } of resources.filter((resource) => classify(resource.type).bearing === Bearing.READ)) {
    node.ignore(...ARGUMENTS);
    node.at('lifecycle').itemsOrSelf().forEach((lifecycle) => lifecycle.ignore(...LIFECYCLE));
  }
  resources.map(({ node }) => node.at('provisioner')).filter((provisioner) => !provisioner.isAbsent).forEach((script) => report.unresolve(script));
  const keys = groups.map(({ key }) => key);
  closeResources(resources, keys, report);
  const securityGroups = new Set(resources.filter(({ type }) => type === 'aws_security_group').map(({ address }) => address));
  reportForeignGroups(resources, securityGroups, { in: terraformReferences, only: resourceNamed }, report);
  reportAttachments(resources, terraformReferences, report);
  resources.forEach(({ node }) => node.account());
  report.unresolveUnread(root);
  return { attachments: attachmentsIn(resources, keys, terraformReferences(outputsOf(root))), parts: partsIn(resources, groups) };
}

/** What is handed to others. The record of this package is an output too; it names filters, and attaches them to nothing. */
function outputsOf(root: JsonNode): unknown {
  const { [RECORD]: _, ...others } = Object.assign({}, ...root.at('output').itemsOrSelf().map(({ value }) => value)) as Record<string, unknown>;
  return others;
}

/** The resource that a value is the id or ARN of. */
function resourceNamed(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\$\{\s*([a-z]\w*\.[\w-]+)\.(?:id|arn)\s*\}$/.exec(value)?.[1] : undefined;
}

function resourcesIn(root: JsonNode): DocumentResource[] {
  return root.at('resource').itemsOrSelf().flatMap((types) => types.entries())
    .flatMap(([type, named]) => named.itemsOrSelf().flatMap((byName) => byName.entries())
      .flatMap(([name, body]) => body.itemsOrSelf().map((node) => (
        { type, address: `${type}.${name}`, node, references: terraformReferences(node.value) }
      ))));
}
