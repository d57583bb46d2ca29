/**
 * A map that every copy of this package shares, by name: for values of which there is one each, so that they compare with `===`.
 */
export function sharedMap<Value>(name: string): Map<string, Value> {
  const key = Symbol.for(`cdk-m365-endpoints.${name}`);
  const known: unknown = Reflect.get(globalThis, key);
  if (known instanceof Map) {
    return known as Map<string, Value>;
  }
  const made = new Map<string, Value>();
  Object.defineProperty(globalThis, key, { value: made });
  return made;
}
