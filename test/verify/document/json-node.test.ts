import { JsonNode } from '../../../lib/verify/document/json-node';
import { Report } from '../../../lib/verify/document/report';

const document = () => new JsonNode({ 'a': 1, 'b': { c: 'x', d: { e: true } }, 'list': [{ f: 1, g: null }, 2, []], '//': 'a comment' }, 'root');
const unread = (node: JsonNode) => node.unread().map(({ path }) => path);

describe('unread', () => {
  test('is the whole value before anything is read', () => {
    expect(unread(document())).toEqual(['root']);
  });

  test('is every key but those that were read', () => {
    const node = document();
    node.at('a');
    expect(unread(node)).toEqual(['root.b', 'root.list']);
    node.at('b').at('c');
    expect(unread(node)).toEqual(['root.b.d', 'root.list']);
  });

  test('is an object that was looked at without looking into it', () => {
    const node = document();
    node.at('a');
    node.at('list').describe();
    expect(node.at('b').isAbsent).toBe(false);
    expect(unread(node)).toEqual(['root.b']);
  });

  test('is what is inside lists', () => {
    const node = document();
    node.ignore('a', 'b');
    node.at('list').items()[0].at('f');
    expect(unread(node)).toEqual([]);
    const partly = document().ignore('a', 'b');
    partly.at('list').items().slice(1);
    expect(unread(partly)).toEqual(['root.list[0]']);
  });

  test.each([
    ['ignored', (node: JsonNode) => node.ignore('a', 'b', 'list')],
    ['described', (node: JsonNode) => node.describe()],
    ['reported', (node: JsonNode) => new Report().unresolve(node)],
  ])('is not what is %s', (_, account) => {
    const node = document();
    account(node);
    expect(unread(node)).toEqual([]);
  });

  test('is not what was looked for and is not there', () => {
    const node = new JsonNode({ a: null }, 'root');
    node.at('b');
    expect(unread(node)).toEqual([]);
  });

  test('is an empty object or list only when no reader knows its key', () => {
    const node = new JsonNode({ a: {}, b: [] }, 'root');
    node.at('a');
    expect(unread(node)).toEqual(['root.b']);
  });
});

test('booleans and numbers as text', () => {
  const values = (...list: unknown[]) => list.map((value) => new JsonNode(value, 'x'));
  expect(values(true, 'true', false, 'false').map((node) => node.boolean())).toEqual([true, true, false, false]);
  expect(values(443, '443', true).map((node) => node.scalar())).toEqual(['443', '443', 'true']);
  values('yes', 2, 'TRUE', null).forEach((node) => expect(() => node.boolean()).toThrow('malformed template at x'));
});

test('a report says one thing once, and accounts for all of it', () => {
  const report = new Report();
  const node = document();
  report.unresolve(node.at('b'));
  report.unresolve(node.at('b'));
  report.unresolveUnread(node);
  expect(report.unresolved.map(({ path }) => path)).toEqual(['root.b', 'root.a', 'root.list']);
});
