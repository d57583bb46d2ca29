import { Construct } from 'constructs';
import { denyBeforeAllow, EndpointError, invalidPriorityRange, networkSecurityGroupFull } from '../../messages/errors';
import { outboundAllowIsNoOp, Warning } from '../../messages/warnings';
import { AddressFamily, Direction, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { RuleSet, slugsOf } from '../../rules/model/rule-set';
import { AddressRule, renderDeny } from '../address-rules/address-rules';
import { AddressRulesBase, AddressRulesOptions } from '../address-rules/address-rules-base';
import { DefaultDeny } from '../address-rules/default-deny';
import { RuleCounts } from '../address-rules/rule-tally';
import { NETWORK_SECURITY_GROUP_LIMITS } from '../limits/network-security-group-limits';

/** Options for rules in any network security group. */
export interface NetworkSecurityGroupRulesOptions extends AddressRulesOptions {
  /**
   * Ids of application security groups that inbound rules admit traffic to, in place of `destination`.
   *
   * @default - as `destination`
   */
  readonly destinationApplicationSecurityGroupIds?: string[];

  /**
   * Ids of application security groups that outbound rules admit traffic from, in place of `source`.
   *
   * @default - as `source`
   */
  readonly sourceApplicationSecurityGroupIds?: string[];

  /**
   * A rule that refuses outbound traffic which no rule admits. Without it, admitting outbound traffic restricts
   * nothing, since Azure lets everything out to the Internet.
   *
   * It denies traffic of everything behind the group, whatever `source` says: a rule of one family would leave the other
   * open. It stands even while no scenario is enforced: losing the last one opens nothing.
   *
   * @default - no such rule; outbound scenarios warn
   */
  readonly denyOtherOutbound?: DefaultDeny;
}

const CAPABILITIES: Capabilities = {
  platform: 'an Azure network security group',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [],
  hostAlternatives: 'an Azure Firewall policy matches host names',
  rulesByFlow: true,
};

/** What separate and inline rules have in common. */
export abstract class NetworkSecurityGroupRulesBase extends AddressRulesBase {
  /** The rule that refuses other outbound traffic, if there is one. */
  protected readonly denyOtherOutbound?: DefaultDeny;

  protected constructor(scope: Construct, id: string, options: NetworkSecurityGroupRulesOptions) {
    super(scope, id, CAPABILITIES, options, NETWORK_SECURITY_GROUP_LIMITS.nameLength, true, {
      destination: { groupIds: options.destinationApplicationSecurityGroupIds }, source: { groupIds: options.sourceApplicationSecurityGroupIds },
    });
    this.denyOtherOutbound = options.denyOtherOutbound;
    const { first, last } = NETWORK_SECURITY_GROUP_LIMITS.priority;
    if (this.priorities.first < first || this.priorities.last > last) {
      throw invalidPriorityRange(this.priorities.first, this.priorities.last, first, last);
    }
    if (this.denyOtherOutbound !== undefined && this.denyOtherOutbound.priority <= this.priorities.last) {
      throw denyBeforeAllow(this.node.path, this.denyOtherOutbound.priority, this.node.path, this.priorities.toString());
    }
  }

  protected get denyingRules(): readonly AddressRule[] {
    return this.denyOtherOutbound === undefined
      ? [] : [renderDeny(this.nameOf(), Direction.OUTBOUND, this.denyOtherOutbound, this.nameLength)];
  }

  protected platformWarnings(ruleSet: RuleSet): Warning[] {
    const open = this.denyOtherOutbound === undefined && ruleSet.rules.some(({ direction }) => direction === Direction.OUTBOUND);
    return open ? [outboundAllowIsNoOp(slugsOf([ruleSet]).join(', '))] : [];
  }

  protected roomProblem(counts: RuleCounts): EndpointError | undefined {
    const { rulesPerGroup, prefixesPerGroup } = NETWORK_SECURITY_GROUP_LIMITS;
    const rules = counts.rules();
    return Object.values(Direction).map((side) => {
      // The remote side is the source of inbound rules and the destination of outbound ones.
      const prefixes = counts.remotes(side) + counts.locals() - counts.locals(side);
      return rules > rulesPerGroup || prefixes > prefixesPerGroup
        ? networkSecurityGroupFull(this.node.path, rules, prefixes, rulesPerGroup, prefixesPerGroup) : undefined;
    }).find((problem) => problem !== undefined);
  }
}
