/** Which group, policy or collection is meant: by resource type, provider and stack, whatever class and text. */
import { DataAzurermNetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-network-security-group';
import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy';
import { NetworkManagerAdminRuleCollection } from '@cdktf/provider-azurerm/lib/network-manager-admin-rule-collection';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformCount, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { AdminRules, FirewallPolicyRules, IpGroups, NetworkSecurityGroupRules, PriorityRange } from '../../lib/azurerm';
import { newGraph, newGroup, newRules, newStack, RANGE, SomeService, synth, warningIds, withCode, writtenRules } from './support';

const LITERAL = { name: 'nsg-web', resourceGroupName: 'rg-web' };

/** A resource of a class that `cdktf get` might have made: not that of the published provider. */
class Copied extends TerraformResource {
  constructor(scope: Construct, id: string, terraformResourceType: string, private readonly inputs: Record<string, unknown>) {
    super(scope, id, { terraformResourceType });
    Object.assign(this, Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`${key}Input`, value])));
  }

  get id(): string { return this.getStringAttribute('id'); }
  get name(): string { return this.getStringAttribute('name'); }
  get resourceGroupName(): string { return this.getStringAttribute('resource_group_name'); }

  protected override synthesizeAttributes() {
    return { name: this.inputs.name };
  }
}

function alias(stack: TerraformStack, name: string, subscriptionId?: string): AzurermProvider {
  return new AzurermProvider(stack, `Azure-${name}`, { features: [{}], alias: name, subscriptionId });
}

function providersOf(document: { readonly resource: object }): unknown[] {
  return Object.values(document.resource as Record<string, Record<string, { provider?: string }>>)
    .flatMap((resources) => Object.values(resources).map(({ provider }) => provider));
}

describe('resources of other classes count by their type', () => {
  test('a group with inline rules', () => {
    const stack = newStack();
    const group = new Copied(stack, 'Nsg', 'azurerm_network_security_group', { ...LITERAL, securityRule: [] });
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: group }));
    expect(() => synth(stack)).toThrow('stack/Nsg has inline rules (securityRule), and Terraform would delete the rules of stack/FromMicrosoft');
  });

  test('a rule at one of our priorities', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: LITERAL }));
    new Copied(stack, 'Ssh', 'azurerm_network_security_rule', { name: 'ssh', networkSecurityGroupName: 'nsg-web', resourceGroupName: 'rg-web', priority: 250, direction: 'Inbound' });
    expect(() => synth(stack)).toThrow('stack/Ssh has priority 250');
  });

  test('a policy without DNS proxy', () => {
    const stack = newStack();
    const firewallPolicy = new Copied(stack, 'Policy', 'azurerm_firewall_policy', { name: 'policy' });
    const rules = new FirewallPolicyRules(stack, 'Rules', { firewallPolicy, priority: 500, dnsProxy: true });
    new SomeService(stack, 'Service', rules, { direction: 'outbound', hosts: ['a.example'], tcpPorts: '5671' });
    expect(() => synth(stack)).toThrow('stack/Rules relies on the DNS proxy of stack/Policy, which is off');
  });

  test('a security admin rule at one of our priorities', () => {
    const stack = newStack();
    const rules = new AdminRules(stack, 'Rules', { ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1000, 1999) });
    newGraph(stack, 'Graph', rules);
    new Copied(stack, 'Other', 'azurerm_network_manager_admin_rule', { name: 'other', adminRuleCollectionId: 'collection', priority: 1500 });
    expect(() => synth(stack)).toThrow('stack/Other has priority 1500');
  });
});

describe('the provider', () => {
  test('of a look-up is that of the rules', () => {
    const stack = newStack();
    const group = new DataAzurermNetworkSecurityGroup(stack, 'Lookup', { ...LITERAL, provider: alias(stack, 'hub') });
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: group }));
    expect(providersOf(synth(stack))).toEqual(['azurerm.hub', 'azurerm.hub']);
  });

  test('of a policy is that of its rule collection group and of the IP groups', () => {
    const stack = newStack();
    const provider = alias(stack, 'hub');
    const firewallPolicy = new FirewallPolicy(stack, 'Policy', { ...LITERAL, location: 'westeurope', provider });
    const rules = new FirewallPolicyRules(stack, 'Rules', { firewallPolicy, priority: 500, ipGroups: { resourceGroupName: 'rg', location: 'westeurope' } });
    new SomeService(stack, 'Service', rules, { direction: 'outbound', prefixes: ['198.51.100.0/24'] });
    expect(providersOf(synth(stack))).toEqual(['azurerm.hub', 'azurerm.hub', 'azurerm.hub']);
  });

  test('of a rule collection is that of its rules', () => {
    const stack = newStack();
    const ruleCollection = new NetworkManagerAdminRuleCollection(stack, 'Collection', {
      name: 'c', networkGroupIds: ['g'], securityAdminConfigurationId: 's', provider: alias(stack, 'hub'),
    });
    newGraph(stack, 'Graph', new AdminRules(stack, 'Rules', { ruleCollection, priorities: PriorityRange.ofAdminRules(1000, 1999) }));
    expect(providersOf(synth(stack))).toEqual(['azurerm.hub', 'azurerm.hub', 'azurerm.hub']);
  });

  test('may be given where nothing tells it', () => {
    const stack = newStack();
    const provider = alias(stack, 'hub');
    const groups = new IpGroups(stack, 'Groups', { name: 'ipg', resourceGroupName: 'rg', location: 'westeurope', provider });
    const rules = new FirewallPolicyRules(stack, 'Rules', { firewallPolicy: { id: 'policy' }, priority: 500, provider });
    new SomeService(stack, 'Service', groups, { direction: 'outbound', prefixes: ['198.51.100.0/24'] }, { enforcedBy: [groups, rules] });
    expect(providersOf(synth(stack))).toEqual(['azurerm.hub', 'azurerm.hub']);
  });

  test('fails when it is of another stack', () => {
    const app = Testing.app();
    const networkSecurityGroup = newGroup(newStack('network', app), { provider: alias(newStack('other', app), 'hub') });
    expect(() => newRules(newStack('web', app), { networkSecurityGroup })).toThrow(withCode('InvalidOption'));
  });
});

describe('groups of one name', () => {
  const overlapping = PriorityRange.of(250, 350);

  test('in two subscriptions are two groups', () => {
    const stack = newStack();
    const points = ['a', 'b'].map((name) => newRules(stack, { networkSecurityGroup: LITERAL, provider: alias(stack, name) }, `Rules-${name}`));
    points.forEach((point, index) => newGraph(stack, `Graph${index}`, point));
    expect(writtenRules(synth(stack))).toHaveLength(4);
  });

  test('by two providers of one subscription are one group, in whatever stacks', () => {
    const app = Testing.app();
    const [a, b] = ['a', 'b'].map((id) => newStack(id, app));
    newRules(a, { networkSecurityGroup: LITERAL, provider: alias(a, 'hub', '0000-1111') });
    expect(() => newRules(b, { networkSecurityGroup: LITERAL, provider: alias(b, 'hub', '0000-1111'), priorities: overlapping })).toThrow(withCode('OverlappingPriorities'));
  });

  test('named from two stacks are told, unless their priorities differ or a subscription does', () => {
    const idsWith = (priorities: PriorityRange, ...subscriptions: (string | undefined)[]) => {
      const app = Testing.app();
      const points = ['a', 'b'].map((id, index) => {
        const stack = newStack(id, app);
        const provider = alias(stack, 'hub', subscriptions[index]);
        const point = newRules(stack, { networkSecurityGroup: LITERAL, provider, priorities: index === 0 ? RANGE : priorities });
        newGraph(stack, 'Graph', point);
        return point;
      });
      app.synth();
      return points.flatMap((point) => warningIds(point));
    };
    expect(idsWith(overlapping)).toEqual(['groupInTwoStacks']);
    expect(idsWith(overlapping, '0000-1111')).toEqual(['groupInTwoStacks']);
    expect(idsWith(PriorityRange.of(300, 399))).toEqual([]);
    expect(idsWith(overlapping, '0000-1111', '0000-2222')).toEqual([]);
  });

  test('that two stacks make are two groups, as for test and production', () => {
    const app = Testing.app();
    const points = ['test', 'production'].map((id) => newRules(newStack(id, app)));
    app.synth();
    expect(points.flatMap((point) => warningIds(point))).toEqual([]);
  });
});

describe('fails early for a resource that stands for several', () => {
  const count = TerraformCount.of(3);

  test('a group', () => {
    const stack = newStack();
    expect(() => newRules(stack, { networkSecurityGroup: newGroup(stack, { count }) })).toThrow('it has forEach or count, so it is several resources');
    const data = new DataAzurermNetworkSecurityGroup(stack, 'Lookup', { ...LITERAL, count });
    expect(() => newRules(stack, { networkSecurityGroup: data }, 'Data')).toThrow(withCode('InvalidOption'));
  });

  test('a policy, a collection', () => {
    const stack = newStack();
    const firewallPolicy = new FirewallPolicy(stack, 'Policy', { ...LITERAL, location: 'westeurope', count });
    expect(() => new FirewallPolicyRules(stack, 'Rules', { firewallPolicy, priority: 500 })).toThrow(withCode('InvalidOption'));
    const ruleCollection = new NetworkManagerAdminRuleCollection(stack, 'C', { name: 'c', networkGroupIds: ['g'], securityAdminConfigurationId: 's', count });
    expect(() => new AdminRules(stack, 'Admin', { ruleCollection, priorities: PriorityRange.ofAdminRules(1, 999) })).toThrow(withCode('InvalidOption'));
  });
});

test('the id of a resource may still be overridden after a rule was made', () => {
  const app = new App({ outdir: Testing.app().outdir });
  const stack = newStack('stack', app);
  const group = newGroup(stack);
  const other = newGroup(stack, { name: 'nsg-other' }, 'Other');
  new NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: { name: group.name, resourceGroupName: group.resourceGroupName }, priorities: RANGE });
  other.overrideLogicalId('mine');
  expect(Object.keys(synth(stack).resource.azurerm_network_security_group!).sort()).toEqual(['Nsg', 'mine']);
});
