import { Catalog, defineEdition } from '../../../lib/catalog';
import { line, RecordingEnforcementPoint, Root, TestScenario } from '../support';

const FACTS = { title: 'A service', clouds: ['Worldwide'], serviceArea: 'Common', category: 'Allow', required: true, expressRoute: false };
const flow = (rest: object) => [{ name: 'service', direction: 'outbound', basis: 'stated', tcpPorts: '443', ...rest }];

const CATALOG = Catalog.of(
  defineEdition({ source: 'page', edition: '2026', url: 'https://example.com' }, [
    { slug: 'row', row: 1, title: 'A row', clouds: ['Worldwide'], flows: flow({ hosts: ['a.mail.example.com', 'login.example.com', 'cdn.example.com'] }) },
  ]),
  defineEdition({ source: 'web-service-worldwide', edition: '2026', url: 'https://example.com' }, [
    { slug: 'worldwide-1', id: 1, ...FACTS, flows: flow({ hosts: ['*.mail.example.com'], prefixes: ['192.0.2.0/25'] }) },
    { slug: 'worldwide-2', id: 2, ...FACTS, flows: flow({ tcpPorts: '25', hosts: ['a.mail.example.com', 'login.example.com'], prefixes: ['192.0.2.128/25'] }) },
    { slug: 'worldwide-3', id: 3, ...FACTS, flows: flow({ hosts: ['cdn.example.com'] }) },
  ]),
);

const lines = (derivePrefixes?: boolean) => new TestScenario(
  new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], catalog: CATALOG, derivePrefixes }, { slug: 'row' },
).rules.rules.map(line);

test('hosts stay hosts unless the app asks', () => {
  expect(lines()).toEqual(['out tcp 443 a.mail.example.com login.example.com cdn.example.com (stated)']);
});

test('hosts get the addresses of every set of the web service whose names hold them, on the ports of the row, with the origin', () => {
  expect(lines(true)).toEqual([
    'out tcp 443 192.0.2.0/25 a.mail.example.com (derived via worldwide-1)',
    'out tcp 443 192.0.2.128/25 a.mail.example.com login.example.com (derived via worldwide-2)',
    'out tcp 443 cdn.example.com (stated)',
  ]);
});

test('in the bundled catalog the support assistant gets those of Exchange Online and Entra ID', () => {
  const { rules } = new TestScenario(
    new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], derivePrefixes: true }, { slug: 'support-assistant' },
  ).rules;
  const hostsOf = (via: string) => rules.filter(({ origins: [origin] }) => origin.via?.slug === via).flatMap(({ hosts }) => hosts.map(String));
  expect(hostsOf('worldwide-1')).toEqual(['outlook.office365.com']);
  expect(hostsOf('worldwide-46')).toEqual(['odc.officeapps.live.com']);
  expect(hostsOf('worldwide-56')).toEqual(['login.microsoftonline.com', 'login.windows.net']);
  expect(rules.filter(({ prefixes }) => prefixes.isEmpty).flatMap(({ hosts }) => hosts.map(String))).toContain('officecdn.microsoft.com');
});
