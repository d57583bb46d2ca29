/** Every factory that an app calls: a wrong value, from JavaScript say, gives one clear error, or is listed here as taken. */
import * as root from '../../lib';
import * as aws from '../../lib/aws';
import * as azurerm from '../../lib/azurerm';
import { EndpointError } from '../../lib/messages/errors';
import * as terraformAws from '../../lib/terraform-aws';

const WRONG: readonly unknown[] = [
  undefined,
  null,
  NaN,
  -1,
  1.5,
  0,
  '',
  'nonsense',
  {},
  [],
  [undefined],
  [null],
  [''],
  true,
  Symbol('s'),
  () => 1,
  new Date(0),
  10n,
];

/** What stands before the wrong value, where a factory takes several. */
const BEFORE: readonly (readonly unknown[])[] = [[], ['192.0.2.0/24'], [443]];

/** Private to their class, or internal. */
const NOT_PUBLIC = [
  'AnalyzerProtocol.ofPorts',
  'Catalog.ofEntries',
  'PriorityRange.within',
];

type Factory = (...args: readonly unknown[]) => unknown;

function factoriesIn(module: object): [string, Factory][] {
  return Object.entries(module).flatMap(
    ([name, value]): [string, Factory][] => {
      if (typeof value !== 'function') {
        return [];
      }
      if (!/^class\b/.test(Function.prototype.toString.call(value))) {
        return [[name, value as Factory]];
      }
      return Object.entries(Object.getOwnPropertyDescriptors(value))
        .filter(
          ([member, { value: method }]) =>
            typeof method === 'function' && member !== 'prototype',
        )
        .map(([member, { value: method }]) => [
          `${name}.${member}`,
          (method as Factory).bind(value),
        ]);
    },
  );
}

const factories = new Map(
  [root, aws, azurerm, terraformAws]
    .flatMap(factoriesIn)
    .filter(([name]) => !NOT_PUBLIC.includes(name)),
);

const show = (value: unknown) =>
  typeof value === 'symbol' ||
  typeof value === 'function' ||
  typeof value === 'bigint'
    ? String(value)
    : JSON.stringify(value) ?? 'undefined';

/** What a factory makes of a value: nothing that an app would rely on may be among the taken. */
function outcomes(factory: Factory): {
  readonly taken: string[];
  readonly raw: string[];
} {
  const taken: string[] = [];
  const raw: string[] = [];
  for (const before of BEFORE) {
    for (const wrong of WRONG) {
      try {
        factory(...before, wrong);
        if (before.length === 0 && factory.length > 0) taken.push(show(wrong));
      } catch (error) {
        if (!(error instanceof EndpointError)) {raw.push(`${[...before, wrong].map(show).join(', ')}: ${error}`);}
      }
    }
  }
  return { taken, raw };
}

test('there are factories', () => {
  expect(factories.size).toBeGreaterThanOrEqual(25);
});

test.each([...factories])('%s throws no raw error', (_, factory) => {
  expect(outcomes(factory).raw).toEqual([]);
});

test('what is taken as it is', () => {
  const taken = [...factories]
    .map(([name, factory]) => [name, outcomes(factory).taken.join(' ')])
    .filter(([, values]) => values !== '');
  expect(taken.map((entry) => entry.join(': '))).toMatchInlineSnapshot(`
    [
      "Cloud.of: "nonsense"",
      "Peer.host: "nonsense"",
      "ServiceArea.of: "nonsense"",
    ]
  `);
});
