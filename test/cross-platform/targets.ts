import { CdnFrontdoorFirewallPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { ContainerApp } from '@cdktf/provider-azurerm/lib/container-app';
import { EventhubNamespace } from '@cdktf/provider-azurerm/lib/eventhub-namespace';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { LinuxWebApp } from '@cdktf/provider-azurerm/lib/linux-web-app';
import { WebApplicationFirewallPolicy } from '@cdktf/provider-azurerm/lib/web-application-firewall-policy';
import { Stack } from 'aws-cdk-lib';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as aws from '../../lib/aws';
import * as azure from '../../lib/azurerm';
import { IEnforcementPoint } from '../../lib/rules';
import * as terraform from '../../lib/terraform-aws';
import { awsCdk, azurerm, Scene, terraformAws } from './scene';
import { ADDRESSES, AZURE_FIREWALL, AZURE_FIREWALL_IPV6, LISTED, NETWORK_FIREWALL, RESOLVER, Sight, WEB, WEB_IPV4 } from './sight';

/** An enforcement point in one of its styles. */
export interface Target {
  /** As it is exported. */
  readonly construct: string;

  /** How it is made, where there are several ways. */
  readonly style?: string;

  /** What its module exports. */
  readonly module: object;

  readonly sight: Sight;

  /** The requests that it keeps for some sources, where that is not every request. */
  readonly requests?: readonly string[];
  scene(): Scene;
}

const path = '/api/notifications';
const named = { name: 'name', resourceGroupName: 'rg', location: 'westeurope' };
const numbers = Array.from({ length: 16 }, (_, index) => index);

// ── AWS CDK ──────────────────────────────────────────────────────────────────

const vpc = (stack: Stack) => Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
const groups = (stack: Stack) => numbers.map((number) => SecurityGroup.fromSecurityGroupId(stack, `Group${number}`, `sg-${number}`, { allowAllOutbound: false }));

const cdk = (
  construct: keyof typeof aws, style: string | undefined, sight: Sight, make: (stack: Stack) => IEnforcementPoint, requests?: readonly string[],
): Target => ({ construct, style, module: aws, sight, requests, scene: () => awsCdk(make) });

const AWS: Target[] = [
  cdk('SecurityGroups', 'inline rules', ADDRESSES, (stack) => new aws.SecurityGroups(stack, 'Groups', { vpc: vpc(stack), groupsPerInterface: 16 })),
  cdk('SecurityGroups', 'separate rules', ADDRESSES, (stack) => (
    new aws.SecurityGroups(stack, 'Groups', { vpc: vpc(stack), groupsPerInterface: 16, disableInlineRules: true })
  )),
  cdk('SecurityGroups', 'fromSecurityGroups', ADDRESSES, (stack) => aws.SecurityGroups.fromSecurityGroups(stack, 'Groups', groups(stack))),
  cdk('PrefixLists', undefined, ADDRESSES, (stack) => {
    const lists = new aws.PrefixLists(stack, 'Lists');
    lists.addRulesTo(groups(stack));
    return lists;
  }),
  cdk('NetworkFirewallRules', undefined, NETWORK_FIREWALL, (stack) => new aws.NetworkFirewallRules(stack, 'Firewall')),
  cdk('DnsFirewallRules', undefined, RESOLVER, (stack) => new aws.DnsFirewallRules(stack, 'Dns', { blockOthers: true })),
  cdk('WafIpSets', undefined, WEB, (stack) => {
    const waf = new aws.WafIpSets(stack, 'Waf', { scope: aws.WafScope.REGIONAL, path });
    return waf.ruleGroup && waf;
  }, [path]),
  cdk('RestApiPolicy', undefined, WEB, (stack) => {
    const policy = new aws.RestApiPolicy(stack, 'Policy', { stage: 'prod', path });
    new CfnRestApi(stack, 'Api', { name: 'name', policy: policy.document });
    return policy;
  }, [`${path} of stage prod`]),
];

// ── AWS through Terraform ────────────────────────────────────────────────────

const tf = (
  construct: keyof typeof terraform, style: string | undefined, sight: Sight, make: (stack: Construct) => IEnforcementPoint,
  requests?: readonly string[],
): Target => ({ construct, style: ['Terraform', style].filter(Boolean).join(', '), module: terraform, sight, requests, scene: () => terraformAws(make) });

const TERRAFORM_AWS: Target[] = [
  tf('SecurityGroups', undefined, ADDRESSES, (stack) => new terraform.SecurityGroups(stack, 'Groups', { vpcId: 'vpc-1', groupsPerInterface: 16 })),
  tf('SecurityGroups', 'fromSecurityGroupIds', ADDRESSES, (stack) => (
    terraform.SecurityGroups.fromSecurityGroupIds(stack, 'Groups', numbers.map((number) => `sg-${number}`))
  )),
  tf('PrefixLists', undefined, ADDRESSES, (stack) => {
    const lists = new terraform.PrefixLists(stack, 'Lists');
    lists.addRulesTo(numbers.map((number) => `sg-${number}`));
    return lists;
  }),
  tf('NetworkFirewallRules', undefined, NETWORK_FIREWALL, (stack) => new terraform.NetworkFirewallRules(stack, 'Firewall', { ruleGroupName: 'group' })),
  tf('DnsFirewallRules', undefined, RESOLVER, (stack) => new terraform.DnsFirewallRules(stack, 'Dns', { ruleGroupName: 'group', blockOthers: true })),
  tf('WafIpSets', undefined, WEB, (stack) => {
    const waf = new terraform.WafIpSets(stack, 'Waf', { scope: terraform.WafScope.CLOUDFRONT, path });
    return waf.ruleGroup && waf;
  }, [path]),
];

// ── Azure ────────────────────────────────────────────────────────────────────

const az = (
  construct: keyof typeof azure, style: string | undefined, sight: Sight, make: (stack: Construct) => IEnforcementPoint, requests?: readonly string[],
): Target => ({ construct, style, module: azure, sight, requests, scene: () => azurerm(make) });

const { DefaultDeny, PriorityRange } = azure;
const priorities = PriorityRange.of(100, 199);
const networkSecurityGroup = { name: 'nsg', resourceGroupName: 'rg' };
const containerIngress = { externalEnabled: true, targetPort: 8080, trafficWeight: [{ percentage: 100, latestRevision: true }] };
const containerApp = {
  name: 'name',
  resourceGroupName: 'rg',
  containerAppEnvironmentId: 'environment',
  revisionMode: 'Single',
  template: { container: [{ name: 'name', image: 'example.com/image', cpu: 0.25, memory: '0.5Gi' }] },
};
const firewall = { firewallPolicy: { id: '/policy' }, priority: 500, dnsProxy: true };

const AZURE: Target[] = [
  az('NetworkSecurityGroupRules', 'existing group', ADDRESSES, (stack) => (
    new azure.NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup, priorities })
  )),
  az('NetworkSecurityGroupRules', 'denyOtherOutbound', ADDRESSES, (stack) => (
    new azure.NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup, priorities, denyOtherOutbound: DefaultDeny.internet() })
  )),
  az('NetworkSecurityGroupRules', 'withOwnGroup', ADDRESSES, (stack) => (
    azure.NetworkSecurityGroupRules.withOwnGroup(stack, 'Rules', { ...named, priorities })
  )),
  az('AdminRules', 'existing collection', ADDRESSES, (stack) => new azure.AdminRules(stack, 'Rules', {
    ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1, 99), denyOtherInbound: DefaultDeny.internet(),
  })),
  az('AdminRules', 'withOwnCollection', ADDRESSES, (stack) => azure.AdminRules.withOwnCollection(stack, 'Rules', {
    networkManager: { id: 'manager' }, networkGroupIds: ['group'], name: 'name', priorities: PriorityRange.ofAdminRules(1, 99), denyOtherOutbound: DefaultDeny.internet(),
  })),
  az('FirewallPolicyRules', 'addresses in rules', AZURE_FIREWALL, (stack) => new azure.FirewallPolicyRules(stack, 'Rules', firewall)),
  az('FirewallPolicyRules', 'ipGroups', AZURE_FIREWALL, (stack) => (
    new azure.FirewallPolicyRules(stack, 'Rules', { ...firewall, ipGroups: { resourceGroupName: 'rg', location: 'westeurope' } })
  )),
  az('FirewallPolicyRules', 'ipv6NetworkRules', AZURE_FIREWALL_IPV6, (stack) => (
    new azure.FirewallPolicyRules(stack, 'Rules', { ...firewall, ipv6NetworkRules: true })
  )),
  az('IpGroups', undefined, LISTED, (stack) => {
    const ipGroups = new azure.IpGroups(stack, 'IpGroups', named);
    const rule = {
      name: 'rule', protocols: ['TCP'], sourceAddresses: ['*'], destinationPorts: ['443'], destinationIpGroups: ipGroups.ipGroupIds,
    };
    new FirewallPolicyRuleCollectionGroup(stack, 'Names', {
      name: 'name', firewallPolicyId: '/policy', priority: 100, networkRuleCollection: [{ name: 'name', priority: 100, action: 'Allow', rule: [rule] }],
    });
    return ipGroups;
  }),
  az('WafPolicyRules', 'forFrontDoor', WEB, (stack) => azure.WafPolicyRules.forFrontDoor(stack, 'Rules', {
    policy: new CdnFrontdoorFirewallPolicy(stack, 'Policy', { ...named, skuName: 'Premium_AzureFrontDoor', mode: 'Prevention' }), priority: 1, path,
  }), [path]),
  az('WafPolicyRules', 'forApplicationGateway', WEB, (stack) => azure.WafPolicyRules.forApplicationGateway(stack, 'Rules', {
    policy: new WebApplicationFirewallPolicy(stack, 'Policy', { ...named, managedRules: { managedRuleSet: [{ version: '3.2' }] } }), priority: 1, path,
  }), [path]),
  az('AppServiceAccessRestrictions', undefined, WEB, (stack) => {
    const restrictions = new azure.AppServiceAccessRestrictions(stack, 'Restrictions');
    new LinuxWebApp(stack, 'App', { ...named, servicePlanId: 'plan', siteConfig: restrictions.siteConfig });
    return restrictions;
  }),
  az('EventHubNamespaceRules', undefined, WEB, (stack) => {
    const rules = new azure.EventHubNamespaceRules(stack, 'Rules');
    new EventhubNamespace(stack, 'Namespace', { ...named, sku: 'Standard', networkRulesets: rules.networkRulesets });
    return rules;
  }),
  az('ContainerAppRestrictions', undefined, WEB_IPV4, (stack) => {
    const restrictions = new azure.ContainerAppRestrictions(stack, 'Restrictions');
    new ContainerApp(stack, 'App', { ...containerApp, ingress: { ...containerIngress, ipSecurityRestriction: restrictions.ipSecurityRestriction } });
    return restrictions;
  }),
];

/** Every enforcement point of every platform. */
export const TARGETS: readonly Target[] = [...AWS, ...TERRAFORM_AWS, ...AZURE];

/** How a target is called. */
export function nameOf({ construct, style }: Target): string {
  return style === undefined || style === '' ? construct : `${construct} (${style})`;
}
