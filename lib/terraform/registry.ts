import { IConstruct } from 'constructs';

/** What the constructs of one kind in each app write into, so that none has to look for the others in the tree. */
export class Registry<T extends IConstruct> {
  private readonly byRoot = new WeakMap<IConstruct, Map<string, T[]>>();

  /** Those that were added with this key in the app of `construct`. */
  get(construct: IConstruct, key: string): readonly T[] {
    return this.keysOf(construct).get(key) ?? [];
  }

  add(construct: T, key: string): void {
    const keys = this.keysOf(construct);
    const others = keys.get(key);
    if (others === undefined) keys.set(key, [construct]);
    else others.push(construct);
  }

  private keysOf({ node: { root } }: IConstruct): Map<string, T[]> {
    const keys = this.byRoot.get(root) ?? new Map<string, T[]>();
    this.byRoot.set(root, keys);
    return keys;
  }
}
