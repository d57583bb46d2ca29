import type { TerraformLimits } from './azure/terraform-limits';
import { type Finding, FindingCode, type Unresolved } from './document/finding';
import { JsonNode } from './document/json-node';
import type { Reading } from './document/reading';
import type { LiveKind, LiveResource } from './live/kind/live-kind';
import { liveKindOf } from './live/live-kinds';
import { type CloudFormationLimits, readCloudFormation } from './read-cloudformation';
import { readTerraform } from './read-terraform';

/** Quotas: they can be raised, and what is deployed is within them. */
const QUOTAS = [
  FindingCode.TOO_MANY_RULES, FindingCode.TOO_MANY_ENTRIES, FindingCode.TOO_MANY_PREFIXES, FindingCode.TOO_MANY_PAIRS, FindingCode.TOO_MANY_IP_GROUPS,
  FindingCode.GROUP_TOO_LARGE,
];

/** Keys with which a tool says that there is more than it printed. */
const MORE = /^next(token|link|marker)$/i;

/** What a request says of itself. */
const OF_REQUEST = 'ResponseMetadata';

type Placed = LiveResource & { readonly platform: LiveKind['platform'] };

/**
 * What is deployed admits, by the answers of `aws` and `az` about it.
 *
 * The answers are turned into the documents that would declare the same, and read by the readers of those, so that
 * whatever these do not understand is under `unresolved` here as well. Answers that belong together, such as
 * a group and the prefix list that it names, are read as one. A page of a longer answer is under `unresolved`.
 *
 * @param answers parsed JSON, each recognised by `liveKindOf`
 * @throws EndpointError `MalformedTemplate` naming the JSON path, when an answer breaks its own shape
 */
export function readLive(answers: readonly unknown[], limits: CloudFormationLimits & TerraformLimits = {}): Reading[] {
  const resources: Placed[] = [];
  const unresolved: Unresolved[] = [];
  for (const answer of answers) {
    const kind = liveKindOf(answer)!;
    const node = new JsonNode(answer, '');
    unresolved.push(...leftOf(node, kind));
    resources.push(...kind.resources(node).map((resource) => ({ ...resource, platform: kind.platform })));
  }
  const nameOf = ({ type, key }: Placed) => `${type} ${key}`;
  const twice = resources.filter((resource, i) => resources.findIndex((other) => nameOf(other) === nameOf(resource)) !== i);
  unresolved.push(...twice.map((resource) => ({ path: resource.key, text: 'is in more than one answer: give one of them' })));
  const of = (platform: LiveKind['platform']) => resources.filter((resource) => resource.platform === platform);
  const readings = [
    ...of('aws').length === 0 ? [] : [[readCloudFormation(asTemplate(of('aws')), limits), of('aws')] as const],
    ...of('azure').length === 0 ? [] : [[readTerraform(asConfiguration(of('azure')), limits), of('azure')] as const],
  ];
  const [first = NOTHING, ...rest] = readings.map(([reading, own]) => asDeployed(reading, own));
  return [{ ...first, unresolved: [...unresolved, ...first.unresolved] }, ...rest];
}

/** An answer without any resource, such as one about no group. */
const NOTHING: Reading = readCloudFormation({ Resources: {} });

function leftOf(answer: JsonNode, { keys }: LiveKind): Unresolved[] {
  return answer.entries().filter(([key, value]) => key !== OF_REQUEST && !keys.includes(key) && !value.isAbsent && value.value !== '').map(([key, value]) => (
    MORE.test(key) ? { path: key, text: 'the answer is a page of a longer one: ask for all of it' } : { path: key, text: value.describe() }
  ));
}

function asTemplate(resources: readonly Placed[]): unknown {
  return { Resources: Object.fromEntries(resources.map(({ key, type, body }) => [key, { Type: type, ...body }])) };
}

function asConfiguration(resources: readonly Placed[]): unknown {
  const types = [...new Set(resources.map(({ type }) => type))];
  return {
    resource: Object.fromEntries(types.map((type) => [
      type, Object.fromEntries(resources.filter((one) => one.type === type).map(({ key, body }) => [key, body])),
    ])),
  };
}

/** A reading of what exists: within the quotas, and attached to what the answer says, or to what it does not say. */
function asDeployed(reading: Reading, resources: readonly Placed[]): Reading {
  const attachments = [...reading.groups.keys()].map((key): [string, readonly string[]] => (
    [key, resources.find((resource) => resource.key === key)?.attachedTo ?? ['what the answer does not say']]
  ));
  return {
    ...reading,
    findings: reading.findings.filter(({ code }: Finding) => !QUOTAS.includes(code)),
    attachments: new Map(attachments.filter(([, names]) => names.length > 0)),
  };
}
