import { unsupported } from '../../messages/errors';
import { Direction, HostPatternKind, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';

const PLATFORM = 'Route 53 Resolver DNS Firewall';

/**
 * What DNS Firewall can express: names that are looked up, whatever they are then used for.
 *
 * Its `*.x` is every name below x, and not x. What a star means that is not followed by a
 * dot AWS does not say, so that form is refused.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-user-managed-domain-lists.html
 */
export const DNS_FIREWALL_CAPABILITIES: Capabilities = {
  platform: PLATFORM,
  addressFamilies: [],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [HostPatternKind.EXACT, HostPatternKind.LEADING_WILDCARD],
  hostAlternatives: 'name the hosts you use with additionalPeers and leave the pattern out with excludedPeers, or use NetworkFirewallRules, which match it',
  hostCharacters: /^[a-z0-9.*-]+$/,
  refusal: ({ direction, origins }) => (direction === Direction.OUTBOUND ? undefined : unsupported(
    origins[0].slug, `${PLATFORM} sees what your side looks up, not what comes in`, 'use SecurityGroups, which match the addresses',
  )),
};
