import { FactList, RowFacts } from '../cells/row-facts';
import { RETIRED_GERMANY } from '../cells/words/cloud-words';
import { FindingCode } from '../findings/finding-code';
import { buildSet } from './build-flows';
import { CHINA, US_GOVERNMENT, WORLDWIDE } from './clouds';
import { GRAPH_ADDRESSES, GRAPH_RANGES } from './known/graph-addresses';
import { KnownFacts, listsFor, matches, mentions, Report, RowDefinition } from './row-definition';

const byCloud = (...lists: (readonly string[])[]): Pick<KnownFacts, 'prefixes' | 'byCloud'> => ({
  prefixes: lists.flat(),
  byCloud: [{ clouds: [WORLDWIDE], facts: lists[0] }, { clouds: US_GOVERNMENT, facts: lists[1] }, { clouds: [CHINA], facts: lists[2] }],
});

/**
 * The row of Graph change notifications, which lists addresses by cloud.
 *
 * The label in front of a list names its cloud. A list without one, or under one that is not known exactly, is kept out.
 */
export const GRAPH_CHANGE_NOTIFICATIONS: RowDefinition = {
  slug: 'graph-change-notifications',
  title: 'Microsoft Graph delivers change notifications to a webhook of the customer',
  since: '2020-03',
  clues: [matches(/Microsoft Graph|Graph Microsoft/, 4), mentions('graph/webhooks', 4), mentions('20.20.32.0/19', 2)],
  cell: 'destination',
  known: [
    { since: '2020-02', tcpPorts: '443', hosts: [] },
    // Both are known, and the month is not in which the single addresses were withdrawn.
    { since: '2025-01', tcpPorts: '443', hosts: [], ...byCloud(...GRAPH_ADDRESSES) },
    { since: '2025-01', tcpPorts: '443', hosts: [], ...byCloud(...GRAPH_RANGES) },
  ],
  listsByCloud: true,
  toSets: (row, report) => {
    reportUnlabelled(row.lists[0], report);
    return cloudGroups(row).flatMap((clouds) => {
      const lists = listsFor(row, clouds[0]);
      const named = lists.filter((list) => list.clouds !== undefined);
      const ports = named.some(({ tcp, udp }) => !tcp.isEmpty || !udp.isEmpty) ? named : lists;
      return buildSet({
        clouds,
        flows: [{
          name: 'notifications',
          direction: 'inbound',
          basis: 'stated',
          tcp: ports.map(({ tcp }) => tcp).reduce((all, tcp) => all.union(tcp)),
          udp: ports.map(({ udp }) => udp).reduce((all, udp) => all.union(udp)),
          prefixes: named.flatMap(({ prefixes }) => prefixes),
        }],
        caveats: [
          'any port may be chosen when a subscription is created; TCP 443 is the default',
          'the same addresses send validation requests and lifecycle notifications',
          'an address filter is not authentication: keep checking clientState and the tokens in the notification',
        ],
        ...(clouds.includes(RETIRED_GERMANY) ? { retired: { date: '2021-10-29', successor: 'the regions of the worldwide cloud in Germany' } } : {}),
      }, report);
    });
  },
};

/** The clouds that the lists name, in groups that have the same lists. */
function cloudGroups(row: RowFacts): string[][] {
  const groups = new Map<string, string[]>();
  for (const cloud of new Set(row.lists.flatMap(({ clouds = [] }) => clouds))) {
    const key = row.lists.flatMap(({ clouds }, index) => (clouds?.includes(cloud) === true ? [index] : [])).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), cloud]);
  }
  return [...groups.values()];
}

function reportUnlabelled({ prefixes, hosts }: FactList, report: Report): void {
  const facts = [...prefixes, ...hosts.map(({ host }) => host)];
  if (facts.length > 0) {
    report(FindingCode.CLOUD_UNKNOWN, 'error', `${facts.join(', ')} left out: no cloud is named in front`);
  }
}
