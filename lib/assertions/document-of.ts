import { notSynthesised } from '../messages/errors';

/** The part of a synthesised AWS CDK assembly that is used here. */
interface Assembly {
  getStackArtifact(id: string): { readonly template: unknown };
}

/** An AWS CDK stack, recognised by its shape so that no framework has to be loaded or installed. */
interface CdkStack {
  readonly artifactId: string;
  readonly node: { readonly root: { synth(): Assembly } };
}

/**
 * The document of what a test passes: an AWS CDK stack, which is synthesised, a `Template` of `aws-cdk-
 * lib/assertions`, JSON text as `Testing.synth` of CDKTF returns it, or parsed JSON.
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
