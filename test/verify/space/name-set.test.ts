import * as fc from 'fast-check';
import { NameSet } from '../../../lib/verify';

describe('meaning', () => {
  test('contained patterns vanish', () => {
    expect(NameSet.parse('a.x.com', '*.x.com', '*.b.x.com').describe()).toEqual(['*.x.com']);
    expect(NameSet.parse('*cdn.x.com', '*.cdn.x.com', 'cdn.x.com', 'mycdn.x.com').describe()).toEqual(['*cdn.x.com']);
    expect(NameSet.parse('a.*.x.com', '*.x.com').equals(NameSet.parse('*.x.com'))).toBe(true);
  });

  test('a name and everything below it are two things', () => {
    const both = NameSet.parse('x.com', '*.x.com');
    expect(both.subtract(NameSet.parse('*.x.com')).describe()).toEqual(['x.com']);
    expect(both.subtract(NameSet.parse('x.com')).describe()).toEqual(['*.x.com']);
    expect(NameSet.parse('*x.com').equals(both)).toBe(false);
    expect(NameSet.parse('*x.com').subtract(both).has('ax.com')).toBe(true);
  });

  test('what patterns together cover is covered', () => {
    expect(NameSet.parse('*.x.com').subtract(NameSet.parse('a.x.com')).union(NameSet.parse('a.x.com')).equals(NameSet.parse('*.x.com'))).toBe(true);
  });

  test('every name but one is not every name', () => {
    const most = NameSet.ALL.subtract(NameSet.parse('a.x.com'));
    expect(most.has('a.x.com')).toBe(false);
    expect(most.has('b.a.x.com')).toBe(true);
    expect(most.equals(NameSet.ALL)).toBe(false);
    expect(NameSet.ALL.subtract(most).describe()).toEqual(['a.x.com']);
    expect(NameSet.ALL.subtract(NameSet.ALL).isEmpty).toBe(true);
  });

  test('a template has no names before it is resolved', () => {
    expect(NameSet.parse('<tenant>.x.com').isEmpty).toBe(true);
    expect(NameSet.parse('<tenant>.x.com').equals(NameSet.EMPTY)).toBe(true);
  });
});

describe('description', () => {
  const describe = (set: NameSet) => set.describe();

  test('is the patterns, sorted, when some hold exactly the names', () => {
    expect(describe(NameSet.parse('x.com', 'autodiscover.*.x.com', '*.y.com', '*cdn.y.net'))).toEqual(['*.y.com', '*cdn.y.net', 'autodiscover.*.x.com', 'x.com']);
    expect(describe(NameSet.ALL)).toEqual(['*']);
    expect(NameSet.EMPTY.toString()).toBe('nothing');
  });

  test('says what is excepted', () => {
    expect(describe(NameSet.parse('*.x.com', 'y.com').subtract(NameSet.parse('a.x.com', '*.b.x.com')))).toEqual(['*.x.com except *.b.x.com and a.x.com', 'y.com']);
    const again = NameSet.parse('*.x.com').subtract(NameSet.parse('*dn.x.com').subtract(NameSet.parse('*cdn.x.com')));
    expect(describe(again)).toEqual(['*.x.com except (*dn.x.com except *cdn.x.com)']);
  });

  test('writes one label in front as a question mark', () => {
    expect(describe(NameSet.parse('a.*.x.com').intersect(NameSet.parse('*n.x.com')))).toEqual(['a.*n.x.com']);
    expect(describe(NameSet.parse('*.x.com').subtract(NameSet.parse('*.a.x.com')).intersect(NameSet.parse('*.a.x.com', 'a.x.com')))).toEqual(['a.x.com']);
  });
});

describe('algebra, against every name of a small universe', () => {
  const labels = ['a', 'b', 'ab', 'bb'];
  const grow = (names: string[]) => names.flatMap((name) => labels.map((label) => `${label}.${name}`));
  const one = labels;
  const two = grow(one);
  const three = grow(two);
  const universe = [...one, ...two, ...three, ...grow(three)];

  /** Patterns, with what they match written as regular expressions of their own. */
  const meaning = new Map<string, RegExp>([
    ...[...one, ...two, 'a.b.ab', 'b.bb.a'].flatMap((name): [string, RegExp][] => [
      [name, new RegExp(`^${name}$`)],
      [`*.${name}`, new RegExp(`^([ab]+\\.)+${name}$`)],
      [`*${name}`, new RegExp(`^([ab]+\\.)*[ab]*${name}$`)],
    ]),
    ...['a.*.b', 'ab.*.b', 'b.*.*.a', 'a.*.b.ab'].map((pattern): [string, RegExp] => [pattern, new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[ab]+')}$`)]),
  ]);
  const patterns = fc.uniqueArray(fc.constantFrom(...meaning.keys()), { maxLength: 6 });
  const matches = (some: string[], name: string) => some.some((pattern) => meaning.get(pattern)!.test(name));
  const expectNames = (set: NameSet, expected: (name: string) => boolean) => {
    expect(universe.filter((name) => set.has(name) !== expected(name))).toEqual([]);
  };

  test.each([...meaning.keys()])('%s', (pattern) => {
    expectNames(NameSet.parse(pattern), (name) => meaning.get(pattern)!.test(name));
    expect(NameSet.parse(pattern).describe()).toEqual([pattern]);
  });

  test('union, subtract and intersect', () => {
    fc.assert(fc.property(patterns, patterns, patterns, (a, b, c) => {
      const [setA, setB, setC] = [a, b, c].map((some) => NameSet.parse(...some));
      expectNames(setA.union(setB), (name) => matches(a, name) || matches(b, name));
      expectNames(setA.intersect(setB), (name) => matches(a, name) && matches(b, name));
      expectNames(setA.subtract(setB), (name) => matches(a, name) && !matches(b, name));
      expectNames(NameSet.ALL.subtract(setA.subtract(setB)).union(setC), (name) => !(matches(a, name) && !matches(b, name)) || matches(c, name));
    }));
  });

  test('equals and isEmpty agree with the names', () => {
    let equal = 0;
    fc.assert(fc.property(patterns, patterns, (a, b) => {
      const [setA, setB] = [NameSet.parse(...a), NameSet.parse(...b)];
      const same = universe.every((name) => matches(a, name) === matches(b, name));
      if (same) equal++;
      if (!same) expect(setA.equals(setB)).toBe(false);
      expect(setA.equals(setB)).toBe(setA.subtract(setB).isEmpty && setB.subtract(setA).isEmpty);
      expect(setA.isEmpty).toBe(a.length === 0);
      expect(NameSet.parse(...b, ...a).equals(setB.union(setA))).toBe(true);
      expect(setA.union(setB).subtract(setB).union(setB).equals(setA.union(setB))).toBe(true);
    }), { examples: [[['*.a', 'a'], ['a', '*.a', 'b.a']]] });
    expect(equal).toBeGreaterThan(0);
  });

  /** Reads one line of a description back, by the notation that it states. */
  function described(text: string): (name: string) => boolean {
    const [pattern, excepted] = text.split(/ except (.*)/);
    const except = excepted === undefined ? [] : pieces(excepted).map(described);
    return (name) => notation(pattern).test(name) && !except.some((part) => part(name));
  }

  /** The parts that "and" joins outside of parentheses, without those around a part. */
  function pieces(text: string): string[] {
    let depth = 0;
    return text.split(' and ').reduce<string[]>((parts, part) => {
      const joined = depth === 0 ? [...parts, part] : [...parts.slice(0, -1), `${parts.at(-1)} and ${part}`];
      depth += part.split('(').length - part.split(')').length;
      return joined;
    }, []).map((part) => part.replace(/^\((.*)\)$/, '$1'));
  }

  function notation(pattern: string): RegExp {
    if (pattern === '*') return /^/;
    const front = pattern.startsWith('*.') ? '([ab]+\\.)+' : pattern.startsWith('*') ? '([ab]+\\.)*[ab]*' : pattern.startsWith('?') ? '[ab]*' : '';
    const oneLabel = pattern.startsWith('?.') ? '[ab]+' : front;
    const rest = pattern.replace(/^\*\.|^[*?]/, '').replaceAll('.', '\\.').replaceAll('*', '[ab]*');
    return new RegExp(`^${oneLabel}${rest}$`);
  }

  test('a description means the names', () => {
    fc.assert(fc.property(patterns, patterns, patterns, (a, b, c) => {
      const [setA, setB, setC] = [a, b, c].map((some) => NameSet.parse(...some));
      for (const set of [setA.subtract(setB), setA.intersect(setB), setA.subtract(setB.subtract(setC)), NameSet.ALL.subtract(setA.subtract(setB))]) {
        const lines = set.isEmpty ? [] : set.describe();
        expectNames(set, (name) => lines.some((line) => described(line)(name)));
      }
    }), { numRuns: 200 });
  });
});

test('five hundred patterns are one set quickly', () => {
  const texts = Array.from({ length: 500 }, (_, i) => `${['*.', '', '*'][i % 3]}host${i}.example${i % 7}.com`);
  const set = NameSet.parse(...texts);
  expect(set.describe()).toEqual([...texts].sort());
  expect(set.subtract(NameSet.parse(...texts.slice(1))).describe()).toEqual([texts[0]]);
});
