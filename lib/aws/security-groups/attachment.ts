import { Stack } from 'aws-cdk-lib';
import { IConnectable, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { identify } from '../stack/identify';

/** Something with network interfaces to which groups can be added. */
type Target = IConnectable & IConstruct;

/** A construct that keeps its groups apart from its connections, as an EC2 instance does. */
interface TakesSecurityGroups {
  addSecurityGroup(group: ISecurityGroup): void;
}

/** Adds `group` to `target`, in the way the target understands, unless it was created with it. */
export function attachGroup(target: Target, group: ISecurityGroup): void {
  const stack = Stack.of(target);
  const id = identify(group.securityGroupId, stack);
  if (target.connections.securityGroups.some((other) => identify(other.securityGroupId, stack) === id)) {
    return;
  }
  if (takesSecurityGroups(target)) {
    target.addSecurityGroup(group);
  } else {
    target.connections.addSecurityGroup(group);
  }
}

function takesSecurityGroups(target: object): target is TakesSecurityGroups {
  return 'addSecurityGroup' in target && typeof target.addSecurityGroup === 'function';
}
