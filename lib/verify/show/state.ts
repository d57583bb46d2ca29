import { isObject } from '../document/json-node';
import { settable } from './settable';
import { asConfiguration, resourcesBelow, withoutUnset } from './show-resource';

type Json = Readonly<Record<string, unknown>>;

/**
 * The configuration that would declare what a state holds: ids and ARNs of other resources as references, and without what
 * providers compute.
 */
export function configurationOfState(state: Json): unknown {
  const resources = resourcesBelow(isObject(state.values) ? state.values.root_module : undefined);
  const references = new Map(resources.flatMap(({ type, name, values }) => ['arn', 'id'].flatMap((key): [string, string][] => {
    const value = values[key];
    return typeof value === 'string' && /[-/:]/.test(value) ? [[value, `\${${type}.${name}.${key}}`]] : [];
  })));
  return asConfiguration(resources.map((resource) => (
    { ...resource, body: withoutUnset(referring(settable(resource, resources), references)) as Json }
  )));
}

function referring(value: unknown, references: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return references.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => referring(item, references));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, referring(inner, references)]));
}
