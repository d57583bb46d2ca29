import { Catalog, defineEdition } from '../../../lib/catalog';
import { CustomScenario } from '../../../lib/scenarios';
import { line, RecordingEnforcementPoint, Root } from '../support';

const HEADER = { source: 'payroll', edition: '2026-03', url: 'https://example.com/ips' };
const FEED = {
  slug: 'payroll-feed',
  title: 'The payroll provider delivers its feed',
  clouds: ['Worldwide'],
  flows: [
    { name: 'feed', direction: 'inbound', basis: 'stated', tcpPorts: '443', prefixes: ['203.0.113.0/28'] },
    { name: 'corrections', direction: 'inbound', basis: 'stated', tcpPorts: '8443', prefixes: ['203.0.113.16/28'] },
  ],
};

const custom = (sets: ConstructorParameters<typeof CustomScenario>[2]['sets']) => new CustomScenario(new Root(), 'Payroll', {
  enforcedBy: [new RecordingEnforcementPoint()], catalog: Catalog.of(defineEdition(HEADER, [FEED])), sets,
});

test('admits every flow of endpoint data of one\'s own', () => {
  const scenario = custom([{ slug: 'payroll-feed' }]);
  expect(scenario.rules.rules.map(line)).toEqual(['in tcp 443 203.0.113.0/28 (stated)', 'in tcp 8443 203.0.113.16/28 (stated)']);
  expect(scenario.rules.provenance.origins).toEqual([{
    slug: 'payroll-feed', basis: 'stated', source: { source: 'payroll', edition: '2026-03', published: '2026-03', entry: 'payroll-feed', url: 'https://example.com/ips' },
  }]);
});

test('or the flows and ports that one names', () => {
  expect(custom([{ slug: 'payroll-feed', flows: [{ name: 'feed', tcpPorts: [9443] }] }]).rules.rules.map(line)).toEqual(['in tcp 9443 203.0.113.0/28 (stated)']);
});

test('fails for data that is wrong, naming the place', () => {
  const flows = [{ ...FEED.flows[0], prefixes: ['203.0.113.1/28'] }];
  expect(() => defineEdition(HEADER, [{ ...FEED, flows }])).toThrow(expect.objectContaining({ code: 'InvalidData', message: expect.stringContaining('sets[0].flows[0].prefixes') }));
});
