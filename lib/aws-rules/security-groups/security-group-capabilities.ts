import { AddressFamily, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';

/** What EC2 security groups can express: addresses of both families, TCP and UDP. */
export const SECURITY_GROUP_CAPABILITIES: Capabilities = {
  platform: 'an EC2 security group',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [],
  hostAlternatives: 'AWS Network Firewall and Route 53 Resolver DNS Firewall match host names',
};
