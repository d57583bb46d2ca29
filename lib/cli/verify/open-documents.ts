import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { unrecognisedFolder } from '../../messages/errors';
import { templatesAt } from '../../record';
import { readText } from '../shell/files';
import { parseJson } from './parse-json';

/** A document with the name of its file, for what is said about it. */
export interface OpenedDocument {
  readonly name: string;
  readonly document: unknown;
}

type Json = Record<string, unknown>;

/** `pl-…=file`: entries of a prefix list, which do not say of which. */
const NAMED_LIST = /^(pl-[0-9a-z]+)=(.+)$/;

/**
 * The documents that an operand names: a file, the output folder of CDK or CDKTF with everything below it, a folder of
 * answers, or the entries of a prefix list.
 *
 * @throws EndpointError `UnreadableFile`, `UnknownDocument` for a file that is not JSON, `UnrecognisedFolder`
 */
export function openDocuments(operand: string, cwd: string): OpenedDocument[] {
  const list = NAMED_LIST.exec(operand);
  const path = resolve(cwd, list?.[2] ?? operand);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return openFolder(path, operand);
  const document = parseJson(readText(path), operand);
  return [{ name: operand, document: list === null || !isObject(document) ? document : { ...document, PrefixListId: list[1] } }];
}

function openFolder(path: string, operand: string): OpenedDocument[] {
  const manifest = join(path, 'manifest.json');
  if (!existsSync(manifest)) {
    const files = readdirSync(path).filter((name) => name.endsWith('.json')).sort();
    if (files.length === 0) throw unrecognisedFolder(operand);
    return files.map((name) => ({ name: join(operand, name), document: parseJson(readText(join(path, name)), join(operand, name)) }));
  }
  const { artifacts, stacks } = asObject(parseJson(readText(manifest), join(operand, 'manifest.json')));
  const opened = isObject(artifacts) ? openAssembly(path, operand, artifacts) : openStacks(path, operand, asObject(stacks));
  if (opened.length === 0) throw unrecognisedFolder(operand);
  return opened;
}

/** The stacks of a cloud assembly, with those of its stages, and with the nested stacks that it holds. */
function openAssembly(path: string, operand: string, artifacts: Json): OpenedDocument[] {
  return Object.values(artifacts).map(asObject).flatMap(({ type, properties }) => {
    const { templateFile, directoryName } = asObject(properties);
    if (type === 'aws:cloudformation:stack' && typeof templateFile === 'string') return openTemplate(path, operand, templateFile);
    if (type === 'cdk:cloud-assembly' && typeof directoryName === 'string') return openFolder(join(path, directoryName), join(operand, directoryName));
    return [];
  });
}

/** A template, and those of the nested stacks that CDK wrote beside it. */
function openTemplate(path: string, operand: string, templateFile: string): OpenedDocument[] {
  const read = (file: string) => parseJson(readText(join(path, file)), join(operand, file));
  return templatesAt(path, templateFile, read).map(({ file, document }) => ({ name: join(operand, file), document }));
}

/** The stacks in the output of CDKTF. */
function openStacks(path: string, operand: string, stacks: Json): OpenedDocument[] {
  const files = Object.values(stacks).map((stack) => asObject(stack).synthesizedStackPath).filter((file) => typeof file === 'string');
  return files.map((file) => ({ name: join(operand, file), document: parseJson(readText(join(path, file)), join(operand, file)) }));
}

function asObject(value: unknown): Json {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
