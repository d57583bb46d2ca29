import { readTerraform } from '../../../lib/verify';

const unresolvedIn = (document: unknown) => readTerraform(document).unresolved.map(({ path }) => path);

test('a module is under unresolved', () => {
  expect(unresolvedIn({ module: { network: { source: './network' } } })).toEqual(['module.network']);
});

test.each(['network', 'application', 'nat'])('classic %s rules of Azure Firewall are under unresolved', (kind) => {
  const type = `azurerm_firewall_${kind}_rule_collection`;
  expect(unresolvedIn({ resource: { [type]: { rules: { name: 'rules' } } } })).toEqual([`resource.${type}.rules`]);
});

describe.each([
  ['aws_wafv2_web_acl', { default_action: { allow: {} }, rule: [] }],
  ['aws_wafv2_ip_set', { ip_address_version: 'IPV4', addresses: [] }],
  ['azurerm_firewall_policy_rule_collection_group', { name: 'group', firewall_policy_id: 'policy', priority: 100 }],
  ['azurerm_linux_web_app', { site_config: {} }],
])('%s', (type, body) => {
  test.each(['count', 'for_each', 'dynamic'])('with %s is under unresolved', (argument) => {
    expect(unresolvedIn({ resource: { [type]: { it: body } } })).toEqual([]);
    expect(unresolvedIn({ resource: { [type]: { it: { ...body, [argument]: {} } } } })).toEqual([`resource.${type}.it.${argument}`]);
  });
});
