/** A type in the words of `terraform providers schema -json`. */
type Type = 'string' | 'number' | 'bool' | readonly ['set' | 'list' | 'map', Type] | readonly ['object', Readonly<Record<string, Type>>];

/** What a provider says of a block. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, { readonly type: Type; readonly required?: boolean; readonly optional?: boolean }>>;
  readonly block_types?: Readonly<Record<string, NestedSchema>>;
}

interface NestedSchema {
  readonly nesting_mode: 'single' | 'list' | 'set';
  readonly min_items?: number;
  readonly max_items?: number;
  readonly block: BlockSchema;
}

/** Arguments that Terraform itself takes in every resource. */
const META_ARGUMENTS = ['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider'];

/**
 * What the provider would reject of the azurerm resources in a Terraform JSON document: unknown
 * arguments, missing ones, wrong types, wrong nesting. An expression may stand for any value.
 *
 * @param schemaOf the schema of a resource type, `undefined` when there is none
 * @returns one line for each problem, with its path
 */
export function schemaProblems(document: object, schemaOf: (type: string) => BlockSchema | undefined): string[] {
  const resources = 'resource' in document ? entries(document.resource) : [];
  return resources.filter(([type]) => type.startsWith('azurerm_')).flatMap(([type, byId]) => {
    const schema = schemaOf(type);
    return schema === undefined
      ? [`${type}: has no schema`]
      : entries(byId).flatMap(([id, body]) => blockProblems(body, schema, `${type}.${id}`, META_ARGUMENTS));
  });
}

function blockProblems(body: unknown, schema: BlockSchema, path: string, extra: readonly string[] = []): string[] {
  if (!isObject(body)) return [`${path}: is no block`];
  const { attributes = {}, block_types: blocks = {} } = schema;
  const written = new Map(entries(body).filter(([name, value]) => !extra.includes(name) && value !== null));
  return [
    ...Object.entries(attributes).filter(([name, { required }]) => required && !written.has(name)).map(([name]) => `${path}.${name}: is missing`),
    ...Object.entries(blocks).flatMap(([name, nested]) => countProblems(written.get(name), nested, `${path}.${name}`)),
    ...[...written].flatMap(([name, value]) => {
      const at = `${path}.${name}`;
      if (name in blocks) return blockItems(value).flatMap((item, i) => blockProblems(item, blocks[name].block, `${at}[${i}]`));
      if (!(name in attributes)) return [`${at}: is unknown`];
      const { type, required, optional } = attributes[name];
      return required || optional ? typeProblems(value, type, at) : [`${at}: is set by the provider only`];
    }),
  ];
}

function countProblems(value: unknown, { nesting_mode: mode, min_items: min = 0, max_items: max }: NestedSchema, path: string): string[] {
  const count = value === undefined ? 0 : blockItems(value).length;
  const most = mode === 'single' ? 1 : max ?? Infinity;
  return count < min || count > most ? [`${path}: occurs ${count} times, not ${min} to ${most}`] : [];
}

function typeProblems(value: unknown, type: Type, path: string): string[] {
  if (typeof value === 'string' && /^\$\{.*\}$/s.test(value)) return [];
  if (typeof type === 'string') {
    return typeof value === (type === 'bool' ? 'boolean' : type) ? [] : [`${path}: is ${describe(value)}, not a ${type}`];
  }
  switch (type[0]) {
    case 'object': return objectProblems(value, type[1], path);
    case 'map': return isObject(value) ? entries(value).flatMap(([name, item]) => typeProblems(item, type[1], `${path}.${name}`)) : [`${path}: is no map`];
    default: return Array.isArray(value) ? value.flatMap((item, i) => typeProblems(item, type[1], `${path}[${i}]`)) : [`${path}: is no ${type[0]}`];
  }
}

/** Blocks written as attributes: Terraform refuses an object that lacks a key, and drops one that it does not know. */
function objectProblems(value: unknown, types: Readonly<Record<string, Type>>, path: string): string[] {
  if (!isObject(value)) return [`${path}: is no object`];
  const keys = entries(value);
  return [
    ...Object.keys(types).filter((name) => !(name in value)).map((name) => `${path}.${name}: is missing`),
    ...keys.filter(([name]) => !(name in types)).map(([name]) => `${path}.${name}: is unknown`),
    ...keys.filter(([name, item]) => name in types && item !== null).flatMap(([name, item]) => typeProblems(item, types[name], `${path}.${name}`)),
  ];
}

/** Terraform JSON takes one block as an object, or any number as a list. */
function blockItems(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(isObject(value) ? value : {});
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `${JSON.stringify(value)}`;
}
