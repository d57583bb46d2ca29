import { AddressGroup } from '../cells/read-addresses';
import { FindingCode } from '../findings/finding-code';
import { buildSet } from './build-flows';
import { CHINA, RETIRED_GERMANY, US_GOVERNMENT, WORLDWIDE } from './clouds';
import { matches, mentions, Report, RowDefinition } from './row-definition';

/** The clouds of the row, in the order in which it has always named them, and words for them in several languages. */
const LABELS: readonly { readonly clouds: readonly string[]; readonly words: RegExp }[] = [
  { clouds: [...US_GOVERNMENT], words: /Governme?nt|\bU\.?S\.? Gov|Gouverne|Gobierno|Governo|Regierung|Overheid|Rząd|Правительств|госуд|政府|정부|حكوم/i },
  { clouds: [RETIRED_GERMANY], words: /German|Deutschland|Allemagne|Alemania|Alemanha|Tyskland|Niemc|Duitsland|Германи|德国|德國|ドイツ|독일|ألمانيا/i },
  { clouds: [CHINA], words: /Via ?Net|China|Chine|Cina|Kina|Chiny|Кита|中国|中國|世纪|世紀|중국|الصين|Çin/i },
];

/** What the row has published on its own since 2025: the ranges of Entra ID of three clouds. */
const RANGES = [
  '20.20.32.0/19', '20.190.128.0/18', '20.231.128.0/19', '40.126.0.0/18', '20.140.232.0/23', '52.126.194.0/23',
  '40.72.70.0/23', '52.130.2.32/27', '52.130.3.64/27', '52.130.17.192/27', '52.130.18.32/27',
];

/**
 * The row of Graph change notifications, which lists addresses by cloud.
 *
 * The label in front of a list names its cloud. Where a translation says it in words that are not known, the order of
 * the lists decides, but only when there are as many lists as clouds; else the list is kept out.
 */
export const GRAPH_CHANGE_NOTIFICATIONS: RowDefinition = {
  slug: 'graph-change-notifications',
  title: 'Microsoft Graph delivers change notifications to a webhook of the customer',
  since: '2020-03',
  clues: [matches(/Microsoft Graph|Graph Microsoft/, 4), mentions('graph/webhooks', 4), mentions('20.20.32.0/19', 2)],
  cell: 'destination',
  known: [{ since: '2020-02', tcpPorts: '443' }],
  toSets: (row, report) => {
    const byCloud = prefixesByCloud(row.groups, report);
    requireRanges(row.prefixes, report);
    return [...byCloud].map(([clouds, prefixes]) => buildSet({
      clouds: clouds.split(' '),
      flows: [{ name: 'notifications', direction: 'inbound', basis: 'stated', tcp: row.tcp, prefixes }],
      caveats: [
        'any port may be chosen when a subscription is created; TCP 443 is the default',
        'the same addresses send validation requests and lifecycle notifications',
        'an address filter is not authentication: keep checking clientState and the tokens in the notification',
      ],
      ...(clouds === RETIRED_GERMANY ? { retired: { date: '2021-10-29', successor: 'the regions of the worldwide cloud in Germany' } } : {}),
    }, report));
  },
};

function prefixesByCloud(groups: readonly AddressGroup[], report: Report): Map<string, string[]> {
  const byCloud = new Map<string, string[]>([[WORLDWIDE, []]]);
  const labels = groups.map(({ label }) => LABELS.find(({ words }) => words.test(lastWords(label)))?.clouds.join(' '));
  groups.forEach(({ prefixes, label }, index) => {
    const cloud = labels[index] ?? cloudByOrder(labels, index);
    if (cloud === undefined) {
      report(FindingCode.CLOUD_UNKNOWN, 'error', `${prefixes.length} prefixes from ${prefixes[0]} on are left out: "${lastWords(label).trim()}" names no known cloud`);
      return;
    }
    byCloud.set(cloud, [...(byCloud.get(cloud) ?? []), ...prefixes]);
  });
  return new Map([...byCloud].filter(([, prefixes]) => prefixes.length > 0));
}

/** The first lists are those of the public cloud, until a list names another one; then two or three unknown ones are in the known order. */
function cloudByOrder(labels: readonly (string | undefined)[], index: number): string | undefined {
  const usGovernment = US_GOVERNMENT.join(' ');
  const firstNamed = labels.findIndex((label) => label !== undefined);
  if (index === 0 || index < firstNamed) {
    return firstNamed === 1 || index === 0 || labels[firstNamed] === usGovernment ? WORLDWIDE : index === 1 ? usGovernment : undefined;
  }
  return labels.length === 3 && firstNamed !== 2 ? [WORLDWIDE, usGovernment, CHINA][index] : undefined;
}

/** The end of a label, where the name of the cloud stands. */
function lastWords(label: string): string {
  return label.slice(-80);
}

/** A list that has one of the ranges lost something when it lacks another. */
function requireRanges(prefixes: readonly string[], report: Report): void {
  if (RANGES.some((range) => prefixes.includes(range))) {
    for (const range of RANGES.filter((candidate) => !prefixes.includes(candidate))) {
      report(FindingCode.FACT_MISSING, 'error', `the prefix ${range} is missing: compare the page with another edition or language`);
    }
  }
}
