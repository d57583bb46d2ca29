import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { SecurityGroupRule } from '../aws-rules/security-groups/security-group-rules';
import { AddressFamily, Direction } from '../net';

const HOLDER = 'Rules';

/**
 * Renders each rule as a separate resource below `scope`, in place of those rendered before.
 *
 * Resource names come from the content of a rule; the group is not part of it.
 */
export function renderGroupRules(scope: Construct, rules: readonly (readonly SecurityGroupRule[])[], groupIds: readonly string[]): void {
  scope.node.tryRemoveChild(HOLDER);
  const holder = new Construct(scope, HOLDER);
  const placed = rules.flatMap((list, index) => list.map((rule) => ({ rule, securityGroupId: groupIds[index] })));
  for (const { rule, securityGroupId } of placed.sort((a, b) => (a.rule.key < b.rule.key ? -1 : 1))) {
    const { key, direction, family, cidr, protocol, fromPort, toPort, description } = rule;
    const peer = family === AddressFamily.IPV4 ? { cidrIpv4: cidr } : { cidrIpv6: cidr };
    newGroupRule(holder, key, direction, { securityGroupId, ipProtocol: protocol, fromPort, toPort, description, ...peer });
  }
}

/** What rules of both directions have in common. */
interface GroupRuleConfig {
  readonly securityGroupId: string;
  readonly ipProtocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly description: string;
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
}

/** One rule as a resource, with an id made from the text `key`. */
export function newGroupRule(scope: Construct, key: string, direction: Direction, config: GroupRuleConfig): void {
  const id = key.replace(/[\s/]+/g, '_');
  if (direction === Direction.INBOUND) {
    new VpcSecurityGroupIngressRule(scope, id, config);
  } else {
    new VpcSecurityGroupEgressRule(scope, id, config);
  }
}
