import { Construct, RootConstruct } from 'constructs';
import { RenderedChildren } from '../../../lib/rules/pool/rendered-children';

/** A construct that makes a child for each thing that it was asked for. */
class Point extends Construct {
  renderings = 0;
  readonly wanted: string[] = [];
  readonly rendered = new RenderedChildren(this, () => {
    this.renderings++;
    this.wanted.forEach((id) => this.node.tryFindChild(id) ?? new Construct(this, id));
  });

  ask(id: string): void {
    this.wanted.push(id);
    this.rendered.outdate();
  }
}

function newPoint(): Point {
  return new Point(new RootConstruct(), 'Point');
}

test('renders once, however much was asked for and however often one looks', () => {
  const point = newPoint();
  ['A', 'B', 'C'].forEach((id) => point.ask(id));
  expect(point.renderings).toBe(0);
  expect(point.node.root.node.findAll().map(({ node }) => node.id)).toEqual(['', 'Point', 'A', 'B', 'C']);
  expect(point.node.children).toHaveLength(3);
  expect(point.renderings).toBe(1);
});

test('renders again after something new was asked for', () => {
  const point = newPoint();
  point.ask('A');
  expect(point.node.children).toHaveLength(1);
  point.ask('B');
  expect(point.node.findChild('B').node.path).toBe('Point/B');
  expect(point.renderings).toBe(2);
});

test('a child is found by its id before anyone looked at all of them', () => {
  const point = newPoint();
  point.ask('A');
  expect(point.node.tryFindChild('A')).toBeDefined();
});

test('fails for everyone who looks, as long as rendering fails', () => {
  const point = new Point(new RootConstruct(), 'Point');
  point.ask('');
  expect(() => point.node.children).toThrow('Only root constructs');
  expect(() => point.node.children).toThrow('Only root constructs');
});
