import { Annotations, TerraformProvider, TerraformStack, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { denyBeforeAllow, networkSecurityGroupFull, nothingReached } from '../errors';
import { AddressFamily, Direction, Protocol } from '../net';
import { Capabilities } from '../rules/capabilities';
import { IEnforcementPoint } from '../rules/enforcement-point';
import { PROVENANCE_KEY, provenanceRecords } from '../rules/provenance-record';
import { Rule } from '../rules/rule';
import { RulePool } from '../rules/rule-pool';
import { RuleSet } from '../rules/rule-set';
import { noAddressOfFamily, outboundAllowIsNoOp, Warning } from '../warnings';
import { localAddress, LocalSide } from './local-side';
import { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';
import { NsgRule, renderNsgRules, renderOutboundDeny } from './nsg-rules';
import { OutboundDeny } from './outbound-deny';
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

  /**
   * A rule that refuses outbound traffic which no rule admits. Without it, admitting outbound traffic restricts
   * nothing, since Azure lets everything out to the Internet.
   *
   * It stands even while no scenario is enforced: losing the last one opens nothing.
   *
   * @default - no such rule; outbound scenarios warn
   */
  readonly denyOtherOutbound?: OutboundDeny;

  /**
   * The provider of the resources, where it is not the default one: an alias for another subscription.
   *
   * @default - that of the group, if it is a resource of this app; else the default one
   */
  readonly provider?: TerraformProvider;
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

  /** The rule that refuses other outbound traffic, if there is one. */
  protected readonly denyOtherOutbound?: OutboundDeny;
  protected readonly provider?: TerraformProvider;

  protected constructor(scope: Construct, id: string, options: NetworkSecurityGroupRulesOptions) {
    super(scope, id);
    this.priorities = options.priorities;
    this.destination = { ipv4: options.destination, ipv6: options.destinationIpv6 };
    this.source = { ipv4: options.source, ipv6: options.sourceIpv6 };
    this.denyOtherOutbound = options.denyOtherOutbound;
    this.provider = options.provider;
    if (this.denyOtherOutbound !== undefined && this.denyOtherOutbound.priority <= this.priorities.last) {
      throw denyBeforeAllow(this.node.path, this.denyOtherOutbound.priority, this.node.path, this.priorities.toString());
    }
    [this.destination, this.source].forEach((side) => localAddress(side, AddressFamily.IPV4));
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    const warnings = [...this.pool.add(scope.node, ruleSet), ...this.platformWarnings(ruleSet)];
    const { slug } = ruleSet.provenance;
    if (!ruleSet.rules.some((rule) => this.unreachedFamilies(rule).length < familiesOf(rule).length)) {
      throw nothingReached(slug, this.node.path);
    }
    for (const { id, message } of warnings.filter((warning) => !ruleSet.acknowledgedWarnings.includes(warning.id))) {
      showOnce(scope, `${message} [ack: ${id}]`);
    }
    const rules = this.rules;
    this.requireRoom(rules);
    this.render(rules);
    this.recordProvenance();
  }

  /** Replaces what was rendered before by these rules. */
  protected abstract render(rules: readonly NsgRule[]): void;

  /** Renders the rule that refuses other outbound traffic, before there is any scenario. */
  protected renderDeny(): void {
    if (this.denyOtherOutbound !== undefined) {
      this.render(this.rules);
    }
  }

  private get rules(): NsgRule[] {
    const admitting = renderNsgRules(this.pool.all, {
      path: this.node.path,
      priorities: this.priorities,
      destination: this.destination,
      source: this.source,
      nameOf: (path) => this.nameWithinStack(path),
      portText: (port) => Token.asString(port),
    });
    return this.denyOtherOutbound === undefined
      ? admitting
      : [...admitting, renderOutboundDeny(this.nameWithinStack(this.node.path), this.denyOtherOutbound)];
  }

  private platformWarnings({ rules, provenance: { slug } }: RuleSet): Warning[] {
    const unreached = new Set(rules.flatMap((rule) => this.unreachedFamilies(rule)));
    return [
      ...[...unreached].map((family) => noAddressOfFamily(slug, family, this.node.path)),
      ...(this.denyOtherOutbound === undefined && rules.some(({ direction }) => direction === Direction.OUTBOUND) ? [outboundAllowIsNoOp(slug)] : []),
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
      const prefixes = rules.reduce((sum, { direction, remotePrefixes }) => sum + (direction === side ? Math.max(1, remotePrefixes.length) : 1), 0);
      if (rules.length > rulesPerGroup || prefixes > prefixesPerGroup) {
        throw networkSecurityGroupFull(this.node.path, rules.length, prefixes, rulesPerGroup, prefixesPerGroup);
      }
    }
  }

  /** Writes where rules come from into the comment of the stack, where no resource is touched. */
  private recordProvenance(): void {
    const stack = TerraformStack.of(this);
    const records = stack.node.findAll()
      .filter((construct) => construct instanceof NetworkSecurityGroupRulesBase)
      .filter(({ pool }) => pool.all.length > 0)
      .map((construct) => [construct.node.path, provenanceRecords(construct.pool.all)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    stack.addOverride(`//.${PROVENANCE_KEY}`, Object.fromEntries(records));
  }
}

/** The families in which a rule has peers. */
function familiesOf({ prefixes, deployTimePrefixes }: Rule): AddressFamily[] {
  return Object.values(AddressFamily).filter((family) => (
    !prefixes.only(family).isEmpty || deployTimePrefixes.some((prefix) => prefix.family === family)
  ));
}

function showOnce(scope: IConstruct, message: string): void {
  if (!scope.node.metadata.some(({ data }) => data === message)) {
    Annotations.of(scope).addWarning(message);
  }
}
