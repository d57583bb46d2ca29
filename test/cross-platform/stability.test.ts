/**
 * A prefix or a host name that is no longer published changes what held it, and nothing else: on every enforcement
 * point, measured over what is synthesised.
 */
import { App } from 'aws-cdk-lib';
import { Catalog, defineEdition } from '../../lib/catalog';
import { AddressFamily, PrefixSet } from '../../lib/net';
import { CustomScenario, GraphChangeNotificationIngress, Microsoft365Outbound } from '../../lib/scenarios';
import { NULL_ENFORCEMENT_POINT } from '../../lib/scenarios/instantiate-example';
import { changeBetween } from './change-between';
import { ADDRESSES, AZURE_FIREWALL, LISTED, RESOLVER, WEB, WEB_IPV4 } from './sight';
import { nameOf, Target, TARGETS } from './targets';

/** How many of the published values are taken away, one at a time and spread evenly; fewer where a template has a resource for each. */
const SAMPLES = 36;
const FEWER_SAMPLES = 12;
const SLOW = ['SecurityGroups', 'PrefixLists'];

interface Published {
  readonly direction: 'inbound' | 'outbound';
  readonly field: 'prefixes' | 'hosts';
  readonly values: readonly string[];
}

/** What Graph's row publishes: no two of them merge. */
const { rules: GRAPH } = new GraphChangeNotificationIngress(new App(), 'Graph', { enforcedBy: [NULL_ENFORCEMENT_POINT] }).rules;
const PREFIXES = PrefixSet.union(GRAPH.map(({ prefixes }) => prefixes));

/** Names of Microsoft 365 that every platform with names takes, and of which none covers another. */
const { rules: MICROSOFT_365 } = new Microsoft365Outbound(new App(), 'Microsoft365', { enforcedBy: [NULL_ENFORCEMENT_POINT], tenant: 'contoso' }).rules;
const TAKEN = MICROSOFT_365.flatMap(({ hosts }) => hosts).filter((host) => /^(\*\.)?[^*_]+$/.test(`${host}`));
const PATTERNS = [...new Map(TAKEN.map((host) => [`${host}`, host])).values()];
const HOSTS = PATTERNS.filter((host) => !PATTERNS.some((other) => other !== host && other.contains(host))).map(String);

/** What is published for a target to take: addresses where it sees them, names where it sees those. */
function subjectsOf({ sight }: Target): Published[] {
  const ipv4Only = [AZURE_FIREWALL, LISTED, WEB_IPV4].includes(sight);
  const direction = [ADDRESSES, WEB, WEB_IPV4].includes(sight) ? 'inbound' : 'outbound';
  const prefixes = ipv4Only ? PREFIXES.toStrings(AddressFamily.IPV4) : PREFIXES.toStrings();
  return [
    ...(sight === RESOLVER ? [] : [{ direction, field: 'prefixes', values: prefixes } as const]),
    ...([ADDRESSES, WEB, WEB_IPV4, LISTED].includes(sight) ? [] : [{ direction, field: 'hosts', values: HOSTS } as const]),
  ];
}

/** What is synthesised for a row that publishes `values`. */
function synthesised(target: Target, { direction, field }: Published, values: readonly string[]): object {
  const { scope, enforcementPoint, synthesise } = target.scene();
  const catalog = Catalog.of(defineEdition({ source: 'own', edition: '2026-03', url: 'https://example.com/' }, [{
    slug: 'own-data',
    row: 1,
    title: 'Data of your own',
    clouds: ['Worldwide'],
    flows: [{ name: 'all', direction, basis: 'stated', tcpPorts: '443', [field]: [...values] }],
  }]));
  const scenario = new CustomScenario(scope, 'Scenario', { enforcedBy: [enforcementPoint], catalog, sets: [{ slug: 'own-data' }] });
  expect(scenario.rules.warnings).toEqual([]);
  return synthesise();
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1];
}

const CASES = TARGETS.flatMap((target) => subjectsOf(target).map((subject) => [nameOf(target), subject.field, target, subject] as const));
const table: string[][] = [['enforcement point', 'published', 'taken away', 'median', 'p99', 'max']];

afterAll(() => {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  console.log(['What else changes when one published value goes', ...lines].join('\n'));
});

test.each(CASES)('%s: one of %s goes, and nothing else changes', (name, _, target, subject) => {
  const { values } = subject;
  const before = synthesised(target, subject, values);
  const samples = SLOW.includes(target.construct) ? FEWER_SAMPLES : SAMPLES;
  const leaving = Array.from({ length: samples }, (__, index) => values[Math.floor(index * values.length / samples)]);
  const changes = leaving.map((gone) => changeBetween(before, synthesised(target, subject, values.filter((value) => value !== gone)), gone));
  const others = changes.map((change) => change.others).sort((a, b) => a - b);
  table.push([name, `${values.length} ${subject.field}`, `${leaving.length}`, ...[0.5, 0.99, 1].map((share) => `${percentile(others, share)}`)]);

  expect(changes.filter(({ held }) => held === 0)).toEqual([]);
  expect([percentile(others, 0.5), percentile(others, 0.99)]).toEqual([0, 0]);
}, 60_000);
