import { Testing } from 'cdktf';
import { PriorityRange } from '../../../lib/azurerm';
import { OnUnsupported, Peer } from '../../../lib/rules';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { admitted, newGraph, newGroup, newRules, newStack, SomeService, STYLES, synth, theRule, warningIds, warningsOn } from '../support';

const id = (name: string) => `cdk-m365-endpoints:${name}`;

describe.each(STYLES)('with %s', (_, newPoint) => {
  test('a warning stands once on its scenario, with the id that acknowledges it', () => {
    const stack = newStack();
    const rules = newPoint(stack);
    const graph = newGraph(stack, 'Graph', rules);
    newGraph(stack, 'Other', rules, { ports: [8443] });
    expect(warningsOn(graph)).toEqual([
      expect.stringMatching(/^graph-change-notifications: edition 2025-h2 .* no longer publishes 4 of these prefixes; .* \[ack: cdk-m365-endpoints:withdrawnPrefixes\]$/),
    ]);
  });

  test('an edition that the app chose gives an information in place of the warning', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newPoint(stack), { catalog: fixtureCatalog().edition('2025-01') });
    expect(warningsOn(graph)).toEqual([]);
    expect(graph.node.metadata.filter(({ type }) => type === '@cdktf/info').map(({ data }) => data)).toEqual([
      expect.stringMatching(/^graph-change-notifications: the app chose edition 2025-01, and edition 2025-h2 no longer publishes 4 .* \[ack: cdk-m365-endpoints:olderEditionChosen\]$/),
    ]);
  });

  test('an acknowledged warning does not show', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newPoint(stack, { destination: '10.0.1.0/24' }), {
      acknowledgedWarnings: [id('withdrawnPrefixes'), id('noAddressOfFamily')],
    });
    expect(warningsOn(graph)).toEqual([]);
    expect(graph.rules.warnings.map((warning) => warning.id)).toEqual([id('withdrawnPrefixes')]);
  });

  test('acknowledging one warning hides no other', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newPoint(stack, { destination: '10.0.1.0/24' }), {
      additionalPeers: [Peer.anyInternet()], acknowledgedWarnings: [id('noAddressOfFamily')],
    });
    expect(warningIds(graph)).toEqual(['withdrawnPrefixes', 'opensToInternet']);
  });

  test('a rule that cannot be expressed is left out, when the app asks for that', () => {
    const stack = newStack();
    const graph = newGraph(stack, 'Graph', newPoint(stack), {
      additionalPeers: [Peer.host('relay.example.com'), Peer.ipv4('198.51.100.0/24')],
      excludedPeers: [Peer.ipv4('192.0.2.0/24'), Peer.ipv6('2001:db8::/32')],
      onUnsupported: OnUnsupported.WARN,
    });
    expect(admitted(synth(stack))).toEqual(['inbound tcp 443 from 198.51.100.0/24, 203.0.113.0/25']);
    expect(warningsOn(graph)).toEqual([
      expect.stringMatching(/^left out, because onUnsupported is WARN: cannot enforce graph-change-notifications: .*relay\.example\.com.* \[ack: cdk-m365-endpoints:unsupportedLeftOut\]$/),
    ]);
  });

  test('what is left out of a rule leaves its addresses in', () => {
    const stack = newStack();
    new SomeService(stack, 'Service', newPoint(stack), { direction: 'outbound', prefixes: ['198.51.100.0/24'], hosts: ['*.example.com'] }, {
      onUnsupported: OnUnsupported.WARN,
    });
    expect(admitted(synth(stack))).toEqual(['outbound tcp 443 to 198.51.100.0/24']);
  });
});

test('a scenario that two groups enforce shows a warning once', () => {
  const stack = newStack();
  const points = ['A', 'B'].map((name) => newRules(stack, { networkSecurityGroup: newGroup(stack, { name }, name) }, `Rules${name}`));
  const graph = newGraph(stack, 'Graph', points[0], { enforcedBy: points });
  expect(warningIds(graph)).toEqual(['withdrawnPrefixes']);
});

test('an enforcement point that is named twice counts once', () => {
  const stack = newStack();
  const rules = newRules(stack, { priorities: PriorityRange.of(200, 202) });
  newGraph(stack, 'Graph', rules, { enforcedBy: [rules, rules] });
  expect(theRule(synth(stack), /ipv4/).priority).toBeLessThanOrEqual(202);
});

test('warnings reach the manifest that the CLI shows', () => {
  const app = Testing.app();
  const stack = newStack('stack', app);
  newGraph(stack, 'Graph', newRules(stack));
  app.synth();
  expect(app.manifest.forStack(stack).annotations).toEqual([
    expect.objectContaining({ constructPath: 'stack/Graph', level: '@cdktf/warn', message: expect.stringContaining('[ack: cdk-m365-endpoints:withdrawnPrefixes]') }),
  ]);
});
