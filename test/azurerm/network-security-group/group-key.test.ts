import { DataAzurermNetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-network-security-group';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { INetworkSecurityGroup, PriorityRange } from '../../../lib/azurerm';
import { expectExactly, newGraph, newGroup, newOwnGroup, newRules, newStack, RANGE, synth, withCode, writtenRules } from '../support';

const LITERAL = { name: 'nsg-web', resourceGroupName: 'rg-web' };

const INLINE_RULE = {
  name: 'ssh',
  priority: 4000,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  sourceAddressPrefix: '10.0.0.0/8',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
  destinationPortRange: '22',
};

/** A group in a resource group of the same app, as the provider's documentation has it. */
function groupInResourceGroup(stack: TerraformStack): { group: NetworkSecurityGroup; resourceGroup: ResourceGroup } {
  const resourceGroup = new ResourceGroup(stack, 'ResourceGroup', { name: 'rg-web', location: 'westeurope' });
  return { resourceGroup, group: newGroup(stack, { resourceGroupName: resourceGroup.name }) };
}

function twice<T>(thing: T): [T, T] {
  return [thing, thing];
}

function ownRule(stack: TerraformStack, group: INetworkSecurityGroup, rest: object = {}): NetworkSecurityRule {
  return new NetworkSecurityRule(stack, 'Ssh', {
    ...INLINE_RULE, networkSecurityGroupName: group.name, resourceGroupName: group.resourceGroupName, ...rest,
  });
}

describe('fails when two enforcement points may take the same priorities of a group', () => {
  test.each<[string, (stack: TerraformStack) => [INetworkSecurityGroup, INetworkSecurityGroup]]>([
    ['both by the same object', (stack) => twice(newGroup(stack))],
    ['both by the same names', () => twice(LITERAL)],
    ['by names in other letter case', () => [LITERAL, { name: 'NSG-Web', resourceGroupName: 'RG-web' }]],
    ['by object and by name', (stack) => [newGroup(stack), LITERAL]],
    ['by look-up and by name', (stack) => [new DataAzurermNetworkSecurityGroup(stack, 'Lookup', LITERAL), LITERAL]],
    ['by object and by references to its names', (stack) => {
      const { group, resourceGroup } = groupInResourceGroup(stack);
      return [group, { name: group.name, resourceGroupName: resourceGroup.name }];
    }],
    ['by object in a resource group of the app and by name', (stack) => [groupInResourceGroup(stack).group, LITERAL]],
    ['by one deploy-time name', (stack) => {
      const name = new TerraformVariable(stack, 'nsg', { type: 'string' });
      return [{ ...LITERAL, name: name.stringValue }, { ...LITERAL, name: name.stringValue }];
    }],
  ])('%s', (_, groups) => {
    const stack = newStack();
    const [one, other] = groups(stack);
    newRules(stack, { networkSecurityGroup: one }, 'A');
    expect(() => newRules(stack, { networkSecurityGroup: other, priorities: PriorityRange.of(299, 350) }, 'B')).toThrow(withCode('OverlappingPriorities'));
    expect(() => newRules(stack, { networkSecurityGroup: other, priorities: PriorityRange.of(250, 260) }, 'C'))
      .toThrow('stack/C may take priorities 250-260 and stack/A may take 200-299 in the same group');
  });

  test('in different stacks', () => {
    const app = Testing.app();
    const networkSecurityGroup = newGroup(newStack('network', app));
    newRules(newStack('a', app), { networkSecurityGroup });
    const stack = newStack('b', app);
    expect(() => newRules(stack, { networkSecurityGroup })).toThrow(withCode('OverlappingPriorities'));
  });
});

describe('enforcement points get along', () => {
  test('with disjoint priorities of one group', () => {
    const stack = newStack();
    const networkSecurityGroup = newGroup(stack);
    const points = [RANGE, PriorityRange.of(300, 399)].map((priorities, i) => newRules(stack, { networkSecurityGroup, priorities }, `Rules${i}`));
    const graphs = points.map((point, i) => newGraph(stack, `Graph${i}`, point, { ports: [443 + i] }));
    expectExactly(synth(stack), ...graphs);
  });

  test('with the same priorities of different groups', () => {
    const stack = newStack();
    ['A', 'B'].forEach((id) => newGraph(stack, `Graph${id}`, newRules(stack, { networkSecurityGroup: newGroup(stack, { name: `nsg-${id}` }, id) }, `Rules${id}`)));
    newRules(stack, { networkSecurityGroup: { name: 'nsg-A', resourceGroupName: 'rg-other' } });
    expect(writtenRules(synth(stack))).toHaveLength(4);
  });

  test('with the same priorities of groups in stacks that are alike, as for test and production', () => {
    const app = Testing.app();
    const documents = ['test', 'production'].map((id) => {
      const stack = newStack(id, app);
      newGraph(stack, 'Graph', newRules(stack));
      return synth(stack);
    });
    expect(documents[0].resource).toEqual(documents[1].resource); // the record names the paths of constructs, and with them the stack
  });
});

describe('a rule of the app in the same group', () => {
  test.each<[string, (stack: TerraformStack) => [ours: INetworkSecurityGroup, theirs: INetworkSecurityGroup]]>([
    ['by the same object', (stack) => twice(newGroup(stack))],
    ['by group and resource group', (stack) => {
      const { group, resourceGroup } = groupInResourceGroup(stack);
      return [group, { name: group.name, resourceGroupName: resourceGroup.name }];
    }],
    ['by name', (stack) => [newGroup(stack), LITERAL]],
  ])('fails validation when it takes one of our priorities: %s', (_, groups) => {
    const stack = newStack();
    const [ours, theirs] = groups(stack);
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: ours }));
    ownRule(stack, theirs, { priority: 250 });
    expect(() => synth(stack)).toThrow('stack/Ssh has priority 250, which stack/FromMicrosoft may take: move it out of 200-299');
  });

  test('fails validation when it takes one of our priorities: from the stack of the group', () => {
    const app = Testing.app();
    const network = newStack('network', app);
    const networkSecurityGroup = newGroup(network);
    const stack = newStack('web', app);
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup }));
    ownRule(network, networkSecurityGroup, { priority: 250 });
    expect(() => app.synth()).toThrow('network/Ssh has priority 250, which web/FromMicrosoft may take');
  });

  test('fails validation when it takes one of our names', () => {
    const stack = newStack();
    const networkSecurityGroup = newGroup(stack);
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup }));
    ownRule(stack, networkSecurityGroup, { name: 'GRAPH-graph-change-notifications.notifications-in-tcp-ipv4' });
    expect(() => synth(stack)).toThrow('stack/Ssh is called GRAPH-graph-change-notifications.notifications-in-tcp-ipv4, as is a rule of stack/FromMicrosoft');
  });

  test('is welcome with a priority and a name of its own', () => {
    const stack = newStack();
    const networkSecurityGroup = newGroup(stack);
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup }));
    ownRule(stack, networkSecurityGroup);
    expect(writtenRules(synth(stack))).toHaveLength(3);
  });

  test('is welcome with any priority in another group', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack));
    ownRule(stack, newGroup(stack, { name: 'nsg-other' }, 'Other'), { priority: 250, name: 'Graph-graph-change-notifications.notifications-in-tcp-ipv4' });
    expect(writtenRules(synth(stack))).toHaveLength(3);
  });

  test('is welcome with a priority known at deployment only', () => {
    const stack = newStack();
    const networkSecurityGroup = newGroup(stack);
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup }));
    ownRule(stack, networkSecurityGroup, { priority: new TerraformVariable(stack, 'priority', { type: 'number' }).numberValue });
    expect(writtenRules(synth(stack))).toHaveLength(3);
  });
});

test('fails validation when one scenario goes through two enforcement points of a group, whose rules would share a name', () => {
  const stack = newStack();
  const networkSecurityGroup = newGroup(stack);
  const point = newRules(stack, { networkSecurityGroup, destination: '10.0.1.0/24' }, 'A');
  const other = newRules(stack, { networkSecurityGroup, destination: '10.0.2.0/24', priorities: PriorityRange.of(300, 399) }, 'B');
  newGraph(stack, 'Graph', point, { enforcedBy: [point, other] });
  expect(() => synth(stack)).toThrow(/is called Graph-graph-change-notifications.notifications-in-tcp-ipv4, as is a rule of stack\/A, .* give each enforcement point of the group its own scenarios or its own namePrefix/);
});

describe('inline rules and separate ones fail validation together', () => {
  const PROBLEM = /Nsg has inline rules \(securityRule\), and Terraform would delete the rules of stack\/FromMicrosoft/;

  test.each<[string, object[]]>([['a rule', [INLINE_RULE]], ['an empty list, which removes every rule', []]])('inline, the group has %s', (_, securityRule) => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack, { networkSecurityGroup: newGroup(stack, { securityRule }) }));
    expect(() => synth(stack)).toThrow(PROBLEM);
  });

  test('when the group is given by name', () => {
    const stack = newStack();
    newGroup(stack, { securityRule: [INLINE_RULE] });
    newRules(stack, { networkSecurityGroup: LITERAL });
    expect(() => synth(stack)).toThrow(PROBLEM);
  });

  test('when they are added to the group later', () => {
    const stack = newStack();
    const networkSecurityGroup = newGroup(stack);
    newRules(stack, { networkSecurityGroup });
    networkSecurityGroup.putSecurityRule([INLINE_RULE]);
    expect(() => synth(stack)).toThrow(PROBLEM);
  });

  test('when the app adds a separate rule to a group of ours', () => {
    const stack = newStack();
    const owned = newOwnGroup(stack);
    newGraph(stack, 'Graph', owned);
    ownRule(stack, owned.networkSecurityGroup);
    expect(() => synth(stack)).toThrow('stack/Ssh is in the network security group of stack/FromMicrosoft, whose inline rules make Terraform delete it');
  });

  test('when our separate rules join a group of ours', () => {
    const stack = newStack();
    const owned = newOwnGroup(stack);
    newGraph(stack, 'Graph', owned);
    newGraph(stack, 'Admin', newRules(stack, { networkSecurityGroup: owned.networkSecurityGroup }, 'More'));
    expect(() => synth(stack)).toThrow(/stack\/FromMicrosoft\/Group has inline rules .* the rules of stack\/More/);
  });
});
