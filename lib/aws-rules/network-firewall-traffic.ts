import { EndpointError, unsupported } from '../errors';
import { AddressFamily, Direction, HostPattern, PortSet, PrefixSet, Protocol } from '../net';
import { Capabilities } from '../rules/capabilities';
import { OnUnsupported } from '../rules/on-unsupported';
import { Rule } from '../rules/rule';
import { RuleSet } from '../rules/rule-set';
import { hostsByAddress, leftOut } from '../warnings';
import { SURICATA_PATTERNS } from './suricata-host-match';

/** What AWS Network Firewall can express: addresses of both families, and host names where a protocol shows them. */
export const NETWORK_FIREWALL_CAPABILITIES: Capabilities = {
  platform: 'AWS Network Firewall',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: SURICATA_PATTERNS,
  hostAlternatives: 'name the hosts with additionalPeers',
};

/** On which TCP ports host names can be seen. */
export interface NamedTraffic {
  /** Ports that speak TLS from the first byte on. */
  readonly tlsPorts: PortSet;

  /** Ports that speak HTTP. Those that are among `tlsPorts` count as these. */
  readonly httpPorts: PortSet;
}

/**
 * Ports of which it is known what they speak: HTTPS, IMAPS, POP3S, SIP over TLS, AMQPS and Google's push service.
 *
 * Not 25, 110, 143 and 587, which turn to TLS only when they are asked to, too late for a filter.
 *
 * @see https://www.iana.org/assignments/service-names-port-numbers
 * @see https://firebase.google.com/docs/cloud-messaging/concept-options#messaging-ports-and-your-firewall
 */
export const DEFAULT_NAMED_TRAFFIC: NamedTraffic = {
  tlsPorts: PortSet.parse('443,993,995,5061,5228-5230,5671'),
  httpPorts: PortSet.parse('80'),
};

/** How many host patterns a message lists; the others are counted. */
const NAMED_HOSTS = 5;

/** A rule in the forms that the firewall has, and what has none. */
interface Forms {
  readonly rules: readonly Rule[];
  readonly unsupported: readonly EndpointError[];

  /** Host patterns without a form, whose place the addresses of the same remote side take. */
  readonly byAddress: readonly HostPattern[];
}

/**
 * What the firewall can express of a rule set, with warnings for what it cannot: each rule
 * of the result is by address, or by name on ports of one kind.
 *
 * @throws EndpointError `Unsupported`, unless the rule set asks to leave out what has no form and has something else
 */
export function networkFirewallRuleSet(ruleSet: RuleSet, traffic: NamedTraffic): RuleSet {
  const forms = ruleSet.rules.map((rule) => ({ slug: rule.origins[0].slug, ...formsOf(rule, traffic) }));
  const rules = forms.flatMap((form) => form.rules);
  const problems = forms.flatMap((form) => form.unsupported);
  if (problems.length > 0 && (ruleSet.onUnsupported === OnUnsupported.FAIL || rules.length === 0)) {
    throw problems[0];
  }
  const byAddress = forms.filter((form) => form.byAddress.length > 0);
  const slugs = [...new Set(byAddress.map(({ slug }) => slug))].sort();
  const hosts = new Set(byAddress.flatMap((form) => form.byAddress).map(String));
  return {
    ...ruleSet,
    rules,
    warnings: [
      ...ruleSet.warnings,
      ...problems.map(({ message }) => leftOut(message)),
      ...hosts.size === 0 ? [] : [hostsByAddress(NETWORK_FIREWALL_CAPABILITIES.platform, slugs, hosts.size)],
    ],
  };
}

function formsOf(rule: Rule, { tlsPorts, httpPorts }: NamedTraffic): Forms {
  const hasAddresses = !rule.prefixes.isEmpty || rule.deployTimePrefixes.length > 0;
  const byName = rule.direction === Direction.OUTBOUND && rule.protocol === Protocol.TCP;
  const hosts = byName ? rule.hosts.filter(({ kind }) => SURICATA_PATTERNS.includes(kind)) : [];
  const named = [rule.ports.intersect(tlsPorts), rule.ports.intersect(httpPorts.subtract(tlsPorts))].filter((ports) => !ports.isEmpty);
  const nameless = rule.ports.subtract(tlsPorts.union(httpPorts));
  const everywhere = nameless.isEmpty && rule.deployTimePorts.length === 0;

  const unmatched = everywhere ? rule.hosts.filter((host) => !hosts.includes(host)) : rule.hosts;
  return {
    rules: [
      ...hasAddresses ? [{ ...rule, hosts: [] }] : [],
      ...hosts.length === 0 ? [] : named.map((ports) => ({
        ...rule, ports, deployTimePorts: [], prefixes: PrefixSet.EMPTY, deployTimePrefixes: [], hosts,
      })),
    ],
    unsupported: hasAddresses || unmatched.length === 0 ? [] : [problem(rule, unmatched, byName ? nameless : rule.ports)],
    byAddress: hasAddresses ? unmatched : [],
  };
}

function problem(rule: Rule, hosts: readonly HostPattern[], nameless: PortSet): EndpointError {
  const names = `${hosts.slice(0, NAMED_HOSTS).join(', ')}${hosts.length > NAMED_HOSTS ? ` and ${hosts.length - NAMED_HOSTS} more` : ''}`;
  const ports = [...nameless.ranges.map(String), ...rule.deployTimePorts.map(() => 'a deploy-time port')].join(', ');
  const addresses = 'name the addresses with additionalPeers, or use DnsFirewallRules, which sees every name that is looked up';
  if (rule.direction === Direction.INBOUND) {
    return unsupported(rule.origins[0].slug, `inbound traffic shows no host name of the side it comes from (${names})`, 'name its addresses with additionalPeers');
  }
  return unsupported(
    rule.origins[0].slug,
    `AWS Network Firewall cannot match ${names} on ${rule.protocol.toUpperCase()} ${ports}, where no TLS or HTTP shows it the name`,
    rule.protocol === Protocol.TCP ? `if these ports speak TLS or HTTP say so with tlsPorts or httpPorts, else ${addresses}` : addresses,
  );
}
