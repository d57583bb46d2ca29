/** Plans and states, as `terraform show -json` prints them. */
import { Direction, PortRange, PortSet, PrefixSet } from '../../../lib/net';
import { prove, Verdict } from '../../../lib/verify';

const rules = [{ direction: Direction.INBOUND, protocol: 'tcp', ports: PortSet.of(PortRange.of(443)), prefixes: PrefixSet.of('192.0.2.0/24') }];
const proof = (document: unknown) => prove(document, { rules });

const GROUP = { name: 'sg', description: 'a group', vpc_id: 'vpc-1', revoke_rules_on_delete: false, tags: null, timeouts: null };
const RULE = { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '192.0.2.0/24', cidr_ipv6: null, description: 'graph', prefix_list_id: null, referenced_security_group_id: null, tags: null };
const resource = (type: string, name: string, values: object, others: object = {}) => ({ address: `${type}.${name}`, mode: 'managed', type, name, values, ...others });
const expressions = (value: object) => Object.fromEntries(Object.keys(value).map((key) => [key, {}]));

const plan = ({ rule = RULE, unknown = {}, others = {} }: { rule?: object; unknown?: object; others?: object } = {}) => ({
  format_version: '1.2',
  planned_values: {
    root_module: {
      resources: [
        resource('aws_security_group', 'sg', GROUP), resource('aws_vpc_security_group_ingress_rule', 'graph', rule),
        resource('aws_network_interface_sg_attachment', 'on', { network_interface_id: 'eni-1' }),
      ],
    },
  },
  resource_changes: [
    { address: 'aws_security_group.sg', change: { actions: ['create'], after_unknown: { id: true, arn: true, ingress: true, egress: true } } },
    { address: 'aws_vpc_security_group_ingress_rule.graph', change: { actions: ['create'], after_unknown: { id: true, arn: true, security_group_id: true, ...unknown } } },
    { address: 'aws_network_interface_sg_attachment.on', change: { actions: ['create'], after_unknown: { id: true, security_group_id: true } } },
  ],
  configuration: {
    root_module: {
      resources: [
        { address: 'aws_security_group.sg', expressions: expressions({ name: 1, description: 1, vpc_id: 1 }) },
        {
          address: 'aws_vpc_security_group_ingress_rule.graph',
          expressions: { ...expressions({ ip_protocol: 1, from_port: 1, to_port: 1, cidr_ipv4: 1, description: 1 }), security_group_id: { references: ['aws_security_group.sg.id', 'aws_security_group.sg'] } },
        },
        { address: 'aws_network_interface_sg_attachment.on', expressions: { security_group_id: { references: ['aws_security_group.sg.id', 'aws_security_group.sg'] }, network_interface_id: {} } },
      ],
    },
  },
  ...others,
});

const inline = { cidr_blocks: ['192.0.2.0/24'], description: 'graph', from_port: 443, ipv6_cidr_blocks: [], prefix_list_ids: [], protocol: 'tcp', security_groups: [], self: false, to_port: 443 };
const state = ({ ingress = [inline], rule = RULE, module = false }: { ingress?: object[]; rule?: object; module?: boolean } = {}) => {
  const resources = [
    resource('aws_security_group', 'sg', { ...GROUP, id: 'sg-1', arn: 'arn:aws:sg-1', owner_id: '1', tags_all: {}, ingress, egress: [] }),
    resource('aws_vpc_security_group_ingress_rule', 'graph', { ...RULE, ...rule, id: 'sgr-1', arn: 'arn:aws:sgr-1', security_group_rule_id: 'sgr-1', security_group_id: 'sg-1', tags_all: {} }),
    { ...resource('aws_vpc', 'read', { id: 'vpc-1' }), mode: 'data' },
  ];
  const inModule = resources.map((one) => ({ ...one, address: `module.web.${one.address}` }));
  return { format_version: '1.0', values: { root_module: module ? { child_modules: [{ address: 'module.web', resources: inModule }] } : { resources } } };
};

test.each<[string, unknown]>([['a plan', plan()], ['a state', state()], ['a state that was not refreshed', state({ ingress: [] })], ['a state of a module', state({ module: true })]])('%s that admits what is meant is equal', (_, document) => {
  expect(`${proof(document)}`).toMatch(/^equal: /);
});

test.each<[string, unknown]>([
  ['a plan that admits more', plan({ rule: { ...RULE, cidr_ipv4: '192.0.0.0/16' } })],
  ['a state that admits more', state({ rule: { cidr_ipv4: '192.0.0.0/16' }, ingress: [] })],
])('%s is different', (_, document) => {
  expect(proof(document).verdict).toBe(Verdict.DIFFERENT);
});

test.each<[string, unknown]>([
  ['a prefix that is known after the deployment', plan({ rule: { ...RULE, cidr_ipv4: undefined }, unknown: { cidr_ipv4: true } })],
  ['rules in a dynamic block that only the deployment knows', {
    format_version: '1.2',
    planned_values: { root_module: { resources: [resource('azurerm_network_security_group', 'nsg', { name: 'nsg', location: 'x', resource_group_name: 'rg' })] } },
    resource_changes: [{ address: 'azurerm_network_security_group.nsg', change: { after_unknown: { id: true, security_rule: true } } }],
    configuration: { root_module: { resources: [{ address: 'azurerm_network_security_group.nsg', expressions: expressions({ name: 1, location: 1, resource_group_name: 1 }) }] } },
  }],
  ['a plan that failed', plan({ others: { errored: true } })],
  ['a plan that is not complete', plan({ others: { complete: false } })],
  ['a rule of the group itself, in a state', state({ ingress: [inline, { ...inline, cidr_blocks: ['198.51.100.0/24'] }] })],
  ['a group without resources, in a state', { format_version: '1.0', values: { root_module: {} } }],
])('%s is never equal', (_, document) => {
  expect(proof(document).verdict).not.toBe(Verdict.EQUAL);
  expect(prove(document, {}).verdict).not.toBe(Verdict.EQUAL);
});

test('fails for a state without values', () => {
  expect(() => proof({ format_version: '1.0', terraform_version: '1.9.0' })).toThrow(expect.objectContaining({ code: 'UnrecognisedDocument' }));
});

describe('network security groups of a state', () => {
  const rule = { access: 'Allow', description: '', destination_address_prefix: '*', destination_port_range: '443', direction: 'Inbound', name: 'graph', priority: 100, protocol: 'Tcp', source_address_prefixes: ['192.0.2.0/24'], source_port_range: '*' };
  const nsgState = (security_rule: object[]) => ({
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          resource('azurerm_network_security_group', 'nsg', { id: '/x/nsg', name: 'nsg', location: 'x', resource_group_name: 'rg', security_rule, tags: null }),
          resource('azurerm_network_security_rule', 'graph', { ...rule, id: '/x/nsg/graph', network_security_group_name: 'nsg', resource_group_name: 'rg' }),
          resource('azurerm_subnet_network_security_group_association', 'on', { id: '/x/subnet', subnet_id: '/x/subnet', network_security_group_id: '/x/nsg' }),
        ],
      },
    },
  });

  test('are equal where they repeat rules that are resources of their own', () => {
    expect(proof(nsgState([rule]))).toMatchObject({ verdict: Verdict.EQUAL, groups: ['nsg'] });
  });

  test('are not where another rule stands among them', () => {
    expect(proof(nsgState([rule, { ...rule, name: 'other', priority: 101, source_address_prefixes: ['198.51.100.0/24'] }])).verdict).toBe(Verdict.DIFFERENT);
  });
});
