/** Filters that a document puts somewhere and does not declare, and places that a filter is only before a part of. */
import { Direction, PortRange, PortSet, PrefixSet, Protocol } from '../../../lib/net';
import { type Expectation, prove } from '../../../lib/verify';

const MEANT: Expectation = {
  rules: [{ direction: Direction.INBOUND, protocol: Protocol.TCP, ports: PortSet.of(PortRange.of(443)), prefixes: PrefixSet.of('192.0.2.0/24') }],
  local: ['*'],
};
const provenWith = (document: unknown, expectation = MEANT) => {
  const { verdict, uncovered } = prove(document, expectation);
  return { verdict, uncovered: uncovered.map(({ path, reason }) => `${path} ${reason}`) };
};

const statement = { NotStatement: { Statement: { IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': ['Set', 'Arn'] } } } } };
const ACL = {
  Set: { Type: 'AWS::WAFv2::IPSet', Properties: { IPAddressVersion: 'IPV4', Scope: 'REGIONAL', Addresses: ['192.0.2.0/24'] } },
  Acl: {
    Type: 'AWS::WAFv2::WebACL',
    Properties: { DefaultAction: { Allow: {} }, Scope: 'REGIONAL', Rules: [{ Name: 'r', Priority: 1, Action: { Block: {} }, Statement: statement }] },
  },
};
const association = (WebACLArn: unknown, ResourceArn: unknown = { Ref: 'Alb' }) => ({ Type: 'AWS::WAFv2::WebACLAssociation', Properties: { WebACLArn, ResourceArn } });
const OWN = association({ 'Fn::GetAtt': ['Acl', 'Arn'] });
const FOREIGN = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/other/1';

describe('web ACLs', () => {
  test('one attachment of the document has nothing beside it', () => {
    expect(provenWith({ Resources: { ...ACL, Own: OWN } })).toEqual({ verdict: 'equal', uncovered: [] });
  });

  test.each<[string, unknown]>([['an ARN', FOREIGN], ['an import', { 'Fn::ImportValue': 'acl' }], ['a parameter', { Ref: 'Acl2' }]])('a second one by %s, at the same place, is not proven', (_, arn) => {
    const { verdict, uncovered } = provenWith({ Resources: { ...ACL, Own: OWN, Second: association(arn) } });
    expect(verdict).toBe('unproven');
    expect(uncovered).toEqual([
      `Resources.Second.Properties.WebACLArn attaches ${typeof arn === 'string' ? arn : JSON.stringify(arn)}, which the document does not declare, where a filter of the document is attached too`,
    ]);
  });

  test('one at another place is listed', () => {
    const { verdict, uncovered } = provenWith({ Resources: { ...ACL, Own: OWN, Second: association(FOREIGN, { Ref: 'OtherAlb' }) } });
    expect([verdict, uncovered]).toEqual(['equal', [`Resources.Second.Properties.WebACLArn attaches ${FOREIGN}, which the document does not declare`]]);
  });
});

describe('rule groups of the DNS firewall', () => {
  const document = (vpc: string) => ({
    resource: {
      aws_route53_resolver_firewall_rule_group: { own: { name: 'own' } },
      aws_route53_resolver_firewall_domain_list: { all: { name: 'all', domains: ['*'] } },
      aws_route53_resolver_firewall_rule: {
        block: {
          name: 'block',
          action: 'BLOCK',
          priority: 1,
          firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.own.id}',
          firewall_domain_list_id: '${aws_route53_resolver_firewall_domain_list.all.id}',
        },
      },
      aws_route53_resolver_firewall_rule_group_association: {
        own: { name: 'own', priority: 200, vpc_id: 'vpc-1', firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.own.id}' },
        other: { name: 'other', priority: 101, vpc_id: vpc, firewall_rule_group_id: 'rslvr-frg-1' },
      },
    },
  });

  test.each([['vpc-1', 'unproven'], ['vpc-2', 'equal']])('a second one in %s is %s', (vpc, verdict) => {
    const found = provenWith(document(vpc), { rules: [] });
    expect(found.verdict).toBe(verdict);
    expect(found.uncovered.join()).toContain('attaches rslvr-frg-1, which the document does not declare');
  });
});

describe('a policy of Front Door', () => {
  const document = (patterns: unknown) => ({
    resource: {
      azurerm_cdn_frontdoor_firewall_policy: {
        own: {
          name: 'own',
          mode: 'Prevention',
          custom_rule: [{
            name: 'r',
            priority: 1,
            type: 'MatchRule',
            action: 'Block',
            match_condition: [{ match_variable: 'SocketAddr', operator: 'IPMatch', negation_condition: true, match_values: ['192.0.2.0/24'] }],
          }],
        },
      },
      azurerm_cdn_frontdoor_security_policy: {
        attached: {
          security_policies: [{
            firewall: [{
              cdn_frontdoor_firewall_policy_id: '${azurerm_cdn_frontdoor_firewall_policy.own.id}',
              association: [{ domain: [{ cdn_frontdoor_domain_id: '${azurerm_cdn_frontdoor_endpoint.it.id}' }], patterns_to_match: patterns }],
            }],
          }],
        },
      },
      azurerm_cdn_frontdoor_route: { all: { patterns_to_match: ['/api/*'] } },
    },
  });

  test('before every request is equal', () => {
    expect(provenWith(document(['/*']))).toEqual({ verdict: 'equal', uncovered: [] });
  });

  test.each([[['/api/*']], [[]], ['${var.patterns}']])('before %j only is not proven', (patterns) => {
    const { verdict, uncovered } = provenWith(document(patterns));
    expect([verdict, uncovered.join()]).toEqual(['unproven', expect.stringContaining('puts the filter before')]);
  });
});

describe('security admin rules', () => {
  const document = (network_group_ids: unknown) => ({
    resource: {
      azurerm_network_manager_admin_rule_collection: { own: { name: 'own', security_admin_configuration_id: 'configuration', network_group_ids } },
      azurerm_network_manager_admin_rule: Object.fromEntries([['Allow', '192.0.2.0/24'], ['Deny', '*']].map(([action, address], i) => [action.toLowerCase(), {
        name: action,
        admin_rule_collection_id: '${azurerm_network_manager_admin_rule_collection.own.id}',
        action,
        direction: 'Inbound',
        priority: i + 1,
        protocol: action === 'Allow' ? 'Tcp' : 'Any',
        source: [{ address_prefix_type: 'IPPrefix', address_prefix: address }],
        ...action === 'Allow' && { destination_port_ranges: ['443'] },
      }])),
    },
  });

  test('say which network groups they apply to', () => {
    expect(provenWith(document(['group-1', 'group-2']))).toEqual({
      verdict: 'equal',
      uncovered: ['resource.azurerm_network_manager_admin_rule_collection.own applies to the network groups group-1, group-2, which are not compared'],
    });
  });

  test('that apply to none are attached to nothing', () => {
    expect(prove(document([]), MEANT).findings.map(({ code }) => `${code}`)).toEqual(['NotAttached']);
  });
});

test('an association that Terraform makes none of attaches nothing', () => {
  const document = (count: unknown) => ({
    resource: {
      azurerm_network_security_group: {
        own: {
          name: 'own',
          security_rule: [{
            name: 'graph',
            priority: 100,
            direction: 'Inbound',
            access: 'Allow',
            protocol: 'Tcp',
            source_port_range: '*',
            destination_port_range: '443',
            source_address_prefix: '192.0.2.0/24',
            destination_address_prefix: '*',
          }],
        },
      },
      azurerm_subnet_network_security_group_association: { own: { count, subnet_id: 'subnet', network_security_group_id: '${azurerm_network_security_group.own.id}' } },
    },
  });
  const findings = (count: unknown) => prove(document(count), MEANT).findings.map(({ code }) => `${code}`);
  expect([findings(1), findings(0), findings('0')]).toEqual([[], ['NotAttached'], ['NotAttached']]);
});
