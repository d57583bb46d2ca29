import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Construct } from 'constructs';
import { identify } from '../terraform/identify';

/** What is wrong with groups that have inline rules, in favour of which Terraform deletes all others. Only for a complete app. */
export function inlineRuleProblems(scope: Construct, groupIds: readonly string[]): string[] {
  const ids = groupIds.map((groupId) => identify(groupId, scope));
  return scope.node.root.node.findAll()
    .filter((construct) => construct instanceof SecurityGroup)
    .filter((group) => group.ingressInput !== undefined || group.egressInput !== undefined)
    .filter((group) => ids.includes(identify(group.id, group)))
    .map(({ node: { path } }) => (
      `${path} has inline rules (ingress or egress), and Terraform would delete the rules of ${scope.node.path} in their favour: make them resources of their own`
    ));
}
