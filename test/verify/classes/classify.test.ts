/** Every type that the specifications at hand know has a class, and the classes say what they must. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { classify, isKnownType } from '../../../lib/verify/classes/classify';
import { Bearing } from '../../../lib/verify/classes/resource-class';

const folderOf = (name: string) =>
  dirname(require.resolve(`${name}/package.json`));

/** The resource types of a provider, from the declarations of its package. */
function terraformTypes(provider: string): string[] {
  const lib = join(folderOf(`@cdktf/provider-${provider}`), 'lib');
  return readdirSync(lib)
    .filter((name) => !name.startsWith('data-'))
    .map((name) => join(lib, name, 'index.d.ts'))
    .filter(existsSync)
    .flatMap(
      (file) =>
        /static readonly tfResourceType = "([^"]+)"/.exec(
          readFileSync(file, 'utf8'),
        )?.[1] ?? [],
    )
    .filter((type) => type.startsWith(`${provider}_`));
}

/** The resource types of CloudFormation, from what aws-cdk-lib says of its classes. */
function cloudFormationTypes(): string[] {
  const root = folderOf('aws-cdk-lib');
  const files = readdirSync(root)
    .filter((name) => name.startsWith('aws-') || name === 'core')
    .map((name) => join(root, name, 'lib'))
    .filter(existsSync)
    .flatMap((lib) =>
      readdirSync(lib)
        .filter((name) => /\.generated\.d\.ts$/.test(name))
        .map((name) => join(lib, name)),
    );
  return [
    ...new Set(
      files.flatMap((file) =>
        [
          ...readFileSync(file, 'utf8').matchAll(
            /@cloudformationResource (AWS::\w+::\w+)/g,
          ),
        ].map(([, type]) => type),
      ),
    ),
  ];
}

test.each([
  ['azurerm', terraformTypes('azurerm'), 1000],
  ['aws', terraformTypes('aws'), 1500],
  ['CloudFormation', cloudFormationTypes(), 1500],
])('every type of %s has a class', (_, types, least) => {
  expect(types.length).toBeGreaterThan(least);
  expect(types.filter((type) => !isKnownType(type))).toEqual([]);
});

test('a type that may be another filter, or change one, is never irrelevant', () => {
  const suspicious =
    /firewall|waf|security_?group|network_?acl|ip_?set|access_?restriction|prefix_?list|admin_?rule|template_?deployment|CustomResource|::Stack$/i;
  const irrelevant = [
    ...terraformTypes('azurerm'),
    ...terraformTypes('aws'),
    ...cloudFormationTypes(),
  ].filter(
    (type) =>
      suspicious.test(type) && classify(type).bearing === Bearing.IRRELEVANT,
  );
  // Each of these carries a filter, names one, records one or is a peer of rules; none decides.
  expect(irrelevant.sort()).toMatchInlineSnapshot(`
    [
      "AWS::AppStream::Stack",
      "AWS::EC2::SecurityGroupVpcAssociation",
      "AWS::EC2::SubnetNetworkAclAssociation",
      "AWS::GuardDuty::IPSet",
      "AWS::MediaLive::InputSecurityGroup",
      "AWS::NetworkFirewall::Firewall",
      "AWS::NetworkFirewall::LoggingConfiguration",
      "AWS::NetworkManager::CoreNetworkPrefixListAssociation",
      "AWS::OpsWorks::Stack",
      "AWS::Route53Resolver::FirewallRuleGroupAssociation",
      "AWS::WAFv2::LoggingConfiguration",
      "AWS::WAFv2::WebACLAssociation",
      "aws_ec2_transit_gateway_prefix_list_reference",
      "aws_guardduty_ipset",
      "aws_medialive_input_security_group",
      "aws_networkfirewall_firewall",
      "aws_networkfirewall_logging_configuration",
      "aws_route53_resolver_firewall_rule_group_association",
      "aws_vpc_endpoint_security_group_association",
      "aws_vpc_security_group_vpc_association",
      "aws_wafv2_web_acl_association",
      "aws_wafv2_web_acl_logging_configuration",
      "azurerm_application_security_group",
      "azurerm_firewall",
      "azurerm_network_interface_application_security_group_association",
      "azurerm_network_interface_security_group_association",
      "azurerm_private_endpoint_application_security_group_association",
      "azurerm_subnet_network_security_group_association",
    ]
  `);
});

test.each([
  ['azapi_resource', Bearing.EVERYWHERE],
  ['azapi_update_resource', Bearing.EVERYWHERE],
  ['awscc_ec2_security_group_ingress', Bearing.EVERYWHERE],
  ['azurerm_resource_group_template_deployment', Bearing.EVERYWHERE],
  ['AWS::CloudFormation::Stack', Bearing.EVERYWHERE],
  ['My::Company::Thing::MODULE', Bearing.EVERYWHERE],
  ['azurerm_ip_group_cidr', Bearing.EVERYWHERE],
  ['aws_vpc_security_group_rules_exclusive', Bearing.EVERYWHERE],
  ['aws_security_group_rule', Bearing.EVERYWHERE],
  ['aws_wafv2_web_acl_rule_group_association', Bearing.RELEVANT],
  ['AWS::EC2::NetworkAclEntry', Bearing.RELEVANT],
  ['aws_network_acl_rule', Bearing.RELEVANT],
  ['Custom::Thing', Bearing.RELEVANT],
  ['acme_firewall', Bearing.RELEVANT],
  ['azurerm_something_new', Bearing.RELEVANT],
  ['AWS::NewService::Thing', Bearing.RELEVANT],
  ['AWS::EC2::NewFilter', Bearing.RELEVANT],
  ['aws_lb', Bearing.IRRELEVANT],
  ['azurerm_network_manager_deployment', Bearing.IRRELEVANT],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', Bearing.IRRELEVANT],
  ['AWS::EC2::SecurityGroup', Bearing.READ],
])('%s is %s', (type, bearing) => {
  expect(classify(type).bearing).toBe(bearing);
});
