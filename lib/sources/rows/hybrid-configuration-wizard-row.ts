import { RowFacts } from '../cells/row-facts';
import { buildSet, FlowDraft } from './build-flows';
import { US_GOVERNMENT, WORLDWIDE } from './clouds';
import { mentions, RowDefinition, SetDraft } from './row-definition';

/** The one name that only the wizard for Exchange 2010 SP3 needs. */
const EXCHANGE_2010_HOST = 'domains.live.com';

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
      hosts: [
        EXCHANGE_2010_HOST, '*.store.core.windows.net', 'asl.configure.office.com', 'tds.configure.office.com', 'mshybridservice.trafficmanager.net',
        'mshrcstorageprod.blob.core.windows.net',
      ],
      tcpPorts: '80,443',
      prefixes: COMMERCIAL_ADDRESSES,
    },
    {
      since: '2021-01',
      hosts: [
        EXCHANGE_2010_HOST, '*.store.core.windows.net', 'asl.configure.office.com', 'tds.configure.office.com', 'mshybridservice.trafficmanager.net',
        'aka.ms/hybridwizard', 'shcwreleaseprod.blob.core.windows.net/shcw/*',
      ],
      tcpPorts: '80,443',
      prefixes: COMMERCIAL_ADDRESSES,
    },
  ],
  toSets: (row, report) => [buildSet(worldwide(row), report), buildSet(usGovernment(row), report)],
};

function worldwide(row: RowFacts): Omit<SetDraft, 'flows'> & { flows: FlowDraft[] } {
  const wizard = row.hosts.filter(({ host }) => host !== EXCHANGE_2010_HOST);
  const reduced = wizard.filter(({ path }) => path !== undefined);
  return {
    clouds: [WORLDWIDE],
    flows: [
      ...(wizard.length === 0 ? [] : [{ name: 'wizard', direction: 'outbound', basis: 'stated', portsBasis: 'derived', tcp: '443', hosts: wizard.map(({ host }) => host) } as const]),
      ...exchange2010(row),
    ],
    caveats: [
      ...(wizard.length === 0 ? [] : ['the row states no port for the hosts of the wizard: TCP 443 is concluded']),
      ...reduced.map(({ host, path }) => `${host} stands for ${host}${path}: rules on hosts hold no path`),
    ],
  };
}

function usGovernment(row: RowFacts): Omit<SetDraft, 'flows'> & { flows: FlowDraft[] } {
  return {
    clouds: [...US_GOVERNMENT],
    flows: [...(row.prefixes.length === 0 ? [] : [{ name: 'wizard', direction: 'outbound', basis: 'stated', portsBasis: 'derived', tcp: '443', prefixes: row.prefixes } as const]), ...exchange2010(row)],
    caveats: row.prefixes.length === 0 ? [] : [
      'the row states no port for the addresses of the wizard: TCP 443 is concluded',
      'the two addresses belong to the commercial Azure cloud, not to Azure Government: check that they still answer',
    ],
  };
}

function exchange2010(row: RowFacts): FlowDraft[] {
  const stated = row.hosts.some(({ host }) => host === EXCHANGE_2010_HOST);
  return stated ? [{ name: 'exchange-2010', direction: 'outbound', basis: 'stated', tcp: row.tcp, hosts: [EXCHANGE_2010_HOST] }] : [];
}
