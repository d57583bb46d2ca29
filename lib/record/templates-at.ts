import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Json = Record<string, unknown>;

/** A template of a cloud assembly, with the name of its file in the folder. */
export interface AssemblyTemplate {
  readonly file: string;
  readonly document: unknown;
}

/** A resource that filters nothing and keeps what it names. */
const READ_APART = 'AWS::CDK::Metadata';

/**
 * A template in a folder, and those of the nested stacks that CDK wrote beside it: these are read apart, where otherwise they would
 * be left open.
 *
 * @param read the parsed JSON of a file in the folder
 */
export function templatesAt(folder: string, file: string, read: (file: string) => unknown): AssemblyTemplate[] {
  const template = asObject(read(file));
  const assets: string[] = [];
  const resources = Object.entries(asObject(template.Resources)).map(([id, resource]) => {
    const asset = asObject(asObject(resource).Metadata)['aws:asset:path'];
    const isNested = asObject(resource).Type === 'AWS::CloudFormation::Stack' && typeof asset === 'string' && existsSync(join(folder, asset));
    if (!isNested) return [id, resource] as const;
    assets.push(asset);
    return [id, { ...asObject(resource), Type: READ_APART }] as const;
  });
  const document = isObject(template.Resources) ? { ...template, Resources: Object.fromEntries(resources) } : template;
  return [{ file, document }, ...assets.flatMap((asset) => templatesAt(folder, asset, read))];
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
