import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { IEnforcementPoint, SkypeHybridOutbound } from '../../lib';
import { PrefixLists as CdkPrefixLists, SecurityGroups as CdkSecurityGroups } from '../../lib/aws';
import { PrefixLists, SecurityGroups } from '../../lib/terraform-aws';
import { admittedByRules, compare, readCloudFormation, Reading, readTerraform } from '../../lib/verify';
import { vpcOf } from '../aws/support';
import { newStack, synth } from './support';

/** Row 13: UDP and TCP 50000-59999, and TCP 5061. */
const skype = (scope: Construct, enforcedBy: IEnforcementPoint) => new SkypeHybridOutbound(scope, 'Skype', { enforcedBy: [enforcedBy] });

function terraform(make: (stack: ReturnType<typeof newStack>) => IEnforcementPoint): [SkypeHybridOutbound, Reading] {
  const stack = newStack();
  const scenario = skype(stack, make(stack));
  return [scenario, readTerraform(synth(stack))];
}

function cloudFormation(make: (stack: Stack) => IEnforcementPoint): [SkypeHybridOutbound, Reading] {
  const stack = new Stack();
  const scenario = skype(stack, make(stack));
  return [scenario, readCloudFormation(Template.fromStack(stack).toJSON())];
}

test.each<[string, () => [SkypeHybridOutbound, Reading]]>([
  ['SecurityGroups by Terraform', () => terraform((stack) => new SecurityGroups(stack, 'Groups', { vpcId: 'vpc-1' }))],
  ['PrefixLists by Terraform', () => terraform((stack) => {
    const lists = new PrefixLists(stack, 'Lists');
    lists.addRulesTo(['sg-1']);
    return lists;
  })],
  ['SecurityGroups by CDK', () => cloudFormation((stack) => new CdkSecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) }))],
  ['PrefixLists by CDK', () => cloudFormation((stack) => {
    const lists = new CdkPrefixLists(stack, 'Lists');
    lists.addRulesTo([SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1', { allowAllOutbound: false })]);
    return lists;
  })],
])('%s admit exactly the outbound ports and UDP ranges of row 13', (_, make) => {
  const [scenario, { admitted, findings, unresolved }] = make();
  expect([findings, unresolved]).toEqual([[], []]);
  expect(compare(admitted, admittedByRules(scenario.rules.rules).admitted).toString()).toBe('admits exactly what was expected');
  expect(admitted.boxes().map(({ direction, protocol, ports }) => `${direction} ${protocol} ${ports}`))
    .toEqual(['outbound tcp 5061', 'outbound tcp 50000-59999', 'outbound udp 50000-59999']);
});
