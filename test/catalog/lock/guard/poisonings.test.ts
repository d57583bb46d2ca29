import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editionJson, EditionJson, EndpointFlowJson, EndpointSet, EndpointSetJson, guardSets, parseEdition } from '../../../../lib/catalog';

const DATA = join(__dirname, '..', '..', '..', '..', 'lib', 'data');
const read = (file: string): EditionJson => JSON.parse(readFileSync(join(DATA, `${file}.json`), 'utf8'));
const WORLDWIDE = read('web-service-worldwide.2026-08-14');
const CHINA = read('web-service-china.2026022700');
const PAGE = read('additional-endpoints.2025-01');

const parse = (edition: EditionJson, sets: readonly EndpointSetJson[], id = '2026093000'): readonly EndpointSet[] => (
  parseEdition(editionJson({ ...edition, edition: id }, sets)).sets
);
const set = (slug: string, change: (flow: EndpointFlowJson) => Partial<EndpointFlowJson>, facts: Partial<EndpointSetJson> = {}): Poison => (
  (sets) => sets.map((each) => (each.slug === slug ? { ...each, ...facts, flows: each.flows.map((flow) => ({ ...flow, ...change(flow) })) } : each))
);
const add = (slug: string, flow: Partial<EndpointFlowJson>) => set(slug, (old) => ({
  ...old.prefixes || flow.prefixes ? { prefixes: [...old.prefixes ?? [], ...flow.prefixes ?? []] } : {},
  ...old.hosts || flow.hosts ? { hosts: [...old.hosts ?? [], ...flow.hosts ?? []] } : {},
  ...flow.tcpPorts === undefined ? {} : { tcpPorts: flow.tcpPorts },
  ...flow.udpPorts === undefined ? {} : { udpPorts: flow.udpPorts },
}));
const newSet = (flow: Partial<EndpointFlowJson>) => (sets: readonly EndpointSetJson[]): EndpointSetJson[] => [...sets, {
  ...sets[0], slug: 'worldwide-999', id: 999, flows: [{ name: 'service', direction: 'outbound', basis: 'stated', tcpPorts: '443', ...flow }],
}];

const PREVIOUS = new Map<EditionJson, readonly EndpointSet[]>();

type Poison = (sets: readonly EndpointSetJson[]) => readonly EndpointSetJson[];

/** The codes of what must be acknowledged before a poisoned edition takes the place of a true one. */
function questions(poison: Poison, edition = WORLDWIDE): string[] {
  const previous = PREVIOUS.get(edition) ?? parse(edition, edition.sets, edition.edition);
  PREVIOUS.set(edition, previous);
  const findings = guardSets(parse(edition, poison(edition.sets)), { previous });
  return [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

test.each([[WORLDWIDE], [CHINA], [PAGE]])('what has not changed raises no question', (edition) => {
  expect(questions((sets) => sets, edition)).toEqual([]);
});

describe('a question is asked about', () => {
  test.each<[name: string, poison: Poison, code: string]>([
    ['one foreign address', add('worldwide-1', { prefixes: ['8.8.8.8/32'] }), 'ForeignAddresses'],
    ['a foreign network', add('worldwide-56', { prefixes: ['185.220.101.0/24'] }), 'ForeignAddresses'],
    ['a network that is Microsoft\'s in part', add('worldwide-56', { prefixes: ['4.64.0.0/12'] }), 'ForeignAddresses'],
    ['a foreign network of IPv6', add('worldwide-1', { prefixes: ['2a06:98c0::/32'] }), 'ForeignAddresses'],
    ['the first addresses of a set of names, foreign ones', add('worldwide-32', { prefixes: ['3.5.0.0/19'] }), 'ForeignAddresses'],
    ['Apple\'s addresses, which another row has', add('worldwide-1', { prefixes: ['17.249.0.0/16'] }), 'ForeignAddresses'],
    ['the addresses of the Chinese operator in another cloud', add('worldwide-1', { prefixes: ['2406:e500:4000::/36'] }), 'ForeignAddresses'],
    ['a new set of foreign addresses', newSet({ prefixes: ['45.9.148.0/24'] }), 'ForeignAddresses'],
    ['all of IPv4', add('worldwide-1', { prefixes: ['0.0.0.0/0'] }), 'PrefixTooWide'],
    ['half of IPv6 in pieces', add('worldwide-1', { prefixes: ['2000::/4', '3000::/5'] }), 'PrefixTooWide'],
    ['private addresses', add('worldwide-1', { prefixes: ['10.0.0.0/16'] }), 'ReservedAddresses'],
    ['much of Microsoft\'s own space at once', add('worldwide-1', { prefixes: ['20.32.0.0/13'] }), 'ManyNewAddresses'],
    ['much of Microsoft\'s own space over several sets', (sets) => (
      [add('worldwide-1', { prefixes: ['20.32.0.0/16'] }), add('worldwide-9', { prefixes: ['20.36.0.0/16'] }), add('worldwide-11', { prefixes: ['20.40.0.0/16'] })]
        .reduce((all, poison) => [...poison(all)], [...sets])
    ), 'ManyNewAddresses'],
    ['a foreign host', add('worldwide-1', { hosts: ['login.evil-example.com'] }), 'ForeignHost'],
    ['a foreign wildcard', add('worldwide-1', { hosts: ['*.evil-example.com'] }), 'ForeignHost'],
    ['a name that looks like Microsoft\'s', add('worldwide-1', { hosts: ['*.rnicrosoft.com'] }), 'ForeignHost'],
    ['a name that looks like Microsoft\'s in another script', add('worldwide-1', { hosts: ['*.xn--microsft-sbh.com'] }), 'ForeignHost'],
    ['a domain of Microsoft as a label of another', add('worldwide-1', { hosts: ['*.microsoft.com.evil-example.net'] }), 'ForeignHost'],
    ['a star without a dot', add('worldwide-1', { hosts: ['*microsoft.com'] }), 'WildcardTooWide'],
    ['a top-level domain', add('worldwide-1', { hosts: ['*.com'] }), 'WildcardTooWide'],
    ['a public suffix of two labels', add('worldwide-1', { hosts: ['*.co.uk'] }), 'WildcardTooWide'],
    ['a public suffix that no rule of thumb knows', add('worldwide-1', { hosts: ['*.tokyo.jp'] }), 'WildcardTooWide'],
    ['a star in the middle over a public suffix', add('worldwide-1', { hosts: ['autodiscover.*.com.au'] }), 'WildcardTooWide'],
    ['a hosting service of Azure', add('worldwide-1', { hosts: ['*.azurewebsites.net'] }), 'WildcardTooWide'],
    ['a hosting service elsewhere', add('worldwide-1', { hosts: ['*.github.io'] }), 'WildcardTooWide'],
    ['a content delivery network', add('worldwide-1', { hosts: ['*.cloudfront.net'] }), 'WildcardTooWide'],
    ['a domain above a hosting service', add('worldwide-1', { hosts: ['*.windows.net'] }), 'WildcardTooWide'],
    ['a region of a hosting service below Microsoft\'s domain', add('worldwide-1', { hosts: ['*.westeurope.cloudapp.azure.com'] }), 'ForeignHost'],
    ['a customer of a hosting service below Microsoft\'s domain', add('worldwide-1', { hosts: ['evil-example.westeurope.cloudapp.azure.com'] }), 'ForeignHost'],
    ['a customer of a hosting service that published once', add('worldwide-1', { hosts: ['evil-example.service.signalr.net'] }), 'ForeignHost'],
    ['one customer of a hosting service', add('worldwide-1', { hosts: ['evil-example.azurewebsites.net'] }), 'ForeignHost'],
    ['a new set of foreign hosts', newSet({ hosts: ['cdn.evil-example.com'] }), 'ForeignHost'],
    ['a port of remote control', add('worldwide-1', { tcpPorts: '80,443,3389' }), 'UnusualPorts'],
    ['mail in a set of the web', add('worldwide-56', { tcpPorts: '25,80,443' }), 'UnusualPorts'],
    ['a range of ports', add('worldwide-1', { tcpPorts: '80,443,10000-19999' }), 'UnusualPorts'],
    ['a port of UDP', add('worldwide-1', { udpPorts: '53' }), 'UnusualPorts'],
    ['all ports', add('worldwide-1', { tcpPorts: '0-65535' }), 'TooManyPorts'],
    ['a new set with a port of its own', newSet({ prefixes: ['52.96.0.0/24'], tcpPorts: '22' }), 'UnusualPorts'],
    ['an id of another service', set('worldwide-1', () => ({}), { serviceArea: 'Skype' }), 'ServiceAreaChanged'],
    ['most sets gone', (sets) => sets.slice(0, 20), 'MostSetsGone'],
    ['every set with addresses gone', (sets) => sets.filter(({ flows }) => flows.every(({ prefixes }) => prefixes === undefined)), 'MostAddressesGone'],
    ['most addresses of a set gone', set('worldwide-11', ({ prefixes }) => ({ prefixes: prefixes?.slice(0, 1).map(() => '52.112.0.0/24') })), 'MostAddressesGone'],
    ['a set without its ports, so that nothing of it is open', (sets) => sets.map((each) => (
      each.slug === 'worldwide-11' ? { ...each, flows: [], inexpressible: [{ what: 'all', reason: 'no port' }] } : each
    )), 'MostAddressesGone'],
  ])('%s', (_, poison, code) => {
    expect(questions(poison)).toContain(code);
  });

  test.each<[name: string, edition: EditionJson, poison: Poison, code: string]>([
    ['a foreign address in China', CHINA, add('china-1', { prefixes: ['8.8.8.8/32'] }), 'ForeignAddresses'],
    ['a foreign address in a row of the page', PAGE, add('graph-change-notifications', { prefixes: ['8.8.8.8/32'] }), 'ForeignAddresses'],
    ['another port in a row of the page', PAGE, add('exchange-hybrid', { tcpPorts: '22' }), 'UnusualPorts'],
    ['a foreign host in a row of the page', PAGE, add('stream', { hosts: ['cdn.evil-example.com'] }), 'ForeignHost'],
    ['a site that browsers would trust', PAGE, (sets) => sets.map((each) => (
      each.slug === 'trusted-sites-teams' ? { ...each, trustedSites: [...each.trustedSites ?? [], '*.evil-example.com'] } : each
    )), 'ForeignHost'],
    ['most rows gone', PAGE, (sets) => sets.slice(0, 5), 'MostSetsGone'],
  ])('%s', (_, edition, poison, code) => {
    expect(questions(poison, edition)).toContain(code);
  });
});

describe('no question is asked, since it cannot be told from a real change, about', () => {
  test.each<[name: string, poison: Poison]>([
    ['one address inside Microsoft\'s space', add('worldwide-1', { prefixes: ['20.60.1.1/32'] })],
    ['one name of a published domain', add('worldwide-1', { hosts: ['evil.office.com'] })],
    ['a port of the same service', add('worldwide-1', { tcpPorts: '25,80,443' })],
  ])('%s', (_, poison) => {
    expect(questions(poison)).toEqual([]);
  });
});

describe('small steps count as the one that they are:', () => {
  /** In how many steps nothing was asked. Each step that raises no question is taken, and the next starts from it. */
  function stepsUnasked(poison: (step: number) => Poison, steps: number): number {
    let current = WORLDWIDE.sets;
    for (let step = 0; step < steps; step++) {
      const next = poison(step)(current);
      const id = `2027${String(step + 1).padStart(2, '0')}0100`;
      const previous = parse(WORLDWIDE, current, step === 0 ? WORLDWIDE.edition : `2027${String(step).padStart(2, '0')}0100`);
      if (guardSets(parse(WORLDWIDE, next, id), { previous }).some(({ severity }) => severity === 'error')) {
        return step;
      }
      current = next;
    }
    return steps;
  }

  test('addresses of others, one at a time', () => {
    expect(stepsUnasked((step) => add('worldwide-1', { prefixes: [`8.8.${step}.0/32`] }), 3)).toBe(0);
  });

  test('Microsoft\'s own space, piece by piece', () => {
    expect(stepsUnasked((step) => add('worldwide-1', { prefixes: [`20.${32 + 2 * step}.0.0/17`] }), 12)).toBeLessThan(5);
  });

  test('ports, one at a time', () => {
    expect(stepsUnasked((step) => add('worldwide-1', { tcpPorts: `80,443,${8000}-${8000 + step}` }), 3)).toBe(0);
  });

  test('sets, a third at a time', () => {
    expect(stepsUnasked(() => (sets) => sets.slice(0, Math.ceil(sets.length * 2 / 3)), 5)).toBeLessThan(3);
  });

  test('addresses of a set, half of them at a time', () => {
    expect(stepsUnasked((step) => set('worldwide-11', () => ({ prefixes: [`52.112.0.0/${14 + step}`] })), 6)).toBeLessThan(4);
  });
});
