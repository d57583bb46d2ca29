import { invalidHomeNet, listNotKnown } from '../../messages/errors';
import { PortRange, PortSet, Prefix } from '../../net';
import { isDeployTimeListText } from '../../rules/model/token';
import { OptionTypes } from '../../rules/options/option-type';
import { instanceOf, listOf, port, text, wholeNumber } from '../../rules/options/option-types';
import { DEFAULT_NAMED_TRAFFIC, NamedTraffic } from './network-firewall-capabilities';
import { NETWORK_FIREWALL_LIMITS } from './network-firewall-limits';
import { SidRange } from './sid-range';

/** Options of Network Firewall rules on every framework. */
export interface NetworkFirewallRulesOptions {
  /**
   * The addresses of your side, as CIDR blocks of either family.
   *
   * @default - what the firewall policy says: the CIDR blocks of the VPC that the firewall is in, which are not enough when it is in a separate VPC
   */
  readonly homeNet?: readonly string[];

  /**
   * TCP ports that speak TLS from the first byte on, so that host names can be matched there.
   *
   * @default - 443, 993, 995, 5061, 5228 to 5230 and 5671
   */
  readonly tlsPorts?: readonly number[];

  /**
   * TCP ports that speak HTTP, so that host names can be matched there.
   *
   * @default - 80
   */
  readonly httpPorts?: readonly number[];

  /**
   * Signature ids that the rules may take; rule groups of one policy must not share any.
   *
   * @default SidRange.LOCAL
   */
  readonly sids?: SidRange;

  /**
   * The capacity of the rule group: how many rules it may ever have. AWS fixes it when the group is created; another value replaces the group.
   *
   * @default - a step from 100 to 30,000 that leaves room for a quarter more rules
   */
  readonly capacity?: number;
}

/** What they take. */
export const NETWORK_FIREWALL_RULES_OPTIONS: OptionTypes<NetworkFirewallRulesOptions> = {
  homeNet: listOf(text('10.0.0.0/16'), { example: "'10.0.0.0/16'", deployTime: true }),
  tlsPorts: listOf(port(), { example: '443' }),
  httpPorts: listOf(port(), { example: '80' }),
  sids: instanceOf<SidRange>('SidRange', 'give SidRange.of(1000000, 1999999), say'),
  capacity: wholeNumber(1, NETWORK_FIREWALL_LIMITS.capacity),
};

/** The ports in force. */
export function namedTraffic({ tlsPorts, httpPorts }: NetworkFirewallRulesOptions): NamedTraffic {
  const set = (ports: readonly number[] | undefined) => ports && PortSet.of(...ports.map((each) => PortRange.of(each)));
  return { tlsPorts: set(tlsPorts) ?? DEFAULT_NAMED_TRAFFIC.tlsPorts, httpPorts: set(httpPorts) ?? DEFAULT_NAMED_TRAFFIC.httpPorts };
}

/**
 * Checks the CIDR blocks of the local side.
 *
 * @param isToken whether a value is known only when the app is deployed
 * @throws EndpointError `InvalidHomeNet`, `InvalidPrefix` or `ListNotKnown`
 */
export function requireHomeNet(homeNet: readonly string[] | undefined, isToken: (value: string) => boolean): void {
  if (homeNet?.length === 0) {
    throw invalidHomeNet();
  }
  if (homeNet?.length === 1 && isDeployTimeListText(homeNet[0])) {
    return; // a whole list, which the platform takes as it is
  }
  const list = homeNet?.find(isDeployTimeListText);
  if (list !== undefined) {
    throw listNotKnown(list);
  }
  homeNet?.filter((cidr) => !isToken(cidr)).forEach((cidr) => Prefix.parse(cidr));
}
