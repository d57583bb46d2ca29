/* eslint-disable @typescript-eslint/no-require-imports -- a case loads its framework in its own process, before the clock starts */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScalingCase } from './scaling';

type Azurerm = typeof import('../lib/azurerm');
type Nsg = typeof import('@cdktf/provider-azurerm/lib/network-security-group');
type FrontDoorPolicy = typeof import('@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy');
type GatewayPolicy = typeof import('@cdktf/provider-azurerm/lib/web-application-firewall-policy');
type ContainerApps = typeof import('@cdktf/provider-azurerm/lib/container-app');
type EventHubs = typeof import('@cdktf/provider-azurerm/lib/eventhub-namespace');
type WebApp = typeof import('@cdktf/provider-azurerm/lib/linux-web-app');

/** Every enforcement point of Azure: many scenarios on one, and many with one scenario each. */
export const AZURERM_CASES: Record<string, ScalingCase> = {
  'NetworkSecurityGroupRules': onOne(({ stack, azurerm }) => newNsgRules(azurerm, stack, 0, { name: 'nsg', resourceGroupName: 'rg' })),
  'NetworkSecurityGroupRules.withOwnGroup': onOne(({ stack, azurerm: { NetworkSecurityGroupRules, PriorityRange } }) => (
    NetworkSecurityGroupRules.withOwnGroup(stack, 'Rules', {
      name: 'nsg', resourceGroupName: 'rg', location: 'westeurope', priorities: PriorityRange.of(100, 4096),
    })
  )),
  'AdminRules': onOne(({ stack, azurerm: { AdminRules, PriorityRange } }) => new AdminRules(stack, 'Rules', {
    ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1, 4096), rulesPerLevel: 10_000, prefixesPerLevel: 10_000,
  })),
  'FirewallPolicyRules': { ...onOne(({ stack, azurerm }) => newFirewallRules(azurerm, stack, 0)), flow: 'outbound' },
  'WafPolicyRules.forFrontDoor': onOne(({ stack, azurerm: { WafPolicyRules } }) => {
    const { CdnFrontdoorFirewallPolicy } = require('@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy') as FrontDoorPolicy;
    const policy = new CdnFrontdoorFirewallPolicy(stack, 'Policy', {
      name: 'policy', resourceGroupName: 'rg', skuName: 'Standard_AzureFrontDoor', mode: 'Prevention',
    });
    return WafPolicyRules.forFrontDoor(stack, 'Rules', { policy, priority: 10 });
  }),
  'WafPolicyRules.forApplicationGateway': onOne(({ stack, azurerm: { WafPolicyRules } }) => {
    const { WebApplicationFirewallPolicy } = require('@cdktf/provider-azurerm/lib/web-application-firewall-policy') as GatewayPolicy;
    const policy = new WebApplicationFirewallPolicy(stack, 'Policy', {
      name: 'policy', resourceGroupName: 'rg', location: 'westeurope', managedRules: { managedRuleSet: [{ version: '3.2' }] },
    });
    return WafPolicyRules.forApplicationGateway(stack, 'Rules', { policy, priority: 10 });
  }),
  'AppServiceAccessRestrictions': onOne(({ stack, azurerm: { AppServiceAccessRestrictions } }) => {
    const { LinuxWebApp } = require('@cdktf/provider-azurerm/lib/linux-web-app') as WebApp;
    const restrictions = new AppServiceAccessRestrictions(stack, 'Rules');
    new LinuxWebApp(stack, 'App', {
      name: 'app', resourceGroupName: 'rg', location: 'westeurope', servicePlanId: 'plan', httpsOnly: true, siteConfig: restrictions.siteConfig,
    });
    return restrictions;
  }),
  'ContainerAppRestrictions': onOne(({ stack, azurerm: { ContainerAppRestrictions } }) => {
    const { ContainerApp } = require('@cdktf/provider-azurerm/lib/container-app') as ContainerApps;
    const restrictions = new ContainerAppRestrictions(stack, 'Rules');
    new ContainerApp(stack, 'App', {
      name: 'app',
      resourceGroupName: 'rg',
      containerAppEnvironmentId: 'environment',
      revisionMode: 'Single',
      template: { container: [{ name: 'app', image: 'app', cpu: 0.25, memory: '0.5Gi' }] },
      ingress: { targetPort: 80, trafficWeight: [{ percentage: 100 }], ipSecurityRestriction: restrictions.ipSecurityRestriction },
    });
    return restrictions;
  }),
  'EventHubNamespaceRules': {
    ...onOne(({ stack, azurerm: { EventHubNamespaceRules } }) => {
      const { EventhubNamespace } = require('@cdktf/provider-azurerm/lib/eventhub-namespace') as EventHubs;
      const rules = new EventHubNamespaceRules(stack, 'Rules');
      new EventhubNamespace(stack, 'Namespace', {
        name: 'namespace', resourceGroupName: 'rg', location: 'westeurope', sku: 'Standard', networkRulesets: rules.networkRulesets,
      });
      return rules;
    }),
    most: 100,
  },
  'IpGroups': onOne(({ stack, azurerm: { IpGroups } }) => new IpGroups(stack, 'Groups', { name: 'groups', resourceGroupName: 'rg', location: 'westeurope' })),
  'N network security groups': onMany(({ stack, azurerm }, index) => {
    const { NetworkSecurityGroup } = require('@cdktf/provider-azurerm/lib/network-security-group') as Nsg;
    const group = new NetworkSecurityGroup(stack, `Nsg${index}`, { name: `nsg-${index}`, resourceGroupName: 'rg', location: 'westeurope' });
    return newNsgRules(azurerm, stack, index, group);
  }),
  'N firewall policies': { ...onMany(({ stack, azurerm }, index) => newFirewallRules(azurerm, stack, index)), flow: 'outbound' },
};

interface Scene {
  readonly stack: import('cdktf').TerraformStack;
  readonly azurerm: Azurerm;
}

type Point = import('../lib').IEnforcementPoint;

function newNsgRules(
  { NetworkSecurityGroupRules, PriorityRange }: Azurerm, stack: Scene['stack'], index: number,
  networkSecurityGroup: import('../lib/azurerm').INetworkSecurityGroup,
): Point {
  return new NetworkSecurityGroupRules(stack, `Rules${index}`, { networkSecurityGroup, priorities: PriorityRange.of(100, 4096) });
}

function newFirewallRules({ FirewallPolicyRules }: Azurerm, stack: Scene['stack'], index: number): Point {
  return new FirewallPolicyRules(stack, `Rules${index}`, {
    firewallPolicy: { id: `/subscriptions/0/policies/${index}` }, priority: 500, sourceAddresses: ['10.0.0.0/16'],
  });
}

function onOne(newPoint: (scene: Scene) => Point): ScalingCase {
  return synthesised((scene, scenarios, add) => add(scene.stack, newPoint(scene), scenarios));
}

function onMany(newPoint: (scene: Scene, index: number) => Point): ScalingCase {
  return synthesised((scene, scenarios, add) => {
    for (let index = 0; index < scenarios; index++) add(scene.stack, newPoint(scene, index), 1, index);
  });
}

function synthesised(build: (scene: Scene, scenarios: number, add: import('./scaling').AddScenarios) => void): ScalingCase {
  return {
    load: () => {
      const { App, TerraformStack } = require('cdktf') as typeof import('cdktf');
      const { AzurermProvider } = require('@cdktf/provider-azurerm/lib/provider') as typeof import('@cdktf/provider-azurerm/lib/provider');
      const azurerm = require('../lib/azurerm') as Azurerm;
      return (scenarios, add) => {
        const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'scaling-')) });
        const stack = new TerraformStack(app, 'stack');
        new AzurermProvider(stack, 'Azure', { features: [{}] });
        build({ stack, azurerm }, scenarios, add);
        app.synth();
      };
    },
  };
}
