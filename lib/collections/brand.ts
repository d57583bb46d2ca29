/**
 * Marks a class, so that `isBranded` knows its instances also when another copy of this package made them.
 *
 * A workspace can hold several copies of a package, and `instanceof` knows those of one copy only.
 */
export function brand(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type.prototype, keyOf(name), { value: true });
}

/** Whether `value` is an instance of the class that was marked with `name`, of this copy of the package or of another. */
export function isBranded(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && keyOf(name) in value;
}

function keyOf(name: string): symbol {
  return Symbol.for(`cdk-m365-endpoints.${name}`);
}
