import { brand } from '../../collections/brand';
import { invalidPriority } from '../../messages/errors';
import { isIntegerWithin } from '../../messages/require-integer';

/** Priorities of rules in network security groups and of security admin rules end here. */
const LAST_PRIORITY = 4096;

/**
 * The rule that refuses traffic of one direction which no rule before it admits: every protocol and port, of both families.
 *
 * Azure's own DNS, DHCP, instance metadata and health probes (168.63.129.16,
 * 169.254.169.254) are not subject to it.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations
 */
export class DefaultDeny {
  static {
    brand(DefaultDeny, 'DefaultDeny');
  }

  /**
   * Refuses the Internet: whatever is outside the virtual network and reachable from the Internet, the public addresses
   * of Azure's own services included. Traffic within the virtual network, to and from peered and connected ones, stays.
   *
   * @param priority behind every rule that admits, those of the app included
   * @throws EndpointError `InvalidPriority`
   */
  static internet(priority: number = LAST_PRIORITY): DefaultDeny {
    return new DefaultDeny('Internet', priority);
  }

  /**
   * Refuses everything, traffic within the virtual network included: databases, private endpoints and domain
   * controllers need rules of the app's own.
   *
   * @param priority behind every rule that admits, those of the app included
   * @throws EndpointError `InvalidPriority`
   */
  static everything(priority: number = LAST_PRIORITY): DefaultDeny {
    return new DefaultDeny('*', priority);
  }

  private constructor(
    /** The remote side, as Azure writes it: the tag `Internet`, or `*`. */
    readonly remote: 'Internet' | '*',
    /** The priority of the rules that refuse. */
    readonly priority: number,
  ) {
    if (!isIntegerWithin(priority, 1, LAST_PRIORITY)) {
      throw invalidPriority(priority, 1, LAST_PRIORITY);
    }
  }

  /** What is refused, as a rule's name has it. */
  get word(): string {
    return this.remote === '*' ? 'everything' : 'internet';
  }
}
