import { Catalog } from '../../../lib/catalog';
import { ExchangeHybridInbound, OutlookMobileAutoDetectInbound } from '../../../lib/scenarios';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { newGraph, newStack, STYLES, synth, WrittenRule, writtenRules } from '../support';

/** The fixture, where a prefix is something else or nothing. */
function changed(prefix: string, replacement?: string): Catalog {
  return fixtureCatalog((sets) => JSON.parse(JSON.stringify(sets), (_, value) => (
    Array.isArray(value) ? value.map((item) => (item === prefix ? replacement : item)).filter((item) => item !== undefined) : value
  )));
}

/** Names of rules that are not the same, and for each that stays, the arguments that changed. */
function difference(before: readonly WrittenRule[], after: readonly WrittenRule[]): string[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.flatMap((name) => {
    const [old, now] = [before, after].map((rules) => rules.find((rule) => rule.name === name));
    if (old === undefined || now === undefined) return [`${old === undefined ? '+' : '-'} ${name}`];
    const valueOf = (rule: WrittenRule, key: string) => JSON.stringify(rule[key as keyof WrittenRule]);
    const keys = Object.keys({ ...old, ...now }).filter((key) => valueOf(old, key) !== valueOf(now, key));
    // One prefix stands in the singular argument, several in the plural one.
    return [...new Set(keys.map((key) => `${name}: ${key.replace(/prefix$/, 'prefixes')}`))];
  });
}

const GRAPH = 'Graph-graph-change-notifications.notifications';
const ADMIN = 'Admin-graph-change-notifications.notifications';

describe.each(STYLES)('with %s', (_, newPoint) => {
  function rulesWith(catalog: Catalog): WrittenRule[] {
    const stack = newStack();
    const enforcedBy = [newPoint(stack)];
    newGraph(stack, 'Graph', enforcedBy[0], { catalog });
    newGraph(stack, 'Admin', enforcedBy[0], { catalog, ports: [8443] });
    new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy, catalog, mailFlow: true });
    new OutlookMobileAutoDetectInbound(stack, 'AutoDetect', { enforcedBy, catalog });
    return writtenRules(synth(stack));
  }

  const before = rulesWith(fixtureCatalog());

  test('a prefix that is withdrawn changes the rules that hold it, and only their list of prefixes', () => {
    expect(difference(before, rulesWith(changed('203.0.113.128/26', '203.0.113.192/26')))).toEqual([
      'AutoDetect-outlook-mobile-autodetect.autodetect-in-tcp-ipv4: source_address_prefixes',
    ]);
    expect(difference(before, rulesWith(changed('192.0.2.3/32')))).toEqual([
      `${ADMIN}-in-tcp-ipv4: source_address_prefixes`, `${GRAPH}-in-tcp-ipv4: source_address_prefixes`,
    ]);
  });

  test('a prefix that is added does the same', () => {
    expect(difference(rulesWith(changed('192.0.2.6/32')), before)).toEqual([
      `${ADMIN}-in-tcp-ipv4: source_address_prefixes`, `${GRAPH}-in-tcp-ipv4: source_address_prefixes`,
    ]);
  });

  test('the last prefix of a family takes its rule with it, and no other', () => {
    expect(difference(before, rulesWith(changed('2001:db8:1::/48')))).toEqual([`- ${ADMIN}-in-tcp-ipv6`, `- ${GRAPH}-in-tcp-ipv6`]);
  });

  test('the later edition changes only what it withdraws', () => {
    const later = rulesWith(fixtureCatalog().edition('2025-h2'));
    expect(difference(before, later)).toEqual([
      `${ADMIN}-in-tcp-ipv4: source_address_prefixes`, `- ${ADMIN}-in-tcp-ipv6`, `${GRAPH}-in-tcp-ipv4: source_address_prefixes`, `- ${GRAPH}-in-tcp-ipv6`,
    ]);
    expect(later.find(({ name }) => name === `${GRAPH}-in-tcp-ipv4`)?.source_address_prefix).toBe('203.0.113.0/25');
  });

  test('the same prefixes in another order or split change nothing', () => {
    const split = fixtureCatalog((sets) => JSON.parse(JSON.stringify(sets), (key, value) => (
      key === 'prefixes' ? value.flatMap((item: string) => (item === '203.0.113.0/25' ? ['203.0.113.64/26', '203.0.113.0/26'] : [item])).reverse() : value
    )));
    expect(rulesWith(split)).toEqual(before);
  });
});
