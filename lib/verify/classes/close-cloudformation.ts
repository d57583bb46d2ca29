import { groupKey, isIntrinsic } from '../document/cloudformation-node';
import { JsonNode } from '../document/json-node';
import type { GroupReading, Reading } from '../document/reading';
import { cloudFormationReferences } from '../document/references';
import type { Report } from '../document/report';
import { classify } from './classify';
import { attachmentsIn, closeResources, type DocumentResource, partsIn } from './close-resources';
import { reportForeignGroups } from './foreign-groups';
import { reportAttachments } from './report-attachments';
import { Bearing } from './resource-class';

/** Sections of a template that do not change what its resources are, once every intrinsic function counts as unknown. */
const SECTIONS = ['AWSTemplateFormatVersion', 'Conditions', 'Description', 'Mappings', 'Metadata', 'Outputs', 'Parameters', 'Rules'];

/** Attributes of a resource that do not change what it admits. Its condition does. */
const ATTRIBUTES = ['Type', 'DependsOn', 'Metadata', 'DeletionPolicy', 'UpdateReplacePolicy', 'UpdatePolicy', 'CreationPolicy'];

/**
 * Says of everything in a template that no reader has consumed what it means for the reading: macros, modules, nested
 * stacks, properties and conditions that are not understood, and resources that are not read.
 *
 * @param groups the groups that were read
 * @returns what names the filters, and what they are made of, by their keys
 */
export function closeCloudFormation(template: JsonNode, groups: readonly GroupReading[], report: Report): Pick<Reading, 'attachments' | 'parts'> {
  template.ignore(...SECTIONS);
  const resources = resourcesIn(template.at('Resources'));
  for (const { node } of resources.filter((resource) => classify(resource.type).bearing === Bearing.READ)) {
    node.ignore(...ATTRIBUTES);
    const properties = node.at('Properties');
    if (properties.has('Fn::Transform')) report.unresolve(properties);
  }
  const keys = groups.map(({ key }) => key);
  closeResources(resources, keys, report);
  reportMacros(resources, report);
  const securityGroups = new Set(resources.filter(({ type }) => type === 'AWS::EC2::SecurityGroup').map(({ address }) => address));
  reportForeignGroups(resources, securityGroups, { in: cloudFormationReferences, only: groupNamed }, report);
  reportAttachments(resources, cloudFormationReferences, report);
  resources.forEach(({ node }) => node.account());
  report.unresolveUnread(template);
  return { attachments: attachmentsIn(resources, keys, cloudFormationReferences(template.at('Outputs').value)), parts: partsIn(resources, groups) };
}

/** A macro in a resource that names a filter may change which filters it names. */
function reportMacros(resources: readonly DocumentResource[], report: Report): void {
  const filters = new Set(resources.filter(({ type }) => classify(type).bearing === Bearing.READ).map(({ address }) => address));
  for (const { node, references } of resources.filter(({ type }) => classify(type).bearing === Bearing.IRRELEVANT)) {
    if ([...references].some((name) => filters.has(name)) && JSON.stringify(node.value).includes('"Fn::Transform"')) report.unresolve(node);
  }
}

/** The security group that a value is the id of. */
function groupNamed(value: unknown): string | undefined {
  const node = new JsonNode(value, '');
  return isIntrinsic(node) || typeof value === 'string' ? groupKey(node) : undefined;
}

function resourcesIn(node: JsonNode): DocumentResource[] {
  return (node.isAbsent ? [] : node.entries()).filter(([id]) => !id.startsWith('Fn::')).map(([id, resource]) => ({
    type: resource.at('Type').text(), address: id, node: resource, references: cloudFormationReferences(resource.value),
  }));
}
