/** Terraform for AWS by hand, and changes of it. */
import { outbound } from '../../support/rule-set';
import { anything, type Changes, type Document, EXPRESSIONS, HARMFUL, HARMLESS, meant, NOT_IPV4, one, SAME_IPV6, values, WIDER_IPV6, type Written } from './changes';

// ── security groups and lists of the aws provider ────────────────────────────

const AWS: Document = {
  resource: {
    aws_security_group: { main: { name: 'g', vpc_id: 'v' } },
    aws_ec2_managed_prefix_list: { list: { name: 'l', address_family: 'IPv4', max_entries: 2, entry: [{ cidr: '192.0.2.1/32' }, { cidr: '203.0.113.0/25', description: 'd' }] } },
    aws_vpc_security_group_ingress_rule: {
      four: { security_group_id: '${aws_security_group.main.id}', ip_protocol: 'tcp', from_port: 443, to_port: 443, prefix_list_id: '${aws_ec2_managed_prefix_list.list.id}' },
      six: { security_group_id: '${aws_security_group.main.id}', ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv6: '2001:db8:1::/48' },
    },
    aws_lb: { lb: { security_groups: ['${aws_security_group.main.id}'] } },
  },
};
const listed = ({ resource }: Document) => resource.aws_ec2_managed_prefix_list.list;
const entry = (document: Document) => listed(document).entry[0];
const awsSix = ({ resource }: Document) => resource.aws_vpc_security_group_ingress_rule.six;
const awsFour = ({ resource }: Document) => resource.aws_vpc_security_group_ingress_rule.four;

const AWS_CHANGES: Changes = [
  ...['from_port', 'to_port', 'ip_protocol', 'prefix_list_id', 'security_group_id'].flatMap((key) => values(HARMFUL, 'rule', awsFour, key, EXPRESSIONS)),
  ...values(HARMFUL, 'rule', awsSix, 'cidr_ipv6', [...WIDER_IPV6, ...EXPRESSIONS]),
  ...values(HARMLESS, 'rule', awsSix, 'cidr_ipv6', SAME_IPV6),
  ...values(HARMFUL, 'entry', entry, 'cidr', [...NOT_IPV4, ...EXPRESSIONS, null, '2001:db8::/32']),
  ...values(HARMLESS, 'entry', entry, 'description', ['x', null, '${var.x}']),
  ...values(HARMFUL, 'list', listed, 'entry', [[], null, '${var.x}', [{ cidr: '192.0.2.1/32' }], ['${var.x}']]),
  ...values(HARMFUL, 'list', listed, 'address_family', ['IPv6', '${var.x}']),
  ...values(HARMFUL, 'list', listed, 'max_entries', [1, 61, '${var.x}']),
  ...values(HARMLESS, 'list', listed, 'max_entries', ['2', 3]),
  ...values(HARMFUL, 'rule', awsFour, 'ip_protocol', ['udp', '-1', -1, '17', 'icmp', 'all', '']),
  ...values(HARMLESS, 'rule', awsFour, 'ip_protocol', ['6', 6]),
  ...values(HARMFUL, 'rule', awsFour, 'to_port', [444, '444', 65535, -1, null]),
  ...values(HARMLESS, 'rule', awsFour, 'to_port', ['443']),
  ...['cidr_ipv4', 'cidr_ipv6', 'referenced_security_group_id', 'unheard', 'dynamic', 'count', 'for_each'].flatMap((key) => values(HARMFUL, 'rule', awsFour, key, ['198.51.100.0/24', '${var.x}'])),
  ...['description', 'tags', 'region'].flatMap((key) => values(HARMLESS, 'rule', awsFour, key, ['x'])),
  ...['ingress', 'egress', 'dynamic', 'count', 'for_each', 'unheard'].flatMap((key) => values(HARMFUL, 'group', ({ resource }) => resource.aws_security_group.main, key, ['${var.x}', { from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }])),
  ...['aws_security_group_rule', 'aws_vpc_security_group_rules_exclusive', 'aws_default_security_group', 'aws_ec2_managed_prefix_list_entry', 'aws_cloudformation_stack', 'aws_cloudcontrolapi_resource', 'awscc_ec2_security_group_ingress']
    .flatMap((type) => anything(type, { name: 'x' })),
  ...one(HARMFUL, 'a group of another document beside it', ({ resource }) => resource.aws_lb.lb.security_groups.push('sg-0other')),
  ...one(HARMFUL, 'a rule outwards', ({ resource }) => {
    resource.aws_vpc_security_group_egress_rule = { all: { security_group_id: '${aws_security_group.main.id}', ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' } };
  }),
  ...one(HARMLESS, 'blocks in lists', (document) => {
    document.resource = [{ ...document.resource, aws_lb: [{ lb: [document.resource.aws_lb.lb] }] }];
  }),
];

// ── the DNS firewall ─────────────────────────────────────────────────────────

const DNS: Document = {
  resource: {
    aws_route53_resolver_firewall_rule_group: { main: { name: 'g' } },
    aws_route53_resolver_firewall_domain_list: { allowed: { name: 'a', domains: ['a.example.com', '*.b.example.com'] }, all: { name: 'b', domains: ['*'] } },
    aws_route53_resolver_firewall_rule: Object.fromEntries(['allowed', 'all'].map((id, i) => [id, {
      name: id,
      priority: i + 1,
      action: i === 0 ? 'ALLOW' : 'BLOCK',
      firewall_rule_group_id: '${aws_route53_resolver_firewall_rule_group.main.id}',
      firewall_domain_list_id: `\${aws_route53_resolver_firewall_domain_list.${id}.id}`,
      ...i === 0 ? { firewall_domain_redirection_action: 'TRUST_REDIRECTION_DOMAIN' } : { block_response: 'NXDOMAIN' },
    }])),
  },
};
const dnsRule = ({ resource }: Document) => resource.aws_route53_resolver_firewall_rule.allowed;
const dnsBlock = ({ resource }: Document) => resource.aws_route53_resolver_firewall_rule.all;
const domains = ({ resource }: Document) => resource.aws_route53_resolver_firewall_domain_list.allowed;

const DNS_CHANGES: Changes = [
  ...values(HARMFUL, 'list', domains, 'domains', [
    ['a.example.com'], ['a.example.com', '*.b.example.com', 'c.example.com'], ['*'], ['*.com'], [], null, '${var.x}', ['${var.x}'], ['a.example.com', 'b.example.com'], ['a.example.com', '*b.example.com'],
    ['a.example.com', 'x.*.b.example.com'], ['*.a.example.com', '*.b.example.com'],
  ]),
  ...values(HARMLESS, 'list', domains, 'domains', [['*.b.example.com', 'a.example.com'], ['A.example.com', '*.B.example.com'], ['a.example.com', '*.b.example.com', 'x.b.example.com']]),
  ...values(HARMFUL, 'rule', dnsRule, 'action', ['BLOCK', '${var.x}', 'DENY', null]),
  ...values(HARMLESS, 'rule', dnsRule, 'action', ['ALERT']),
  ...values(HARMFUL, 'rule', dnsRule, 'priority', [3, '3', '${var.x}', null]),
  ...values(HARMLESS, 'rule', dnsRule, 'priority', ['1', 0]),
  ...values(HARMFUL, 'rule', dnsRule, 'q_type', ['A', 'AAAA', 'TYPE65', '${var.x}']),
  ...['dns_threat_protection', 'confidence_threshold', 'count', 'for_each', 'unheard', 'dynamic'].flatMap((key) => values(HARMFUL, 'rule', dnsRule, key, ['x'])),
  ...values(HARMFUL, 'rule', dnsRule, 'firewall_domain_redirection_action', ['INSPECT_REDIRECTION_DOMAIN', '${var.x}', null]),
  ...values(HARMFUL, 'rule', dnsRule, 'firewall_domain_list_id', ['rslvr-fdl-1', '${var.x}', '${aws_route53_resolver_firewall_domain_list.all.id}', null]),
  ...values(HARMFUL, 'rule', dnsRule, 'firewall_rule_group_id', ['rslvr-frg-1', '${var.x}']),
  ...values(HARMFUL, 'block', dnsBlock, 'action', ['ALLOW', 'ALERT', '${var.x}']),
  ...values(HARMLESS, 'block', dnsBlock, 'block_response', ['NODATA']),
  ...values(HARMFUL, 'block', dnsBlock, 'firewall_domain_list_id', ['${aws_route53_resolver_firewall_domain_list.allowed.id}', 'x']),
  ...one(HARMFUL, 'without the block', ({ resource }) => {
    delete resource.aws_route53_resolver_firewall_rule.all;
  }),
];

export const WRITTEN_TERRAFORM_AWS: readonly Written[] = [
  { name: 'a security group with a prefix list in Terraform', document: AWS, rules: meant('192.0.2.1/32', '203.0.113.0/25', '2001:db8:1::/48'), changes: AWS_CHANGES },
  { name: 'the DNS firewall', document: DNS, rules: [outbound('443', ['a.example.com', '*.b.example.com'], [])], changes: DNS_CHANGES },
];
