import { isObject, type JsonNode } from '../../document/json-node';

/** A resource that is deployed, as the document of a platform's own kind would declare it. */
export interface LiveResource {
  /** A type of CloudFormation for AWS, of the azurerm provider for Azure. */
  readonly type: string;
  /** Its key in that document, unique among all answers. */
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What it is attached to; undefined where the answer does not say. */
  readonly attachedTo?: readonly string[];
}

/** A kind of answer of a command line tool about what is deployed. */
export interface LiveKind {
  /** The command that gives it, as an error names it. */
  readonly name: string;
  readonly platform: 'aws' | 'azure';
  /** The keys of the answer that are read, or that change nothing of what is admitted. */
  readonly keys: readonly string[];
  recognises(answer: Readonly<Record<string, unknown>>): boolean;
  resources(answer: JsonNode): LiveResource[];
}

/** What an object says beside the keys that are known, under a key of its own that no reader consumes: it becomes `unresolved`. */
export function unread(value: Readonly<Record<string, unknown>>, known: readonly string[]): Record<string, unknown> {
  const rest = Object.entries(value).filter(([key, inner]) => !known.includes(key) && !saysNothing(inner));
  return rest.length === 0 ? {} : { NotUnderstood: Object.fromEntries(rest) };
}

/** The given keys of an object under the names that a document has for them; those without a value are left out. */
export function renamed(value: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(names).filter(([key]) => !saysNothing(value[key])).map(([key, name]) => [name, value[key]]));
}

/** Whether a value is a list with something in it: an answer about nothing proves nothing. */
export function isFilledList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0;
}

/** The items of a list that may be missing. */
export function optionalItems(node: JsonNode): JsonNode[] {
  return node.isAbsent ? [] : node.items();
}

/** Whether a value stands for nothing: the tools print `null`, and empty texts, lists and objects, for what is not set. */
function saysNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
    || (isObject(value) && Object.keys(value).length === 0);
}
