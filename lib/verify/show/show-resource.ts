import { groupBy } from '../../collections/group-by';
import { isObject } from '../document/json-node';

type Json = Readonly<Record<string, unknown>>;

/** A resource in what `terraform show -json` prints. */
export interface ShowResource {
  readonly type: string;
  readonly address: string;
  /** Its name in a configuration of one module: its address, where it is in a module or one of several. */
  readonly name: string;
  readonly values: Json;
}

/** The managed resources of a module and of the modules below it. Data sources deploy nothing. */
export function resourcesBelow(module: unknown): ShowResource[] {
  if (!isObject(module)) return [];
  const own = listOf(module.resources).filter(({ mode }) => mode !== 'data').map((resource): ShowResource => {
    const [type, address] = [String(resource.type), String(resource.address)];
    const name = address.replace(`${type}.`, '').replace(/\W+/g, '_').replace(/_$/, '');
    return { type, address, name, values: isObject(resource.values) ? resource.values : {} };
  });
  return [...own, ...listOf(module.child_modules).flatMap(resourcesBelow)];
}

/** The objects of a list that may be missing. */
export function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Resources as a configuration declares them; those that come to one name stand in a list, as Terraform JSON allows. */
export function asConfiguration(resources: readonly (ShowResource & { readonly body: Json })[]): unknown {
  const byType = groupBy(resources, ({ type }) => type);
  return {
    resource: Object.fromEntries([...byType].map(([type, own]) => [
      type, Object.fromEntries([...groupBy(own, ({ name }) => name)].map(([name, bodies]) => [name, bodies.map(({ body }) => body)])),
    ])),
  };
}

/** A value without what the providers write for what is not set. */
export function withoutUnset(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnset);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => (
    inner !== null && inner !== '' && !(Array.isArray(inner) && inner.length === 0)
  )).map(([key, inner]) => [key, withoutUnset(inner)]));
}
