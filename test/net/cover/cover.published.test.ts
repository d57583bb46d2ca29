import { Catalog } from '../../../lib/catalog';
import { cover, coverCurve, PrefixSet } from '../../../lib/net';
import { leastExtra } from './least-extra';

test('the published addresses of Graph fit into one security group with the fewest extra addresses', () => {
  const { prefixes } = Catalog.bundled().require('graph-change-notifications').flows[0];
  const ipv4 = PrefixSet.of(...prefixes.toStrings().filter((text) => text.includes('.')));
  expect(ipv4.count()).toBe(94);
  const best = leastExtra(ipv4, 60, 32);
  const found = cover(ipv4, { maxPrefixes: 60 });
  expect(found.prefixes.length).toBe(60);
  expect(found.extra.size()).toBe(best[60]);
  expect(coverCurve(ipv4, { maxPrefixes: 60 }).map(({ extraAddresses, maxPrefixes }) => [maxPrefixes, extraAddresses]).slice(-50))
    .toEqual(best.slice(11).map((extra, i) => [i + 11, extra]));
});
