import { readTerraform, type Reading } from '../../../lib/verify';

/** A rule as CDKTF writes it for a separate resource. */
export const HTTPS = {
  name: 'https',
  priority: 200,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_address_prefix: '52.159.23.209/32',
  source_port_range: '*',
  destination_address_prefix: '*',
  destination_port_range: '443',
};

export const RULE = 'resource.azurerm_network_security_rule.r0';

/** Separate rules r0, r1 … on one declared group. */
export function rulesOf(...rules: object[]): Reading {
  return readTerraform(document(Object.fromEntries(rules.map((rule, i) => [`r${i}`, rule]))));
}

export function document(rules: Record<string, object>, nsg: object = {}): object {
  const separate = Object.entries(rules).map(([id, rule]) => [id, {
    network_security_group_name: '${azurerm_network_security_group.nsg.name}', resource_group_name: 'rg', ...rule,
  }]);
  return {
    '//': { metadata: {} },
    'resource': {
      azurerm_network_security_group: { nsg: { '//': {}, 'name': 'web-nsg', 'location': 'x', 'resource_group_name': 'rg', ...nsg } },
      ...separate.length > 0 ? { azurerm_network_security_rule: Object.fromEntries(separate) } : {},
    },
  };
}

export const without = (rule: object, key: string): object => Object.fromEntries(Object.entries(rule).filter(([name]) => name !== key));

export const clean = (reading: Reading) => {
  expect(reading.findings).toEqual([]);
  expect(reading.unresolved).toEqual([]);
  return reading.admitted.describe();
};

export const codes = (reading: Reading) => reading.findings.map(({ code, path }) => `${code} ${path}`);
