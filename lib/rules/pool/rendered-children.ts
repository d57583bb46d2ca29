import { IConstruct } from 'constructs';

/**
 * The constructs below an enforcement point, rendered when someone looks at them and not before.
 *
 * Everything that reads a tree reads `node.children`: aspects, validations, references across stacks, synthesis, and the
 * app itself. So whoever looks sees what all scenarios so far ask for, and an app that looks once renders once, in time
 * for whatever the framework does with a complete tree.
 *
 * @example
 * this.rendered = new RenderedChildren(this, () => this.render()); // in the constructor
 * this.rendered.outdate(); // in enforce
 */
export class RenderedChildren {
  private outdated = false;

  /**
   * @param scope the enforcement point
   * @param render makes the constructs below it those that are needed now
   */
  constructor(scope: IConstruct, private readonly render: () => void) {
    const { node } = scope;
    const { prototype } = node.constructor;
    const children = Object.getOwnPropertyDescriptor(prototype, 'children')!.get!;
    Object.defineProperty(node, 'children', {
      configurable: true,
      get: () => {
        this.update();
        return children.call(node);
      },
    });
    Object.defineProperty(node, 'tryFindChild', {
      configurable: true,
      value: (id: string) => {
        this.update();
        return prototype.tryFindChild.call(node, id);
      },
    });
  }

  /** Says that what is below is no longer what is needed. */
  outdate(): void {
    this.outdated = true;
  }

  /** Renders, if anything changed since the last time. */
  update(): void {
    if (!this.outdated) {
      return;
    }
    this.outdated = false; // rendering looks at the children too
    try {
      this.render();
    } catch (error) {
      this.outdated = true;
      throw error;
    }
  }
}
