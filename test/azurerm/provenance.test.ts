import { Testing } from 'cdktf';
import { Peer } from '../../lib/rules';
import { ExchangeHybridInbound, OutlookMobileAutoDetectInbound } from '../../lib/scenarios';
import { fixtureCatalog } from '../support/fixture-catalog';
import { Document, fullSynth, newGraph, newRules, newStack, STYLES, synth, theRule, writtenRules } from './support';

const ROW_23 = {
  basis: 'stated', source: 'additional-endpoints', edition: '2025-01', published: '2025', entry: 'row 23', url: 'https://example.com/endpoints',
};

const read = (text: string) => (JSON.parse(text) as Document)['//']['cdk-m365-endpoints'];

describe.each(STYLES)('with %s', (_, newPoint) => {
  test('the comment of the stack says which row of which edition a scenario rests on', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newPoint(stack), { additionalPeers: [Peer.ipv4('198.51.100.0/24')] });
    expect(read(fullSynth(stack))).toEqual({
      'stack/FromMicrosoft': {
        'stack/Graph': {
          scenario: 'GraphChangeNotificationIngress',
          cloud: 'Worldwide',
          sets: [{ slug: 'graph-change-notifications', title: 'What graph-change-notifications is for' }],
          origins: [ROW_23, { basis: 'user' }],
        },
      },
    });
  });

  test('it says which other entry supplied the addresses', () => {
    const stack = newStack();
    new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [newPoint(stack)], catalog: fixtureCatalog() });
    expect(read(fullSynth(stack))['stack/FromMicrosoft']['stack/Hybrid'].origins).toEqual([{
      ...ROW_23,
      basis: 'derived',
      entry: 'row 7',
      via: { ...ROW_23, source: 'web-service-worldwide', edition: '2026', published: '2026', entry: 'id 1' },
    }]);
  });

  test('no rule says anything of it, so that a new edition touches none', () => {
    const documents = [fixtureCatalog(), fixtureCatalog((sets) => sets.map((set) => ({ ...set, row: 99, title: 'Renamed' })))].map((catalog) => {
      const stack = newStack();
      newGraph(stack, 'Graph', newPoint(stack), { catalog });
      return [JSON.stringify(synth(stack).resource), JSON.stringify(read(fullSynth(stack)))];
    });
    expect(documents[0][0]).toBe(documents[1][0]);
    expect(documents[1][1]).toContain('row 99');
  });
});

test('every scenario of every enforcement point is there, sorted, whatever came first', () => {
  const [forward, backward] = [['A', 'B', 'C'], ['C', 'B', 'A']].map((order) => {
    const stack = newStack();
    const points = Object.fromEntries(order.map((id) => [id, newRules(stack, { networkSecurityGroup: { name: id, resourceGroupName: 'rg' } }, `Rules${id}`)]));
    order.forEach((id) => {
      newGraph(stack, `Graph${id}`, points[id]);
      new OutlookMobileAutoDetectInbound(stack, `AutoDetect${id}`, { enforcedBy: [points[id]], catalog: fixtureCatalog() });
    });
    return stack.toTerraform()['//']['cdk-m365-endpoints'] as Record<string, object>;
  });
  expect(Object.entries(forward).map(([path, scenarios]) => [path, ...Object.keys(scenarios)])).toEqual(['A', 'B', 'C'].map((id) => (
    [`stack/Rules${id}`, `stack/AutoDetect${id}`, `stack/Graph${id}`]
  )));
  expect(JSON.stringify(backward)).toBe(JSON.stringify(forward));
});

test('an enforcement point without a scenario is not there, whenever it was created', () => {
  const stack = newStack();
  const networkSecurityGroup = { name: 'other', resourceGroupName: 'rg' };
  newRules(stack, { networkSecurityGroup }, 'Before');
  newGraph(stack, 'Graph', newRules(stack));
  newRules(stack, { networkSecurityGroup: { ...networkSecurityGroup, name: 'another' } }, 'After');
  expect(Object.keys(read(fullSynth(stack)))).toEqual(['stack/FromMicrosoft']);
});

test('it leaves the comments of cdktf and of the app in place', () => {
  const stack = newStack();
  stack.addOverride('//.owner', 'network-team');
  newGraph(stack, 'Graph', newRules(stack));
  expect(Object.keys((JSON.parse(fullSynth(stack)) as Document)['//']).sort()).toEqual(['cdk-m365-endpoints', 'metadata', 'outputs', 'owner']);
});

test('a scenario of another stack is recorded, and its rules stand, where the group is', () => {
  const app = Testing.app();
  const network = newStack('network', app);
  const web = newStack('web', app);
  newGraph(web, 'Graph', newRules(network));
  expect(Object.keys(read(fullSynth(network))['network/FromMicrosoft'])).toEqual(['web/Graph']);
  expect(writtenRules(synth(network))).toHaveLength(2);
  expect(synth(web).resource).toBeUndefined();
  expect(read(fullSynth(web))).toBeUndefined();
});

test('the description of a rule names slug and basis only', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newRules(stack), { additionalPeers: [Peer.ipv4('198.51.100.0/24')] });
  expect(theRule(synth(stack), /ipv4/).description).toBe('graph-change-notifications (stated), graph-change-notifications (user)');
  expect(theRule(synth(stack), /ipv6/).description).toBe('graph-change-notifications (stated)');
});
