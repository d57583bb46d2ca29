import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/**
 * What the validations of many constructs read of the complete app, made once for all of them.
 *
 * A stack is validated as a whole, and each of its constructs asks once while that goes on. So a construct that asks again
 * is in another validation, and what was made before may be out of date.
 */
export class ValidationIndex<T> {
  private readonly made = new WeakMap<TerraformStack, { readonly index: T; readonly asked: Set<IConstruct> }>();

  /** @param make reads the app, from its root */
  constructor(private readonly make: (root: IConstruct) => T) {}

  /** For the current validation of `construct`, which asks once in each. */
  of(construct: IConstruct): T {
    const stack = TerraformStack.of(construct);
    let entry = this.made.get(stack);
    if (entry === undefined || entry.asked.has(construct)) {
      entry = { index: this.make(construct.node.root), asked: new Set() };
      this.made.set(stack, entry);
    }
    entry.asked.add(construct);
    return entry.index;
  }
}
