import { CfnSecurityGroupEgress, CfnSecurityGroupIngress, ISecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { SecurityGroupRule } from '../../aws-rules/security-groups/security-group-rules';
import { AddressFamily, Direction } from '../../net';

const HOLDER = 'Rules';

/**
 * Renders each rule as a separate resource below `scope`, in place of those rendered before.
 *
 * Logical ids come from the content of a rule; the group is not part of it.
 */
export function renderSeparateRules(
  scope: Construct, rules: readonly (readonly SecurityGroupRule[])[], groups: readonly ISecurityGroup[],
): void {
  scope.node.tryRemoveChild(HOLDER);
  const holder = new Construct(scope, HOLDER);
  const placed = rules.flatMap((list, index) => list.map((rule) => ({ rule, groupId: groups[index].securityGroupId })));
  for (const { rule, groupId } of placed.sort((a, b) => (a.rule.key < b.rule.key ? -1 : 1))) {
    const { key, direction, family, cidr, protocol, fromPort, toPort, description } = rule;
    const peer = family === AddressFamily.IPV4 ? { cidrIp: cidr } : { cidrIpv6: cidr };
    const props = { groupId, ipProtocol: protocol, fromPort, toPort, description, ...peer };
    const id = key.replace(/\//g, '_');
    if (direction === Direction.INBOUND) {
      new CfnSecurityGroupIngress(holder, id, props);
    } else {
      new CfnSecurityGroupEgress(holder, id, props);
    }
  }
}
