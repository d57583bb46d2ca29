import { invalidPriority } from '../errors';
import { NETWORK_SECURITY_GROUP_LIMITS } from './network-security-group-limits';

/**
 * The rule that refuses outbound traffic which no other rule admits.
 *
 * It refuses every protocol and port from everything behind the group, of both
 * families, whatever `source` says: a rule of one family would leave the other open.
 * Azure's own DNS, DHCP, instance metadata and health probes (168.63.129.16,
 * 169.254.169.254) are not subject to it.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#azure-platform-considerations
 */
export class OutboundDeny {
  /**
   * Refuses what Azure's rule 65001 AllowInternetOutBound lets out, the public addresses of Azure's own services
   * included. Traffic within the virtual network, to peered and connected ones stays allowed by rule 65000.
   *
   * @param priority behind every rule that admits, those of the app included
   * @throws EndpointError `InvalidPriority`
   */
  static internet(priority: number = NETWORK_SECURITY_GROUP_LIMITS.priority.last): OutboundDeny {
    return new OutboundDeny('Internet', priority);
  }

  /**
   * Refuses everything, traffic within the virtual network included: databases, private endpoints and domain
   * controllers need rules of the app's own.
   *
   * @param priority behind every rule that admits, those of the app included
   * @throws EndpointError `InvalidPriority`
   */
  static everything(priority: number = NETWORK_SECURITY_GROUP_LIMITS.priority.last): OutboundDeny {
    return new OutboundDeny('*', priority);
  }

  /**
   * @param destination as Azure writes it
   */
  private constructor(readonly destination: string, readonly priority: number) {
    const { first, last } = NETWORK_SECURITY_GROUP_LIMITS.priority;
    if (!Number.isInteger(priority) || priority < first || priority > last) {
      throw invalidPriority(priority, first, last);
    }
  }
}
