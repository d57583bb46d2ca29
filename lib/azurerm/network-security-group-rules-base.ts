import { TerraformStack, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { invalidPriorityRange, networkSecurityGroupFull, nothingReached } from '../errors';
import { AddressFamily, Direction, Protocol } from '../net';
import { Capabilities } from '../rules/capabilities';
import { IEnforcementPoint } from '../rules/enforcement-point';
import { familiesOf } from '../rules/express';
import { Rule } from '../rules/rule';
import { RulePool } from '../rules/rule-pool';
import { RuleSet } from '../rules/rule-set';
import { slugsOf } from '../rules/slugs-of';
import { recordProvenance } from '../terraform/record-provenance';
import { showWarning } from '../terraform/show-warning';
import { noAddressOfFamily, outboundAllowIsNoOp, Warning } from '../warnings';
import { localAddress, LocalSide } from './local-side';
import { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';
import { NsgRule, renderNsgRules } from './nsg-rules';
import { PriorityRange } from './priority-range';

/** Options for rules in any network security group. */
export interface NetworkSecurityGroupRulesOptions {
  /** The priorities that these rules may take; nothing else in the group may use them. */
  readonly priorities: PriorityRange;

  /**
   * What inbound rules admit traffic to: a prefix, a service tag, `*`, or a
   * deploy-time value that will be an IPv4 prefix.
   *
   * @default - '*', everything behind the group; no IPv4 rule, with a warning, when `destinationIpv6` alone is given
   */
  readonly destination?: string;

  /**
   * What inbound rules of IPv6 admit traffic to.
   *
   * @default - as `destination`; no IPv6 rule, with a warning, when that is an IPv4 prefix
   */
  readonly destinationIpv6?: string;

  /**
   * What outbound rules admit traffic from: a prefix, a service tag, `*`, or a
   * deploy-time value that will be an IPv4 prefix.
   *
   * @default - '*', everything behind the group; no IPv4 rule, with a warning, when `sourceIpv6` alone is given
   */
  readonly source?: string;

  /**
   * What outbound rules of IPv6 admit traffic from.
   *
   * @default - as `source`; no IPv6 rule, with a warning, when that is an IPv4 prefix
   */
  readonly sourceIpv6?: string;
}

const CAPABILITIES: Capabilities = {
  platform: 'an Azure network security group',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [],
  hostAlternatives: 'an Azure Firewall policy matches host names',
};

/** What separate and inline rules have in common. */
export abstract class NetworkSecurityGroupRulesBase extends Construct implements IEnforcementPoint {
  readonly capabilities = CAPABILITIES;

  /** The priorities that these rules may take. */
  readonly priorities: PriorityRange;

  private readonly pool = new RulePool(CAPABILITIES);
  private readonly destination: LocalSide;
  private readonly source: LocalSide;

  protected constructor(scope: Construct, id: string, options: NetworkSecurityGroupRulesOptions) {
    super(scope, id);
    const { priorities: { first, last } } = options;
    const { priority } = NETWORK_SECURITY_GROUP_LIMITS;
    if (last > priority.last) {
      throw invalidPriorityRange(first, last, priority.first, priority.last);
    }
    this.priorities = options.priorities;
    this.destination = { ipv4: options.destination, ipv6: options.destinationIpv6 };
    this.source = { ipv4: options.source, ipv6: options.sourceIpv6 };
    [this.destination, this.source].forEach((side) => localAddress(side, AddressFamily.IPV4));
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = [...this.pool.add(scope.node, ruleSet), ...this.platformWarnings(ruleSet)];
    const slugs = slugsOf([ruleSet]).join(', ');
    if (!ruleSet.rules.some((rule) => this.unreachedFamilies(rule).length < familiesOf(rule).length)) {
      throw nothingReached(slugs, this.node.path);
    }
    for (const warning of warnings.filter(({ id }) => !ruleSet.acknowledgedWarnings.includes(id))) {
      showWarning(scope, warning);
    }
    const rules = renderNsgRules(this.pool.all, {
      path: this.node.path,
      priorities: this.priorities,
      destination: this.destination,
      source: this.source,
      nameOf: (path) => this.nameWithinStack(path),
      portText: (port) => Token.asString(port),
    });
    this.requireRoom(rules);
    this.render(rules);
    recordProvenance(this, this.pool.all);
  }

  /** Replaces what was rendered before by these rules. */
  protected abstract render(rules: readonly NsgRule[]): void;

  private platformWarnings(ruleSet: RuleSet): Warning[] {
    const { rules } = ruleSet;
    const slugs = slugsOf([ruleSet]).join(', ');
    const unreached = new Set(rules.flatMap((rule) => this.unreachedFamilies(rule)));
    return [
      ...[...unreached].map((family) => noAddressOfFamily(slugs, family, this.node.path)),
      ...(rules.some(({ direction }) => direction === Direction.OUTBOUND) ? [outboundAllowIsNoOp(slugs)] : []),
    ];
  }

  /** The families of a rule for which no local address is known. */
  private unreachedFamilies(rule: Rule): AddressFamily[] {
    const side = rule.direction === Direction.INBOUND ? this.destination : this.source;
    return familiesOf(rule).filter((family) => localAddress(side, family) === undefined);
  }

  /** The path of a scenario without that of its stack, which differs from deployment to deployment. */
  private nameWithinStack(path: string): string {
    const stack = `${TerraformStack.of(this).node.path}/`;
    return path.startsWith(stack) ? path.slice(stack.length) : path;
  }

  private requireRoom(rules: readonly NsgRule[]): void {
    const { rulesPerGroup, prefixesPerGroup } = NETWORK_SECURITY_GROUP_LIMITS;
    for (const side of Object.values(Direction)) {
      // The remote side is the source of inbound rules and the destination of outbound ones; the other side is one entry.
      const prefixes = rules.reduce((sum, { direction, remotePrefixes }) => sum + (direction === side ? remotePrefixes.length : 1), 0);
      if (rules.length > rulesPerGroup || prefixes > prefixesPerGroup) {
        throw networkSecurityGroupFull(this.node.path, rules.length, prefixes, rulesPerGroup, prefixesPerGroup);
      }
    }
  }
}
