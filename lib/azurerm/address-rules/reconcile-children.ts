import { Construct, IConstruct } from 'constructs';

const HOLDER = 'Rules';

/** How resources of one kind are made and changed. */
interface ResourceKind<Config, Resource extends IConstruct> {
  create(scope: Construct, id: string, config: Config): Resource;
  update(resource: IConstruct, config: Config): void;
}

/**
 * Makes the resources below `scope` those of `configs`, by name.
 *
 * Resources of rules that stay are kept, with whatever the app did to them.
 */
export function reconcileChildren<Config, Resource extends IConstruct>(
  scope: Construct, configs: ReadonlyMap<string, Config>, { create, update }: ResourceKind<Config, Resource>,
): void {
  const holder = scope.node.tryFindChild(HOLDER) ?? new Construct(scope, HOLDER);
  holder.node.children.filter(({ node }) => !configs.has(node.id)).forEach(({ node }) => holder.node.tryRemoveChild(node.id));
  for (const [name, config] of configs) {
    const existing = holder.node.tryFindChild(name);
    if (existing === undefined) {
      create(holder as Construct, name, config);
    } else {
      update(existing, config);
    }
  }
}
