import { RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { buildSet, FlowDraft } from './build-flows';
import { DOD, US_GOVERNMENT, WORLDWIDE } from './clouds';
import { listsFor, mentions, Report, RowDefinition, SetDraft } from './row-definition';

/** The one name that only the wizard for Exchange 2010 SP3 needs. */
const EXCHANGE_2010_HOST = 'domains.live.com';

const WIZARD_HOSTS = ['*.store.core.windows.net', 'asl.configure.office.com', 'tds.configure.office.com', 'mshybridservice.trafficmanager.net'];

const COMMERCIAL_ADDRESSES = ['40.118.209.192/32', '168.62.190.41/32'];

/**
 * The row of the Exchange Hybrid Configuration Wizard, which differs by cloud: host names for Worldwide and GCC, two
 * addresses for GCC High and DoD. Its ports belong to the name for Exchange 2010 only.
 */
export const HYBRID_CONFIGURATION_WIZARD: RowDefinition = {
  slug: 'hybrid-configuration-wizard',
  title: 'The Hybrid Configuration Wizard of Exchange runs on a server of the customer',
  since: '2018-08',
  clues: [mentions(EXCHANGE_2010_HOST, 4), mentions('tds.configure.office.com', 4), mentions('40.118.209.192', 2), mentions('hybrid-configuration-wizard', 2)],
  cell: 'destination',
  known: [
    { since: '2018-08', hosts: [EXCHANGE_2010_HOST], tcpPorts: '80,443', prefixes: [] },
    {
      since: '2019-03',
      hosts: [EXCHANGE_2010_HOST, ...WIZARD_HOSTS, 'mshrcstorageprod.blob.core.windows.net'],
      tcpPorts: '80,443',
      prefixes: COMMERCIAL_ADDRESSES,
      byCloud: [
        { clouds: [WORLDWIDE], facts: [...WIZARD_HOSTS, 'mshrcstorageprod.blob.core.windows.net'] },
        { clouds: US_GOVERNMENT, facts: COMMERCIAL_ADDRESSES },
      ],
    },
    {
      since: '2021-01',
      hosts: [EXCHANGE_2010_HOST, ...WIZARD_HOSTS, 'aka.ms/hybridwizard', 'shcwreleaseprod.blob.core.windows.net/shcw/*'],
      tcpPorts: '80,443',
      prefixes: COMMERCIAL_ADDRESSES,
      byCloud: [
        { clouds: [WORLDWIDE], facts: [...WIZARD_HOSTS, 'aka.ms/hybridwizard', 'shcwreleaseprod.blob.core.windows.net/shcw/*'] },
        { clouds: US_GOVERNMENT, facts: COMMERCIAL_ADDRESSES },
      ],
    },
  ],
  listsByCloud: true,
  toSets: (row, report) => {
    reportUnlabelled(row, report);
    const named = new Set(row.lists.flatMap(({ clouds = [] }) => clouds));
    const government = US_GOVERNMENT.filter((cloud) => named.has(cloud));
    const isForBoth = (clouds: readonly string[]) => US_GOVERNMENT.every((cloud) => clouds.includes(cloud) === clouds.includes(DOD));
    const both = government.length === US_GOVERNMENT.length && row.lists.every(({ clouds = [] }) => isForBoth(clouds));
    const others = [...named].filter((cloud) => cloud !== WORLDWIDE && !government.some((known) => known === cloud));
    // The sentence about Exchange 2010 names no cloud, so it is for these two even where nothing else is.
    const unnamed = government.length === 0 && exchange2010(row).length > 0;
    const governmentGroups = unnamed ? [[...US_GOVERNMENT]] : both ? [government] : government.map((cloud) => [cloud]);
    const groups = [[WORLDWIDE], ...governmentGroups, ...others.map((cloud) => [cloud])];
    return groups.map((clouds) => buildSet(wizardSet(row, clouds), report));
  },
};

/** A set for clouds that have the same lists. */
function wizardSet(row: RowFacts, clouds: readonly string[]): Omit<SetDraft, 'flows'> & { flows: FlowDraft[] } {
  const lists = listsFor(row, clouds[0]).filter((list) => list.clouds !== undefined || (isUnlabelled(row) && clouds.includes(WORLDWIDE)));
  const hosts = lists.flatMap((list) => list.hosts).filter(({ host }) => host !== EXCHANGE_2010_HOST);
  const prefixes = lists.flatMap((list) => list.prefixes);
  const reduced = hosts.filter(({ path }) => path !== undefined);
  const isCommercial = COMMERCIAL_ADDRESSES.some((address) => prefixes.includes(address));
  return {
    clouds,
    flows: [
      ...(hosts.length + prefixes.length === 0 ? [] : [{ name: 'wizard', direction: 'outbound', basis: 'stated', portsBasis: 'derived', tcp: '443', hosts, prefixes } as const]),
      ...exchange2010(row),
    ],
    caveats: [
      ...(hosts.length === 0 ? [] : ['the row states no port for the hosts of the wizard: TCP 443 is concluded']),
      ...(prefixes.length === 0 ? [] : ['the row states no port for the addresses of the wizard: TCP 443 is concluded']),
      ...(isCommercial ? ['the two addresses belong to the commercial Azure cloud, not to Azure Government: check that they still answer'] : []),
      ...reduced.map(({ host, path }) => `${host} stands for ${host}${path}: rules on hosts hold no path`),
    ],
  };
}

/** The name for Exchange 2010 with its ports, which stand in front of every list of a cloud. */
function exchange2010({ lists: [{ hosts, tcp }] }: RowFacts): FlowDraft[] {
  const stated = hosts.some(({ host }) => host === EXCHANGE_2010_HOST);
  return stated ? [{ name: 'exchange-2010', direction: 'outbound', basis: 'stated', tcp, hosts: [EXCHANGE_2010_HOST] }] : [];
}

/** A row in which no list names a cloud lists the hosts of Worldwide. */
function isUnlabelled({ lists }: RowFacts): boolean {
  return lists.every(({ label }) => label === undefined) && lists.every(({ prefixes }) => prefixes.length === 0);
}

function reportUnlabelled(row: RowFacts, report: Report): void {
  const [{ hosts, prefixes }] = row.lists;
  const facts = [...hosts.filter(({ host }) => host !== EXCHANGE_2010_HOST).map(({ host }) => host), ...prefixes];
  if (facts.length > 0 && !isUnlabelled(row)) {
    report(FindingCode.CLOUD_UNKNOWN, 'error', `${facts.join(', ')} left out: no cloud is named in front`);
  }
}
