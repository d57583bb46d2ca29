// Every enforcement point of cdk-m365-endpoints/azurerm in one app.
const { readFileSync } = require('node:fs');
const { CdnFrontdoorFirewallPolicy } = require('@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy');
const { ContainerApp } = require('@cdktf/provider-azurerm/lib/container-app');
const { EventhubNamespace } = require('@cdktf/provider-azurerm/lib/eventhub-namespace');
const { LinuxWebApp } = require('@cdktf/provider-azurerm/lib/linux-web-app');
const { AzurermProvider } = require('@cdktf/provider-azurerm/lib/provider');
const m365 = require('cdk-m365-endpoints');
const points = require('cdk-m365-endpoints/azurerm');
const { App, TerraformStack } = require('cdktf');
const { madeEveryConstruct } = require('./made-every-construct.cjs');

const app = new App({ outdir: 'cdktf.out' });
const stack = new TerraformStack(app, 'peers');
new AzurermProvider(stack, 'Azure', { features: [{}], subscriptionId: '00000000-0000-0000-0000-000000000000' });
const named = { name: 'peers', resourceGroupName: 'rg', location: 'westeurope' };
const nsg = new points.NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: named, priorities: points.PriorityRange.of(1000, 1999) });
const own = points.NetworkSecurityGroupRules.withOwnGroup(stack, 'Own', { ...named, name: 'own', priorities: points.PriorityRange.of(1000, 1999) });
const admin = new points.AdminRules(stack, 'Admin', {
  ruleCollection: { id: '/collections/one' }, priorities: points.PriorityRange.ofAdminRules(1000, 1999), denyOtherInbound: points.DefaultDeny.internet(),
});
const policy = new CdnFrontdoorFirewallPolicy(stack, 'Policy', { name: 'policy', resourceGroupName: 'rg', skuName: 'Premium_AzureFrontDoor', mode: 'Prevention' });
const waf = points.WafPolicyRules.forFrontDoor(stack, 'Waf', { policy, priority: 10, path: '/api' });
const restrictions = new points.AppServiceAccessRestrictions(stack, 'Restrictions');
new LinuxWebApp(stack, 'App', { ...named, servicePlanId: '/plans/one', siteConfig: restrictions.siteConfig });
const hub = new points.EventHubNamespaceRules(stack, 'Hub');
new EventhubNamespace(stack, 'Namespace', { ...named, sku: 'Standard', networkRulesets: hub.networkRulesets });
const container = new points.ContainerAppRestrictions(stack, 'Container');
new ContainerApp(stack, 'ContainerApp', {
  name: 'peers', resourceGroupName: 'rg', containerAppEnvironmentId: '/environments/one', revisionMode: 'Single',
  template: { container: [{ name: 'peers', image: 'example.com/peers', cpu: 0.25, memory: '0.5Gi' }] },
  ingress: { externalEnabled: true, targetPort: 80, trafficWeight: [{ percentage: 100, latestRevision: true }], ipSecurityRestriction: container.ipSecurityRestriction },
});
const groups = new points.IpGroups(stack, 'Groups', { ...named, name: 'ipg' });
const firewall = new points.FirewallPolicyRules(stack, 'Firewall', { firewallPolicy: { id: '/policies/one' }, priority: 500 });
new m365.GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [nsg, own, admin, waf, restrictions, hub] });
new m365.GraphChangeNotificationIngress(stack, 'GraphByIpv4', { enforcedBy: [container], addressFamilies: [m365.AddressFamily.IPV4] });
new m365.SkypeHybridOutbound(stack, 'Skype', { enforcedBy: [groups, firewall] });
madeEveryConstruct(points, stack);
app.synth();
const { resource } = JSON.parse(readFileSync('cdktf.out/stacks/peers/cdk.tf.json', 'utf8'));
process.stdout.write(`${Object.values(resource).flatMap(Object.keys).length} resources\n`);
