import { isObject } from '../document/json-node';
import { isComputed, settable } from './settable';
import { asConfiguration, listOf, resourcesBelow, type ShowResource, withoutUnset } from './show-resource';

type Json = Readonly<Record<string, unknown>>;

/** Stands for a value that only the deployment knows. */
const UNKNOWN = '${known_after_apply}';

/**
 * The configuration that a plan comes to, with the values that the plan gives it.
 *
 * What is known only after the deployment stays an expression; a reference to one other resource stays that reference.
 */
export function configurationOfPlan(plan: Json): unknown {
  const resources = resourcesBelow(isObject(plan.planned_values) ? plan.planned_values.root_module : undefined);
  const changes = new Map(listOf(plan.resource_changes).map(({ address, change }) => (
    [String(address), isObject(change) ? change.after_unknown : undefined]
  )));
  return asConfiguration(resources.map((resource) => ({ ...resource, body: bodyOf(resource, changes.get(resource.address), plan, resources) })));
}

/** What a plan says of itself that keeps it from being all that will be deployed. */
export function incompletePlan(plan: Json): string[] {
  return [
    ...(plan.errored === true ? ['errored'] : []),
    ...(plan.complete === false ? ['complete'] : []),
    ...(listOf(plan.deferred_changes).length > 0 ? ['deferred_changes'] : []),
    ...scriptsIn(isObject(plan.configuration) ? plan.configuration.root_module : undefined),
  ];
}

/** The resources of a module, and of those that it calls, that run a script when they are deployed. */
function scriptsIn(module: unknown): string[] {
  if (!isObject(module)) return [];
  const calls = isObject(module.module_calls) ? Object.values(module.module_calls) : [];
  const own = listOf(module.resources).filter(({ provisioners }) => listOf(provisioners).length > 0).map(({ address }) => `${String(address)}.provisioners`);
  return [...own, ...calls.flatMap((call) => scriptsIn(isObject(call) ? call.module : undefined))];
}

function bodyOf(resource: ShowResource, unknown: unknown, plan: Json, resources: readonly ShowResource[]): Json {
  const written = expressionsOf(resource, plan) ?? {};
  const [values, unknowns]: [Json, Json] = [settable(resource, resources), isObject(unknown) ? unknown : {}];
  // What dynamic blocks write is not among the expressions of a plan, so that what is not written there may be.
  const keys = [...new Set([...Object.keys(values), ...Object.keys(unknowns).filter((key) => (
    unknowns[key] !== false && (Object.hasOwn(written, key) || !isComputed(resource, key, resources))
  ))])];
  return withoutUnset(Object.fromEntries(keys.map((key) => {
    const reference = unknowns[key] === true ? referenceIn(written[key], resource, resources) : undefined;
    return [key, reference ?? merged(values[key], unknowns[key])];
  }))) as Json;
}

/** The arguments that the configuration writes for a resource; undefined where the plan does not say. */
function expressionsOf({ address, type }: ShowResource, plan: Json): Json | undefined {
  const bare = address.replace(/\[[^\]]*\]/g, '');
  const path = [...bare.matchAll(/module\.([\w-]+)\./g)].map(([, name]) => name);
  let module: unknown = isObject(plan.configuration) ? plan.configuration.root_module : undefined;
  for (const name of path) {
    const calls: unknown = isObject(module) ? module.module_calls : undefined;
    const call: unknown = isObject(calls) ? calls[name] : undefined;
    module = isObject(call) ? call.module : undefined;
  }
  const own = bare.slice(bare.lastIndexOf(`${type}.`));
  const found = isObject(module) ? listOf(module.resources).find((one) => one.address === own) : undefined;
  return isObject(found?.expressions) ? found.expressions : undefined;
}

/** The reference that an argument of the root module is, where it names one resource that exists once. */
function referenceIn(expression: unknown, { address }: ShowResource, resources: readonly ShowResource[]): string | undefined {
  if (!isObject(expression) || !Array.isArray(expression.references) || address.startsWith('module.')) return undefined;
  const named = expression.references.map(String).flatMap((text) => {
    const [, target, attribute] = /^([a-z]\w*\.[\w-]+)\.(id|arn|name)$/.exec(text) ?? [];
    return target === undefined ? [] : [{ target, text: `\${${target}.${attribute}}` }];
  });
  const others = expression.references.map(String).filter((text) => !named.some(({ target }) => text === target || text.startsWith(`${target}.`)));
  const exists = named.length === 1 && resources.some((one) => one.address === named[0].target);
  return exists && others.length === 0 ? named[0].text : undefined;
}

/** A value with what is not known of it as an expression. */
function merged(value: unknown, unknown: unknown): unknown {
  if (unknown === true) return UNKNOWN;
  if (Array.isArray(unknown)) {
    const list: unknown[] = Array.isArray(value) ? value : [];
    return Array.from({ length: Math.max(list.length, unknown.length) }, (_, i) => merged(list[i], unknown[i]));
  }
  if (!isObject(unknown)) return value;
  const object = isObject(value) ? value : {};
  return { ...object, ...Object.fromEntries(Object.entries(unknown).map(([key, inner]) => [key, merged(object[key], inner)])) };
}
