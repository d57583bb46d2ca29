import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import { expectExactly, newGraph, newRules, newStack, STYLES, synth, theRule, writtenRules } from '../support';

const AZURE_NAME = /^\w[\w.-]{0,78}\w$/;

/** Names of the two rules of a Graph scenario that is created by `create`. */
function namesOf(id: string, scopes: readonly string[] = []): string[] {
  const stack = newStack();
  const scope = scopes.reduce<Construct>((parent, child) => new Construct(parent, child), stack);
  newGraph(scope, id, newRules(stack));
  return writtenRules(synth(stack)).map(({ name }) => name);
}

test('a name says scenario, flow, direction, protocol and family', () => {
  expect(namesOf('Graph')).toEqual(['Graph-graph-change-notifications.notifications-in-tcp-ipv4', 'Graph-graph-change-notifications.notifications-in-tcp-ipv6']);
});

test.each([
  ['short', 'G', []],
  ['two hundred characters long', 'GraphChangeNotificationIngress'.repeat(7), []],
  ['nested', 'Graph', ['Web', 'Frontend']],
  ['nested deeply', 'Graph', Array.from({ length: 20 }, (_, i) => `Level${i}`)],
  ['in another script', 'グラフ通知', []],
  ['full of signs', '-._ Graph {a} [b] (c) $d & "e" é', []],
  ['a number', '42', []],
])('an id that is %s makes names that Azure accepts', (_, id, scopes) => {
  const names = namesOf(id, scopes);
  expect(new Set(names).size).toBe(2);
  names.forEach((name) => expect(name).toMatch(AZURE_NAME));
});

test('long ids that differ at the end only make different names', () => {
  const id = 'GraphChangeNotificationIngress'.repeat(7);
  expect(new Set([...namesOf(id), ...namesOf(`${id}2`)]).size).toBe(4);
});

test.each(STYLES)('scopes that read alike make different names, with %s', (_, newPoint) => {
  const stack = newStack();
  const rules = newPoint(stack);
  const graphs = [
    newGraph(new Construct(stack, 'Web'), 'Graph', rules),
    newGraph(stack, 'Web-Graph', rules, { ports: [8443] }),
    newGraph(stack, 'Web Graph', rules, { ports: [8444] }),
  ];
  const document = synth(stack);
  expect(new Set(writtenRules(document).map(({ name }) => name.toLowerCase())).size).toBe(6);
  expectExactly(document, ...graphs);
});

test('two scenarios of one class share a group', () => {
  const stack = newStack();
  const rules = newRules(stack);
  const graphs = [newGraph(stack, 'Orders', rules), newGraph(stack, 'Calendar', rules, { ports: [8443] })];
  const document = synth(stack);
  expect(writtenRules(document).map(({ name }) => name)).toEqual([
    'Calendar-graph-change-notifications.notifications-in-tcp-ipv4', 'Calendar-graph-change-notifications.notifications-in-tcp-ipv6', 'Orders-graph-change-notifications.notifications-in-tcp-ipv4', 'Orders-graph-change-notifications.notifications-in-tcp-ipv6',
  ]);
  expectExactly(document, ...graphs);
});

test('the stack is not in a name, so that every environment has the same rules', () => {
  const documents = ['test', 'production'].map((id) => {
    const stack = newStack(id);
    newGraph(new Construct(stack, 'Web'), 'Graph', newRules(stack));
    return synth(stack);
  });
  expect(documents[0].resource).toEqual(documents[1].resource);
});

test('a scenario of another stack names its stack', () => {
  const app = Testing.app();
  const stack = newStack('network', app);
  const rules = newRules(stack);
  const graphs = [newGraph(stack, 'Graph', rules), newGraph(newStack('web', app), 'Graph', rules, { ports: [8443] })];
  const document = synth(stack);
  expect(theRule(document, /^web-.*ipv4/).name).toMatch(/^web-Graph-graph-change-notifications\.notifications-[0-9a-f]{8}-in-tcp-ipv4$/);
  expectExactly(document, ...graphs);
});

test('the name is that of the Terraform resource too, so that neither changes without the other', () => {
  const stack = newStack();
  newGraph(stack, 'Graph', newRules(stack));
  expect(Object.keys(synth(stack).resource.azurerm_network_security_rule ?? {})).toEqual([
    expect.stringMatching(/^FromMicrosoft_Rules_Graph-graph-change-notificationsnotifications-in-tcp-ipv4_[0-9A-F]{8}$/),
    expect.stringMatching(/^FromMicrosoft_Rules_Graph-graph-change-notificationsnotifications-in-tcp-ipv6_[0-9A-F]{8}$/),
  ]);
});

test.each(STYLES)('fails when ids differ in letter case only, which Azure does not tell apart, with %s', (_, newPoint) => {
  const stack = newStack();
  const rules = newPoint(stack);
  newGraph(stack, 'Graph', rules);
  expect(() => newGraph(stack, 'GRAPH', rules)).toThrow(expect.objectContaining({
    code: 'DuplicateRuleName', message: expect.stringContaining('two rules would be called "GRAPH-graph-change-notifications.notifications-in-tcp-ipv4" and "Graph-graph-change-notifications.notifications-in-tcp-ipv4"'),
  }));
});
