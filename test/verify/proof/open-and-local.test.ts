/** What is open beside the filters that are compared, and the local sides that no space holds. */
import { Direction, PortRange, PortSet, PrefixSet } from '../../../lib/net';
import { type AdmittingRule, type Expectation, prove, readTerraform } from '../../../lib/verify';

const rule = (direction: Direction): AdmittingRule => (
  { direction, protocol: 'tcp', ports: PortSet.of(PortRange.of(443)), prefixes: PrefixSet.of('192.0.2.0/24') }
);
const MEANT: Expectation = { rules: [rule(Direction.INBOUND)] };
const verdict = (document: unknown, expectation = MEANT) => prove(document, expectation).verdict;

const app = (ip?: string) => ({
  name: 'app',
  service_plan_id: 'plan',
  resource_group_name: 'rg',
  location: 'westeurope',
  https_only: true,
  site_config: ip === undefined ? {} : {
    ip_restriction: [{ name: 'graph', priority: 1, action: 'Allow', ip_address: ip }], ip_restriction_default_action: 'Deny', scm_use_main_ip_restriction: true,
  },
});

describe('filters of different types with one name', () => {
  const both = (web: string, functions: string) => ({
    resource: { azurerm_linux_web_app: { main: app(web) }, azurerm_linux_function_app: { main: app(functions) } },
  });

  test('are both read', () => {
    expect([...readTerraform(both('192.0.2.0/24', '192.0.2.0/24')).groups.keys()]).toEqual(['main', 'main (2)']);
    expect(verdict(both('192.0.2.0/24', '192.0.2.0/24'))).toBe('equal');
  });

  test.each([['0.0.0.0/0', '192.0.2.0/24'], ['192.0.2.0/24', '0.0.0.0/0']])('are both compared (%s, %s)', (web, functions) => {
    expect(verdict(both(web, functions))).toBe('different');
  });
});

describe('what is open beside a filter that is compared', () => {
  const apps = (other: object) => ({ resource: { azurerm_linux_web_app: { main: app('192.0.2.0/24'), other } } });
  const { site_config: _, ...bare } = app();

  test.each([['without restrictions', app()], ['without a site', bare]])('an app %s is not proven, unless groups are named', (__, other) => {
    expect(verdict(apps(other))).toBe('unproven');
    expect(verdict(apps(other), { ...MEANT, groups: ['main'] })).toBe('equal');
    expect(verdict(apps(other), { ...MEANT, groups: ['main', 'other'] })).toBe('unproven');
  });

  test('a REST API without a policy is not proven, unless groups are named', () => {
    const statement = (Effect: string, rest: object) => ({ Effect, Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*', ...rest });
    const Statement = [statement('Allow', {}), statement('Deny', { Condition: { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } } })];
    const api = (rest: object) => ({ Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api', ...rest } });
    const document = { Resources: { Api: api({ Policy: { Statement } }), Other: api({}) } };
    expect(verdict(document)).toBe('unproven');
    expect(verdict(document, { ...MEANT, groups: ['Api'] })).toBe('equal');
  });
});

describe('what everyone reaches beside a filter that is compared', () => {
  const bucket = { resource: { azurerm_linux_web_app: { main: app('192.0.2.0/24') } } };

  test.each(['aws_lambda_function_url', 'aws_apigatewayv2_api'])('%s is not proven, unless groups are named', (type) => {
    const document = { resource: { ...bucket.resource, [type]: { open: { name: 'open' } } } };
    expect(verdict(bucket)).toBe('equal');
    expect(verdict(document)).toBe('unproven');
    expect(verdict(document, { ...MEANT, groups: ['main'] })).toBe('equal');
  });

  test('an output of one of two groups leaves them attached together', () => {
    const group = (rules: object[]) => ({
      Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: rules, SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }] },
    });
    const Resources = {
      A: group([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '192.0.2.0/25' }]),
      B: group([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '192.0.2.128/25' }]),
      Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [{ Ref: 'A' }, { Ref: 'B' }] } },
    };
    expect(verdict({ Resources, Outputs: { A: { Value: { Ref: 'A' } } } })).toBe('equal');
    const { Lb: _lb, ...unattached } = Resources;
    expect(verdict({ Resources: unattached, Outputs: { A: { Value: { Ref: 'A' } } } })).toBe('unproven');
  });
});

describe('a security group of another document, attached together with one that is compared', () => {
  const ingress = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '192.0.2.0/24' };
  const none = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };
  const Sg = { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'g', SecurityGroupIngress: [ingress], SecurityGroupEgress: [none] } };
  const own = { 'Fn::GetAtt': ['Sg', 'GroupId'] };
  const template = (...SecurityGroups: unknown[]) => ({ Resources: { Sg, Lb: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups } } } });
  const terraform = (...security_groups: string[]) => ({
    resource: {
      aws_security_group: { main: { vpc_id: 'vpc' } },
      aws_vpc_security_group_ingress_rule: { one: { security_group_id: '${aws_security_group.main.id}', ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '192.0.2.0/24' } },
      aws_lb: { main: { security_groups } },
    },
  });

  test.each<[string, unknown, string]>([
    ['none, in CloudFormation', template(own), 'equal'],
    ['an id, in CloudFormation', template(own, 'sg-1'), 'unproven'],
    ['an expression of it, in CloudFormation', template({ 'Fn::If': ['C', own, 'sg-1'] }), 'unproven'],
    ['an import, in CloudFormation', template(own, { 'Fn::ImportValue': 'group' }), 'unproven'],
    ['none, in Terraform', terraform('${aws_security_group.main.id}'), 'equal'],
    ['an expression of it, in Terraform', terraform('${var.open ? "sg-1" : aws_security_group.main.id}'), 'unproven'],
    ['an id, in Terraform', terraform('${aws_security_group.main.id}', 'sg-1'), 'unproven'],
  ])('%s', (_, document, found) => {
    expect(verdict(document)).toBe(found);
  });
});

test('security admin rules that refuse nothing else say so', () => {
  const one = (access: string, address: string, priority: number) => ({
    name: access,
    admin_rule_collection_id: 'collection',
    direction: 'Inbound',
    action: access,
    protocol: access === 'Allow' ? 'Tcp' : 'Any',
    priority,
    source: [{ address_prefix_type: 'IPPrefix', address_prefix: address }],
    ...access === 'Allow' && { destination_port_ranges: ['443'] },
  });
  const rules = (...list: object[]) => ({ resource: { azurerm_network_manager_admin_rule: Object.fromEntries(list.map((body, i) => [`r${i}`, body])) } });
  const reasons = (document: unknown) => prove(document, { ...MEANT, local: ['*'] }).uncovered.map(({ reason }) => reason);
  const allow = one('Allow', '192.0.2.0/24', 1);
  expect(reasons(rules(allow, one('Deny', '*', 2)))).toEqual([]);
  expect(reasons(rules(allow))).toEqual(['refuses no other inbound traffic, and leaves it to network security groups']);
});

describe('local sides', () => {
  const nsg = (local: string) => ({
    resource: {
      azurerm_network_security_group: {
        main: {
          name: 'nsg',
          resource_group_name: 'rg',
          location: 'westeurope',
          security_rule: [{
            name: 'graph',
            priority: 100,
            direction: 'Inbound',
            access: 'Allow',
            protocol: 'Tcp',
            source_port_range: '*',
            destination_port_range: '443',
            source_address_prefix: '192.0.2.0/24',
            destination_address_prefix: local,
          }],
        },
      },
    },
  });
  const local = ['10.0.0.0/24'];

  test('are listed when none is meant', () => {
    const proof = prove(nsg('10.0.0.0/24'), MEANT);
    expect(proof.verdict).toBe('equal');
    expect([...proof.local]).toEqual([['main', ['10.0.0.0/24']]]);
    expect(proof.uncovered.map(({ path, reason }) => `${path}: ${reason}`)).toContain('main: local sides are listed, not compared: 10.0.0.0/24 (1 rule); prove() compares them with `local`');
  });

  test('are equal as they are meant', () => {
    expect(prove(nsg('10.0.0.0/24'), { ...MEANT, local })).toMatchObject({ verdict: 'equal', uncovered: [] });
    // Each of two local sides gets a half of what is meant, which `local` alone does not tell apart.
    const [half, other] = ['192.0.2.0/25', '192.0.2.128/25'].map((source, i) => (
      { ...nsg('*').resource.azurerm_network_security_group.main.security_rule[0], name: `half-${i}`, priority: 100 + i, source_address_prefix: source }
    ));
    const halves = nsg('*');
    halves.resource.azurerm_network_security_group.main.security_rule = [
      { ...half, destination_address_prefix: '10.0.0.4/32' }, { ...other, destination_address_prefix: '10.0.0.5/32' },
    ];
    expect(prove(halves, { ...MEANT, local: ['10.0.0.4/32', '10.0.0.5/32'] }).uncovered.map(({ reason }) => reason)).toContain(
      'rules admit different traffic to 10.0.0.4/32, 10.0.0.5/32; which to which is not compared',
    );
    expect(verdict(nsg('*'), { ...MEANT, local: ['*'] })).toBe('equal');
  });

  test.each(['*', '10.0.0.0/16', 'VirtualNetwork', '${var.network}'])('%s in their place is different', (other) => {
    const { verdict: found, missing, extra } = prove(nsg(other), { ...MEANT, local });
    expect(found).toBe('different');
    expect(missing.map(({ traffic }) => traffic)).toEqual(['anything to the local side 10.0.0.0/24']);
    expect(extra.map(({ traffic, rule: by }) => [traffic, by?.name])).toEqual([[`traffic of the local side ${other}`, 'graph']]);
  });

  const firewall = (home: string) => ({
    resource: {
      aws_networkfirewall_rule_group: {
        main: {
          name: 'out',
          type: 'STATEFUL',
          capacity: 10,
          rule_group: {
            rule_variables: { ip_sets: [{ key: 'HOME_NET', ip_set: { definition: [home] } }] },
            rules_source: { rules_string: 'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (flow:to_server; sid:1;)' },
            stateful_rule_options: { rule_order: 'STRICT_ORDER' },
          },
        },
      },
    },
  });

  test.each([['10.0.0.0/24', 'equal'], ['10.0.0.0/8', 'different'], ['0.0.0.0/0', 'different']])('$HOME_NET as %s is %s', (home, found) => {
    expect(verdict(firewall(home), { rules: [rule(Direction.OUTBOUND)], local })).toBe(found);
  });

  const policy = (server: string, port: string) => ({
    resource: {
      azurerm_firewall_policy_rule_collection_group: {
        main: {
          name: 'group',
          firewall_policy_id: '/policy',
          priority: 100,
          nat_rule_collection: [{
            name: 'in',
            priority: 100,
            action: 'Dnat',
            rule: [{
              name: 'graph',
              protocols: ['TCP'],
              source_addresses: ['192.0.2.0/24'],
              destination_address: '203.0.113.1',
              destination_ports: ['443'],
              translated_address: server,
              translated_port: port,
            }],
          }],
        },
      },
    },
  });

  test.each([['10.0.0.4', '443', 'equal'], ['10.0.0.5', '443', 'different'], ['10.0.0.4', '22', 'different']])('a DNAT rule to %s:%s is %s', (server, port, found) => {
    expect(verdict(policy(server, port), { ...MEANT, local: ['203.0.113.1 to 10.0.0.4:443'] })).toBe(found);
  });
});
