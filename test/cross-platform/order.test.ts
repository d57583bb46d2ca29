/**
 * Scenarios that are created in another order are the same app: every enforcement point synthesises the same bytes.
 */
import { Catalog, defineEdition } from '../../lib/catalog';
import { CustomScenario } from '../../lib/scenarios';
import { ADDRESSES, AZURE_FIREWALL, LISTED, RESOLVER, WEB, WEB_IPV4 } from './sight';
import { nameOf, Target, TARGETS } from './targets';

/** Three rows that overlap: the second repeats an address of the first, and the third a name. */
const ROWS = ['a', 'b', 'c'].map((id, index) => ({
  id,
  prefixes: [`198.51.100.${64 * index}/26`, '203.0.113.7/32', ...(index === 1 ? ['198.51.100.0/27'] : [])],
  hosts: [`${id}.example.com`, '*.example.net'],
}));

/** What is synthesised when the scenarios come in this order. */
function synthesised({ sight, scene }: Target, ids: readonly string[]): string {
  const { scope, enforcementPoint, synthesise } = scene();
  const takesHosts = ![ADDRESSES, WEB, WEB_IPV4, LISTED].includes(sight);
  const catalog = Catalog.of(defineEdition({ source: 'own', edition: '2026-03', url: 'https://example.com/' }, ROWS.map(({ id, prefixes, hosts }, index) => ({
    slug: `own-${id}`,
    row: index + 1,
    title: `Data ${id}`,
    clouds: ['Worldwide'],
    flows: [{
      name: 'all',
      direction: takesHosts ? 'outbound' : 'inbound',
      basis: 'stated',
      tcpPorts: '443',
      ...(sight === RESOLVER ? { hosts } : sight === AZURE_FIREWALL || !takesHosts ? { prefixes } : { prefixes, hosts }),
    }],
  }))));
  ids.forEach((id) => new CustomScenario(scope, id, { enforcedBy: [enforcementPoint], catalog, sets: [{ slug: `own-${id}` }] }));
  return JSON.stringify(synthesise());
}

test.each(TARGETS.map((target) => [nameOf(target), target] as const))('%s', (_, target) => {
  const [first, ...others] = [['a', 'b', 'c'], ['c', 'a', 'b'], ['b', 'c', 'a']].map((ids) => synthesised(target, ids));
  expect(first).toMatch(/198\.51\.100\.|a\.example\.com/);
  expect(others).toEqual([first, first]);
});
