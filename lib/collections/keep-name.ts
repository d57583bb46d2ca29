/**
 * Keeps the name of a class, which bundlers and minifiers change: what is synthesised says which scenario asked for a rule.
 *
 * Called in a static block of the class.
 */
export function keepName(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type, 'name', { value: name, configurable: true });
}
