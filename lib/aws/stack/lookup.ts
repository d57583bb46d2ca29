import { Stack } from 'aws-cdk-lib';
import { ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { isLookupDummy } from '../../rules/model/token';

/** What `SecurityGroup.fromLookup…` gives as the id of a group that is not looked up yet. */
const DUMMY_GROUP = 'sg-12345678';

/** Whether `value` stands for the answer to a look-up that the command line of AWS CDK is still to make. */
export function isPendingLookup(value: string, scope: IConstruct): boolean {
  return (isLookupDummy(value) || value === DUMMY_GROUP) && scope.node.root.node.findAll().some(awaitsAnswers);
}

/** Whether nothing is known of `group` yet, because it is still to be looked up. What is wrong with it is said when it is. */
export function isPendingGroup({ securityGroupId }: ISecurityGroup, scope: IConstruct): boolean {
  return isPendingLookup(securityGroupId, scope);
}

/** Whether a stack has asked for context that it did not get. CDK keeps that to itself, and to the manifest. */
function awaitsAnswers(construct: IConstruct): boolean {
  if (!Stack.isStack(construct)) {
    return false;
  }
  const missing: unknown = Reflect.get(construct, '_missingContext');
  return Array.isArray(missing) && missing.length > 0;
}
