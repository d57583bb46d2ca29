import { describeResource, type NamedResource } from '../../../lib/report/model/resource-words';

const kindOf = (type: string) => describeResource('it', new Map<string, NamedResource>([['it', { name: 'It', type, references: new Set() }]])).kind;

test.each([
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'load balancer'],
  ['AWS::ApiGateway::RestApi', 'REST API'],
  ['AWS::WAFv2::WebACLAssociation', 'web ACL association'],
  ['AWS::RDS::DBInstance', 'DB instance'],
  ['aws_lb', 'load balancer'],
  ['aws_route53_resolver_firewall_rule_group_association', 'Route 53 resolver firewall rule group association'],
  ['azurerm_eventhub_namespace', 'Event Hubs namespace'],
  ['azurerm_cdn_frontdoor_security_policy', 'CDN Front Door security policy'],
  ['azurerm_linux_function_app', 'Linux function app'],
])('the kind of %s is "%s"', (type, kind) => {
  expect(kindOf(type)).toBe(kind);
});

test('a filter that only an output names may be attached elsewhere', () => {
  expect(describeResource('outputs', new Map())).toEqual({ name: 'An output', kind: 'used elsewhere, if at all' });
});
