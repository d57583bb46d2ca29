/** Terraform for Azure by hand, and changes of it. */
import { anything, type Changes, type Document, each, EXPRESSIONS, HARMFUL, HARMLESS, meant, NOT_IPV4, one, SAME_IPV6, values, WIDER_IPV6, type Written } from './changes';
import type { Effect } from './mutate';

// ── network security groups ──────────────────────────────────────────────────

const NSG_RULE = {
  name: 'graph',
  priority: 200,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_port_range: '*',
  destination_port_range: '443',
  source_address_prefixes: ['192.0.2.1/32', '203.0.113.0/25'],
  destination_address_prefix: '*',
};
const NSG_SIX = { ...NSG_RULE, name: 'graph6', priority: 201, source_address_prefixes: undefined, source_address_prefix: '2001:db8:1::/48' };
const NSG: Document = {
  resource: {
    azurerm_network_security_group: { main: { name: 'nsg', location: 'l', resource_group_name: 'rg', security_rule: [NSG_RULE, NSG_SIX] } },
    azurerm_subnet_network_security_group_association: { main: { subnet_id: 's', network_security_group_id: '${azurerm_network_security_group.main.id}' } },
  },
};
const nsg = ({ resource }: Document) => resource.azurerm_network_security_group.main;
const rule = (document: Document) => nsg(document).security_rule[0];
const nsgSix = (document: Document) => nsg(document).security_rule[1];
const addRules = (effect: Effect, list: readonly object[]): Changes => each(effect, list, (rest) => `one rule more, ${JSON.stringify(rest)}`, (document, rest) => {
  nsg(document).security_rule.push({
    name: 'more',
    priority: 100,
    direction: 'Inbound',
    access: 'Deny',
    protocol: '*',
    source_port_range: '*',
    destination_port_range: '*',
    source_address_prefix: '*',
    destination_address_prefix: '*',
    ...rest,
  });
});

const NSG_CHANGES: Changes = [
  ...['priority', 'direction', 'access', 'protocol', 'destination_port_range'].flatMap((key) => values(HARMFUL, 'rule', rule, key, EXPRESSIONS)),
  ...values(HARMFUL, 'rule', nsgSix, 'source_address_prefix', [...EXPRESSIONS, ...WIDER_IPV6.filter((text) => text !== '2001:db8:1::'), 'Internet', 'VirtualNetwork', 'AzureCloud', 'AzureLoadBalancer', '*', '0.0.0.0/0', null]),
  ...values(HARMLESS, 'rule', nsgSix, 'source_address_prefix', SAME_IPV6),
  ...each(HARMFUL, NOT_IPV4.filter((text) => text !== '192.0.2.1'), (text) => `source is ${text}`, (document, text) => {
    rule(document).source_address_prefixes[0] = text;
  }),
  ...each(HARMLESS, ['192.0.2.1'], (text) => `source is ${text}`, (document, text) => {
    rule(document).source_address_prefixes[0] = text;
  }),
  ...values(HARMFUL, 'rule', rule, 'source_address_prefixes', [[], null, '', '${var.x}', ['${var.x}'], ['192.0.2.1/32'], ['*'], '192.0.2.1/32', [['192.0.2.1/32']]]),
  ...values(HARMFUL, 'rule', rule, 'source_address_prefix', ['*', '198.51.100.0/24', '${var.x}', 'Internet']),
  ...values(HARMFUL, 'rule', rule, 'source_application_security_group_ids', [['/asg'], '${var.x}', ['${azurerm_application_security_group.a.id}']]),
  ...values(HARMLESS, 'rule', rule, 'source_application_security_group_ids', [[], null]),
  ...values(HARMFUL, 'rule', rule, 'destination_port_range', ['*', '443-444', '442-443', '0-65535', 444, '443,444', '444-443', '', null, '-443', '443-', 70000, 'https', ['443', '22']]),
  ...values(HARMLESS, 'rule', rule, 'destination_port_range', [443, '443-443']),
  ...each<unknown[]>(HARMFUL, [['443', '22'], ['443-444'], ['*'], ['22'], ['443', '${var.x}']], (ports) => `ports ${JSON.stringify(ports)}`, (document, ports) => {
    Object.assign(rule(document), { destination_port_range: null, destination_port_ranges: ports });
  }),
  ...each<unknown[]>(HARMLESS, [['443'], [443], ['443-443']], (ports) => `ports ${JSON.stringify(ports)}`, (document, ports) => {
    Object.assign(rule(document), { destination_port_range: null, destination_port_ranges: ports });
  }),
  ...values(HARMFUL, 'rule', rule, 'protocol', ['*', 'Udp', 'Icmp', 'Esp', 'Ah', '6', 6, 'tcp ', '', null]),
  ...values(HARMLESS, 'rule', rule, 'protocol', ['tcp', 'TCP']),
  ...values(HARMFUL, 'rule', rule, 'access', ['Deny', 'deny', '', null, 'Permit', true]),
  ...values(HARMFUL, 'rule', rule, 'direction', ['Outbound', 'outbound', 'Both', null, '']),
  ...values(HARMFUL, 'rule', rule, 'priority', [201, '201', 99, 4097, null, 200.5, -1]),
  ...values(HARMLESS, 'rule', rule, 'priority', ['200', 150, 4096]),
  ...values(HARMLESS, 'rule', rule, 'description', ['x', '', null]),
  ...values(HARMFUL, 'rule', rule, 'source_port_range', ['443', '${var.x}']),
  ...each(HARMFUL, ['dynamic', 'count', 'for_each', 'provisioner', 'connection', 'unheard'], (key) => `group.${key}`, (document, key) => {
    nsg(document)[key] = key === 'count' ? 0 : { security_rule: { for_each: '${var.x}', content: {} } };
  }),
  ...each(HARMFUL, ['dynamic', 'unheard', 'enabled'], (key) => `rule.${key}`, (document, key) => {
    rule(document)[key] = { source: { for_each: [], content: {} } };
  }),
  ...each(HARMFUL, [{ ignore_changes: ['security_rule'] }, { ignore_changes: 'all' }, [{ ignore_changes: ['${security_rule}'] }], { unheard: true }], (life) => `lifecycle ${JSON.stringify(life)}`, (document, life) => {
    nsg(document).lifecycle = life;
  }),
  ...each(HARMLESS, [{ prevent_destroy: true }, [{ create_before_destroy: true }], { replace_triggered_by: ['a.b'] }, { precondition: [{ condition: '${true}', error_message: 'x' }] }], (life) => `lifecycle ${JSON.stringify(life)}`, (document, life) => {
    nsg(document).lifecycle = life;
  }),
  ...each(HARMLESS, ['provider', 'depends_on', 'tags', 'timeouts', '//'], (key) => `group.${key}`, (document, key) => {
    nsg(document)[key] = key === 'provider' ? 'azurerm.hub' : key === 'depends_on' ? ['a.b'] : { a: '${var.x}' };
  }),
  ...each(HARMLESS, ['variable', 'locals', 'output', 'data', 'moved', 'import', 'check', 'removed', 'provider', 'terraform'], (key) => `section ${key}`, (document, key) => {
    document[key] = { a: { b: { from: 'a.b' } } };
  }),
  ...each(HARMFUL, ['module', 'unheard', 'ephemeral'], (key) => `section ${key}`, (document, key) => {
    document[key] = { a: { source: './a' } };
  }),
  ...each(HARMFUL, ['${var.rules}', null, [], {}, ['${var.rule}'], 'x'], (list) => `rules ${JSON.stringify(list)}`, (document, list) => {
    nsg(document).security_rule = list;
  }),
  ...addRules(HARMFUL, [
    {}, { protocol: 'Tcp' }, { destination_port_range: '443' }, { destination_port_range: '400-500', source_address_prefix: '203.0.113.0/26' }, { source_address_prefix: '2001:db8:1::/64' },
    { source_address_prefix: '2001:db8::/32' }, { destination_address_prefix: '10.0.0.0/24' }, { destination_address_prefix: 'VirtualNetwork' }, { source_address_prefix: 'Internet' },
    { source_address_prefix: '${var.x}' }, { source_address_prefix: 'AzureCloud' }, { source_port_range: '1-1024' }, { priority: '${var.x}' }, { access: 'Allow' }, { access: '${var.x}' },
    { access: 'Allow', priority: 4096, source_address_prefix: '198.51.100.7/32' }, { access: 'Allow', priority: 4096, protocol: 'Icmp' }, { access: 'Allow', direction: 'Outbound' },
    { priority: 200 }, { access: 'DENY' }, { name: 'graph' }, { protocol: 'Tcp', destination_port_range: undefined, destination_port_ranges: ['22', '443'] },
  ]),
  ...addRules(HARMLESS, [
    { priority: 4000 }, { protocol: 'Udp' }, { destination_port_range: '22' }, { source_address_prefix: '198.51.100.0/24' }, { direction: 'Outbound', source_address_prefix: '*' },
    { source_address_prefix: '2001:db8:2::/48' }, { protocol: 'Icmp' }, { access: 'Allow', priority: 4000, protocol: 'Tcp', destination_port_range: '443', source_address_prefix: '203.0.113.0/26' },
    { destination_port_range: undefined, destination_port_ranges: ['1-442', '444-65535'] },
  ]),
  ...['azapi_resource', 'azapi_update_resource', 'azurerm_resource_group_template_deployment', 'azurerm_subscription_template_deployment', 'azurerm_managed_application', 'azurerm_resource_deployment_script_azure_cli',
    'azurerm_firewall_network_rule_collection', 'azurestack_network_security_rule', 'azurerm_automation_runbook'].flatMap((type) => anything(type, { name: 'a' })),
  ...anything('azurerm_network_security_rule', { ...NSG_RULE, name: 'separate', priority: 300, network_security_group_name: '${azurerm_network_security_group.main.name}' }),
  ...anything('azurerm_network_security_rule', { ...NSG_RULE, name: 'separate', priority: 300, network_security_group_name: 'NSG', access: 'Deny' }),
  ...anything('azurerm_unheard_of', { nsg: '${azurerm_network_security_group.main.id}' }),
  ...one(HARMFUL, 'another group on the same subnet', ({ resource }) => {
    resource.azurerm_subnet_network_security_group_association.second = { subnet_id: 's', network_security_group_id: '/other' };
  }),
];

// ── a plan ───────────────────────────────────────────────────────────────────

const planned = (type: string, name: string, body: object) => ({ address: `${type}.${name}`, mode: 'managed', type, name, provider_name: 'x', schema_version: 0, values: body });
const PLAN: Document = {
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: { root_module: { resources: [planned('azurerm_network_security_group', 'main', { name: 'nsg', location: 'l', resource_group_name: 'rg', security_rule: [NSG_RULE, NSG_SIX] })] } },
  resource_changes: [{ address: 'azurerm_network_security_group.main', mode: 'managed', change: { actions: ['create'], after_unknown: { id: true, security_rule: [{}, {}] } } }],
  configuration: { root_module: { resources: [{ address: 'azurerm_network_security_group.main', expressions: { name: {}, location: {}, security_rule: [{}] } }] } },
};
const root = ({ planned_values }: Document) => planned_values.root_module;
const plannedRule = (document: Document) => root(document).resources[0].values.security_rule[0];
const unknown = ({ resource_changes: changes }: Document) => changes[0].change.after_unknown;

const PLAN_CHANGES: Changes = [
  ...values(HARMFUL, 'rule', plannedRule, 'source_address_prefixes', [['192.0.2.1/32'], ['*'], [], null, ['0.0.0.0/0']]),
  ...values(HARMFUL, 'rule', plannedRule, 'destination_port_range', ['*', '22', '443-444', null]),
  ...['priority', 'access', 'direction', 'protocol', 'source_address_prefixes', 'destination_port_range'].flatMap((key) => one(HARMFUL, `only the deployment knows ${key}`, (document) => {
    unknown(document).security_rule[0][key] = true;
  })),
  ...values(HARMFUL, 'unknown', unknown, 'security_rule', [true, [true, {}], [{}, true], [{}, {}, true], [{ source_address_prefixes: [false, true] }, {}], [{}, {}, {}]]),
  ...values(HARMLESS, 'unknown', unknown, 'security_rule', [false, [], [{}, {}], [{ access: false }, {}]]),
  ...values(HARMFUL, 'plan', (document) => document, 'errored', [true]),
  ...values(HARMFUL, 'plan', (document) => document, 'complete', [false]),
  ...values(HARMFUL, 'plan', (document) => document, 'deferred_changes', [[{ reason: 'unknown' }]]),
  ...values(HARMLESS, 'plan', (document) => document, 'timestamp', ['2026-01-01T00:00:00Z']),
  ...values(HARMLESS, 'plan', (document) => document, 'prior_state', [{ format_version: '1.0', values: {} }]),
  ...one(HARMFUL, 'a script', ({ configuration }) => {
    configuration.root_module.resources.push({ address: 'null_resource.script', expressions: {}, provisioners: [{ type: 'local-exec', expressions: {} }] });
  }),
  ...one(HARMFUL, 'a script in a module', ({ configuration }) => {
    configuration.root_module.module_calls = { m: { module: { resources: [{ address: 'null_resource.script', provisioners: [{ type: 'local-exec' }] }] } } };
  }),
  ...one(HARMFUL, 'a rule in a module', (document) => {
    const other = planned('azurerm_network_security_rule', 'open', { ...NSG_RULE, name: 'o', priority: 300, source_address_prefixes: ['198.51.100.0/24'], network_security_group_name: 'nsg', resource_group_name: 'rg' });
    root(document).child_modules = [{ address: 'module.m', resources: [{ ...other, address: 'module.m.azurerm_network_security_rule.open' }] }];
  }),
  ...one(HARMFUL, 'another resource of the same cloud', (document) => root(document).resources.push(planned('azapi_resource', 'a', { type: 'x' }))),
  ...one(HARMFUL, 'a deployment of a template', (document) => root(document).resources.push(planned('azurerm_resource_group_template_deployment', 'a', { name: 'x' }))),
  ...one(HARMFUL, 'two groups of one name, one open', (document) => root(document).resources.push({
    ...planned('azurerm_network_security_group', 'main', { name: 'b', security_rule: [{ ...NSG_RULE, source_address_prefixes: ['198.51.100.0/24'] }] }), address: 'azurerm_network_security_group.main[1]', index: 1,
  })),
  ...one(HARMLESS, 'a data source', (document) => root(document).resources.push({ ...planned('azurerm_network_security_group', 'read', {}), mode: 'data', address: 'data.azurerm_network_security_group.read' })),
  ...one(HARMLESS, 'a storage account', (document) => root(document).resources.push(planned('azurerm_storage_account', 'a', { name: 'x' }))),
];

export const WRITTEN_AZURE: readonly Written[] = [
  { name: 'a network security group', document: NSG, rules: meant('192.0.2.1/32', '203.0.113.0/25', '2001:db8:1::/48'), changes: NSG_CHANGES },
  { name: 'a plan', document: PLAN, rules: meant('192.0.2.1/32', '203.0.113.0/25', '2001:db8:1::/48'), changes: PLAN_CHANGES },
];
