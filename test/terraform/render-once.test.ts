import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, Aspects, LocalBackend, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { IConstruct } from 'constructs';
import { IpGroups, NetworkSecurityGroupRules, PriorityRange } from '../../lib/azurerm';
import { newGraph, SomeService } from '../azurerm/support';

function newStack(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `${id}.tfstate` });
  new AzurermProvider(stack, 'Azure', { features: [{}] });
  return stack;
}

function documentOf(app: App, stack: string): any {
  return JSON.parse(readFileSync(join(app.outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
}

function newGroup(stack: TerraformStack): NetworkSecurityGroup {
  return new NetworkSecurityGroup(stack, 'Nsg', { name: 'nsg-web', resourceGroupName: 'rg-web', location: 'westeurope' });
}

const priorities = PriorityRange.of(1000, 1999);

test('rules that refer to the group of another stack refer to an output of that stack, which exists', () => {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir }));
  const network = newStack(app, 'network');
  const networkSecurityGroup = newGroup(network);
  const web = newStack(app, 'web');
  newGraph(web, 'Graph', new NetworkSecurityGroupRules(web, 'Rules', { networkSecurityGroup, priorities }));
  app.synth();
  const outputs = Object.keys(documentOf(app, 'network').output);
  const { resource, data } = documentOf(app, 'web');
  expect(Object.keys(data.terraform_remote_state)).toHaveLength(1);
  for (const rule of Object.values<any>(resource.azurerm_network_security_rule)) {
    const [, output] = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}$/.exec(rule.network_security_group_name) ?? [];
    expect(outputs).toContain(output);
  }
});

test('the ids of IP groups that another stack names refer to outputs of the stack that makes them', () => {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir }));
  const hub = newStack(app, 'hub');
  const groups = new IpGroups(hub, 'Groups', { name: 'ipg', resourceGroupName: 'rg', location: 'westeurope' });
  const spoke = newStack(app, 'spoke');
  const other = new TerraformResource(spoke, 'Other', { terraformResourceType: 'azurerm_firewall' });
  other.addOverride('groups', groups.ipGroupIds);
  new SomeService(hub, 'Service', groups, { prefixes: ['198.51.100.0/24'] });
  app.synth();
  const [[id]] = [documentOf(app, 'spoke').resource.azurerm_firewall.Other.groups];
  expect(id).toMatch(/^\$\{data\.terraform_remote_state\./);
  expect(Object.keys(documentOf(app, 'hub').output)).toEqual(['cdk-m365-endpoints-record', /\.outputs\.([\w-]+)\}$/.exec(id)![1]]);
});

test('aspects see every rule, and what they change stays', () => {
  const stack = newStack(Testing.app(), 'stack');
  const seen: string[] = [];
  Aspects.of(stack).add({
    visit(construct: IConstruct) {
      if (TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'azurerm_network_security_rule') {
        seen.push(construct.node.id);
        construct.addOverride('description', 'seen');
      }
    },
  });
  newGraph(stack, 'Graph', new NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: newGroup(stack), priorities }));
  const { resource } = JSON.parse(Testing.synth(stack, true));
  const rules = Object.values<any>(resource.azurerm_network_security_rule);
  expect(rules.map(({ name }) => name).sort()).toEqual(seen.sort());
  expect(rules.map(({ description }) => description)).toEqual(['seen', 'seen']);
});

test('what the app did to a resource stays when another scenario comes', () => {
  const stack = newStack(Testing.app(), 'stack');
  const rules = new NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: newGroup(stack), priorities });
  newGraph(stack, 'Graph', rules);
  const first = rules.node.findAll().find((construct) => TerraformResource.isTerraformResource(construct)) as TerraformResource;
  first.addOverride('description', 'touched');
  newGraph(stack, 'Other', rules);
  const written = Object.values<any>(JSON.parse(Testing.synth(stack, true)).resource.azurerm_network_security_rule);
  expect(written).toHaveLength(4);
  expect(written.filter(({ description }) => description === 'touched')).toHaveLength(1);
});

test('errors come from the scenario that does not fit, and not from synthesis', () => {
  const stack = newStack(Testing.app(), 'stack');
  const rules = new NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: newGroup(stack), priorities: PriorityRange.of(1000, 1005) });
  newGraph(stack, 'Graph', rules);
  newGraph(stack, 'Other', rules);
  expect(() => newGraph(stack, 'Third', rules)).toThrow(expect.objectContaining({ code: 'PriorityRangeTooNarrow' }));
});

test('extra is known before synthesis', () => {
  const stack = newStack(Testing.app(), 'stack');
  const rules = new NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: newGroup(stack), priorities, maxExtraAddresses: 4 });
  expect(rules.extra.isEmpty).toBe(true);
  new SomeService(stack, 'Service', rules, { prefixes: ['20.0.0.0/32', '20.0.0.2/32'] });
  expect(rules.extra.toString()).toBe('20.0.0.1/32,20.0.0.3/32');
});
