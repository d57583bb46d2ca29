import { notSynthesised } from '../messages/errors';

/** What an app of AWS CDK gives when it is synthesised, as far as it is used here. */
interface Assembly {
  getStackArtifact(id: string): { readonly template: unknown };
}

/** A stack of AWS CDK, recognised by its shape so that no framework is loaded, and none has to be there once. */
interface CdkStack {
  readonly artifactId: string;
  readonly node: { readonly root: { synth(): Assembly } };
}

/**
 * The document of whatever a test has at hand: a stack of AWS CDK, which is synthesised, a `Template` of
 * `aws-cdk-lib/assertions`, JSON as text, as `Testing.synth` of CDKTF returns it, or parsed JSON.
 *
 * @throws EndpointError `NotSynthesised`
 */
export function documentOf(subject: unknown): unknown {
  if (typeof subject === 'string') return JSON.parse(subject);
  if (isCdkStack(subject)) return subject.node.root.synth().getStackArtifact(subject.artifactId).template;
  if (hasFunction(subject, 'toTerraform')) throw notSynthesised();
  if (hasFunction(subject, 'toJSON')) return subject.toJSON();
  return subject;
}

function isCdkStack(value: unknown): value is CdkStack {
  if (typeof value !== 'object' || value === null || !('artifactId' in value) || !('node' in value)) return false;
  const { node } = value;
  return typeof node === 'object' && node !== null && 'root' in node && hasFunction(node.root, 'synth');
}

function hasFunction<K extends string>(value: unknown, name: K): value is Record<K, () => unknown> {
  return typeof value === 'object' && value !== null && typeof (value as Record<string, unknown>)[name] === 'function';
}
