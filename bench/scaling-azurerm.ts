import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { Catalog, CustomScenario, defineEdition } from '../lib';
import { AdminRules, FirewallPolicyRules, INetworkSecurityGroup, NetworkSecurityGroupRules, PriorityRange } from '../lib/azurerm';
import { IEnforcementPoint } from '../lib/rules';

/** Something whose cost grows with an app. */
export interface ScalingCase {
  readonly name: string;

  /** Constructs and synthesises an app of so many scenarios. */
  run(scenarios: number): void;
}

/** The enforcement points of the Azure provider: many scenarios on one, and many with one scenario each. */
export const AZURERM_CASES: readonly ScalingCase[] = [
  { name: 'NetworkSecurityGroupRules', run: onOne('inbound', (stack) => newNsgRules(stack, 0, { name: 'nsg', resourceGroupName: 'rg' })) },
  {
    name: 'NetworkSecurityGroupRules.withOwnGroup',
    run: onOne('inbound', (stack) => NetworkSecurityGroupRules.withOwnGroup(stack, 'Rules', {
      name: 'nsg', resourceGroupName: 'rg', location: 'westeurope', priorities: PriorityRange.of(100, 4096),
    })),
  },
  {
    name: 'AdminRules',
    run: onOne('inbound', (stack) => new AdminRules(stack, 'Rules', {
      ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1, 4096), rulesPerLevel: 10_000, prefixesPerLevel: 10_000,
    })),
  },
  { name: 'FirewallPolicyRules', run: onOne('outbound', (stack) => newFirewallRules(stack, 0)) },
  {
    name: 'network security groups, one scenario each',
    run: onMany('inbound', (stack, index) => newNsgRules(stack, index, new NetworkSecurityGroup(stack, `Nsg${index}`, {
      name: `nsg-${index}`, resourceGroupName: 'rg', location: 'westeurope',
    }))),
  },
  { name: 'firewall policies, one scenario each', run: onMany('outbound', newFirewallRules) },
];

function newNsgRules(stack: TerraformStack, index: number, networkSecurityGroup: INetworkSecurityGroup): IEnforcementPoint {
  return new NetworkSecurityGroupRules(stack, `Rules${index}`, { networkSecurityGroup, priorities: PriorityRange.of(100, 4096) });
}

function newFirewallRules(stack: TerraformStack, index: number): IEnforcementPoint {
  return new FirewallPolicyRules(stack, `Rules${index}`, {
    firewallPolicy: { id: `/subscriptions/0/policies/${index}` }, priority: 500, sourceAddresses: ['10.0.0.0/16'],
  });
}

function onOne(direction: string, newPoint: (stack: TerraformStack) => IEnforcementPoint): ScalingCase['run'] {
  return (scenarios) => synthesise((stack) => {
    const point = newPoint(stack);
    for (let index = 0; index < scenarios; index++) newScenario(stack, index, direction, point);
  });
}

function onMany(direction: string, newPoint: (stack: TerraformStack, index: number) => IEnforcementPoint): ScalingCase['run'] {
  return (scenarios) => synthesise((stack) => {
    for (let index = 0; index < scenarios; index++) newScenario(stack, index, direction, newPoint(stack, index));
  });
}

function synthesise(build: (stack: TerraformStack) => void): void {
  const outdir = mkdtempSync(join(tmpdir(), 'scaling-'));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'stack');
    new AzurermProvider(stack, 'Azure', { features: [{}] });
    build(stack);
    app.synth();
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** A scenario with a /29 that no other has. */
function newScenario(stack: TerraformStack, index: number, direction: string, point: IEnforcementPoint): void {
  const catalog = Catalog.of(defineEdition({ source: 'bench', edition: '2026-01', url: 'https://example.com' }, [{
    slug: 'service',
    row: 1,
    title: 'A service',
    clouds: ['Worldwide'],
    flows: [{ name: 'service', direction, basis: 'stated', tcpPorts: '443', prefixes: [`20.${Math.floor(index / 256)}.${index % 256}.0/29`] }],
  }]));
  new CustomScenario(stack, `Scenario${index}`, { enforcedBy: [point], catalog, sets: [{ slug: 'service' }] });
}
