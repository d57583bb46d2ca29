import { EndpointError, unsupported } from '../../messages/errors';
import { AddressFamily, Direction, HostPatternKind, PortRange, PortSet, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { FittedHostRule } from '../../rules/fit/fit';
import { HostTraffic } from '../../rules/fit/host-traffic';
import { Rule } from '../../rules/model/rule';
import { FIREWALL_POLICY_LIMITS } from '../limits/firewall-policy-limits';

/** What a firewall policy is told about traffic, beyond the rules. */
export interface FirewallTraffic {
  /** TCP ports that speak HTTP. */
  readonly httpPorts: PortSet;

  /** TCP ports that speak HTTPS. */
  readonly httpsPorts: PortSet;

  /** Whether the policy's DNS proxy is on, so that network rules know host names. */
  readonly dnsProxy: boolean;
}

/**
 * Host patterns of an application rule. Azure matches anything in place of a star at the
 * very left, dots included: `*.x` is every name below x and not x, `*x` every name that
 * ends in x, which is what these kinds mean. It takes a star nowhere else.
 *
 * @see https://learn.microsoft.com/azure/firewall/firewall-faq#how-do-wildcards-work-in-target-urls-and-target-fqdns-in-application-rules
 */
const APPLICATION_RULE_PATTERNS: readonly HostPatternKind[] = [
  HostPatternKind.EXACT, HostPatternKind.LEADING_WILDCARD, HostPatternKind.DOTLESS_WILDCARD,
];

const { networkRulePorts, applicationRulePorts } = FIREWALL_POLICY_LIMITS;
const NETWORK_RULE_PORTS = PortSet.of(PortRange.of(networkRulePorts.first, networkRulePorts.last));
const APPLICATION_RULE_PORTS = PortSet.of(PortRange.of(applicationRulePorts.first, applicationRulePorts.last));

const PLATFORM = 'an Azure Firewall policy';
const NAME_HOSTS = 'name the hosts you use with additionalPeers and leave the rest out with onUnsupported: OnUnsupported.WARN';

/** What a firewall policy can express: addresses in network rules, host names in application rules, and in network rules through the DNS proxy. */
export function firewallPolicyCapabilities(traffic: FirewallTraffic, addressFamilies: readonly AddressFamily[]): Capabilities {
  return {
    platform: PLATFORM,
    addressFamilies,
    protocols: [Protocol.TCP, Protocol.UDP],
    hostPatterns: APPLICATION_RULE_PATTERNS,
    hostAlternatives: NAME_HOSTS,
    rulesByFlow: true,
    hostTraffic: [
      {
        protocol: Protocol.TCP,
        ports: applicationPorts(traffic),
        hostPatterns: APPLICATION_RULE_PATTERNS,
        limitation: 'an application rule takes a star at the very left only',
        alternatives: `give tenant where the star stands for the name of yours, or ${NAME_HOSTS}`,
      },
      networkTraffic(Protocol.TCP, traffic, 'if it is HTTP or HTTPS say so with httpPorts or httpsPorts'),
      networkTraffic(Protocol.UDP, traffic, 'if it is QUIC do without, in place of which clients use TCP (quic: false)'),
    ],
    refusal,
  };
}

/** Whether a rule on host names is an application rule, rather than a network rule. */
export function isApplicationRule({ protocol, ports, deployTimePorts }: FittedHostRule, traffic: FirewallTraffic): boolean {
  return protocol === Protocol.TCP && deployTimePorts.length === 0 && applicationPorts(traffic).containsSet(ports);
}

/** The TCP ports on which host names are matched by application rules. */
function applicationPorts({ httpPorts, httpsPorts }: FirewallTraffic): PortSet {
  return httpPorts.union(httpsPorts).intersect(APPLICATION_RULE_PORTS);
}

/** Where names are matched by network rules, if at all. */
function networkTraffic(protocol: Protocol, { dnsProxy }: FirewallTraffic, alternative: string): HostTraffic {
  const proxy = dnsProxy ? '' : 'for exact names turn the DNS proxy on in the policy and set dnsProxy: true, ';
  return {
    protocol,
    ports: PortSet.ALL,
    hostPatterns: dnsProxy ? [HostPatternKind.EXACT] : [],
    limitation: `a network rule knows exact host names only${dnsProxy ? '' : ', and those only through the DNS proxy'}`,
    alternatives: `${proxy}${alternative}, or ${NAME_HOSTS}`,
  };
}

function refusal({ direction, ports, origins: [{ slug }] }: Rule): EndpointError | undefined {
  if (direction === Direction.INBOUND) {
    return unsupported(
      slug, `${PLATFORM} admits inbound traffic through DNAT rules, which name the one server behind them`,
      'use NetworkSecurityGroupRules where the server is, or a web application firewall policy in front of it',
    );
  }
  return NETWORK_RULE_PORTS.containsSet(ports) ? undefined : unsupported(
    slug, `${PLATFORM} takes ports ${networkRulePorts.first} to ${networkRulePorts.last}, not ${ports}`, 'leave port 0 out',
  );
}
