import { brand, isBranded } from '../../collections/brand';
import { ambiguousInternet, emptyList, invalidOption, invalidPrefix, listNotKnown, wrongFamily } from '../../messages/errors';
import { AddressFamily, HostPattern, Prefix, PrefixSet } from '../../net';
import { PeerException, peerException, PeerExceptionOptions } from './peer-exception';
import { DeployTimePrefix } from './rule';
import { isDeployTimeListText, isDeployTimePrefix, isDeployTimeText, isLookupDummy } from './token';

/** A remote side that an app adds to, or excludes from, what is published. */
export abstract class Peer {
  static {
    brand(Peer, 'Peer');
  }

  /**
   * An IPv4 prefix in CIDR form, or a deploy-time value: either a whole prefix, or an address followed by a length.
   *
   * @throws EndpointError `InvalidPrefix`, `WrongFamily`, or `AmbiguousInternet` for 0.0.0.0/0
   */
  static ipv4(cidr: string): Peer {
    return fromText(cidr, AddressFamily.IPV4);
  }

  /**
   * An IPv6 prefix in CIDR form, or a deploy-time value: either a whole prefix, or an address followed by a length.
   *
   * @throws EndpointError `InvalidPrefix`, `WrongFamily`, or `AmbiguousInternet` for ::/0
   */
  static ipv6(cidr: string): Peer {
    return fromText(cidr, AddressFamily.IPV6);
  }

  /**
   * A set of prefixes of either family.
   *
   * @throws EndpointError `InvalidOption`, `EmptyList` for an empty set, `AmbiguousInternet` for one that holds every address of a family
   */
  static prefixes(prefixes: PrefixSet): Peer {
    if (!isBranded(prefixes, 'PrefixSet')) {
      throw invalidOption('prefixes', prefixes, "give a PrefixSet of cdk-m365-endpoints/net, such as PrefixSet.of('203.0.113.0/24')");
    }
    if (prefixes.isEmpty) {
      throw emptyList('prefixes', 'name a prefix, or leave the peer out');
    }
    if (prefixes.containsSet(PrefixSet.ALL_IPV4) || prefixes.containsSet(PrefixSet.ALL_IPV6)) {
      throw ambiguousInternet(prefixes.toString());
    }
    return new PrefixPeer(prefixes);
  }

  /**
   * A host name or pattern, such as `relay.example.com` or `*.example.com`.
   *
   * Only enforcement points that support host names can express it; others refuse it.
   *
   * @throws EndpointError `InvalidHostPattern`
   */
  static host(pattern: string): Peer {
    return new HostPeer(HostPattern.parse(pattern));
  }

  /** Every address of both families: an explicit choice not to filter. */
  static anyInternet(): Peer {
    return new PrefixPeer(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6));
  }

  /** Concrete addresses. */
  readonly prefixes: PrefixSet = PrefixSet.EMPTY;

  /** Host patterns. */
  readonly hosts: readonly HostPattern[] = [];

  /** Prefixes known only when the app is deployed. */
  readonly deployTimePrefixes: readonly DeployTimePrefix[] = [];

  /** Why the app makes this exception to the published data, if it gave a reason. */
  readonly exception?: PeerException;

  /** What the app wrote, for messages. */
  abstract toString(): string;

  /**
   * The same peer with the reason for this exception to the published data, for the record in the output and for reviews.
   *
   * @param reason one line
   * @throws EndpointError `InvalidOption`
   * @example
   * Peer.ipv4('203.0.113.10/32').because('monitoring of the webhook', { owner: 'netops', until: '2027-03-31' })
   */
  because(reason: string, options: PeerExceptionOptions = {}): Peer {
    return new ExplainedPeer(this, peerException(reason, options));
  }
}

class ExplainedPeer extends Peer {
  override readonly prefixes: PrefixSet;
  override readonly hosts: readonly HostPattern[];
  override readonly deployTimePrefixes: readonly DeployTimePrefix[];

  constructor(private readonly peer: Peer, override readonly exception: PeerException) {
    super();
    this.prefixes = peer.prefixes;
    this.hosts = peer.hosts;
    this.deployTimePrefixes = peer.deployTimePrefixes;
  }

  toString(): string {
    return this.peer.toString();
  }
}

class PrefixPeer extends Peer {
  constructor(override readonly prefixes: PrefixSet) {
    super();
  }

  toString(): string {
    return this.prefixes.toString();
  }
}

class HostPeer extends Peer {
  override readonly hosts: readonly HostPattern[];

  constructor(host: HostPattern) {
    super();
    this.hosts = [host];
  }

  toString(): string {
    return this.hosts.join();
  }
}

class DeployTimePeer extends Peer {
  override readonly deployTimePrefixes: readonly DeployTimePrefix[];

  constructor(prefix: DeployTimePrefix) {
    super();
    this.deployTimePrefixes = [prefix];
  }

  toString(): string {
    return `a deploy-time ${this.deployTimePrefixes[0].family} prefix`;
  }
}

function fromText(cidr: string, family: AddressFamily): Peer {
  if (typeof cidr === 'string' && isDeployTimeListText(cidr)) {
    throw listNotKnown(cidr);
  }
  if (typeof cidr === 'string' && isLookupDummy(cidr)) {
    return new DeployTimePeer({ family, value: cidr });
  }
  if (typeof cidr === 'string' && isDeployTimeText(cidr)) {
    if (!isDeployTimePrefix(cidr, family === AddressFamily.IPV4 ? 32 : 128)) {
      throw invalidPrefix(cidr, 'it is not one deploy-time value, alone or with a length behind it', 'give each prefix its own Peer, as in Peer.ipv4(`${address}/32`)');
    }
    return new DeployTimePeer({ family, value: cidr });
  }
  const prefix = Prefix.parse(cidr);
  if (prefix.family !== family) {
    throw wrongFamily(cidr, family, prefix.family);
  }
  if (prefix.length === 0) {
    throw ambiguousInternet(cidr);
  }
  return new PrefixPeer(PrefixSet.from([prefix]));
}
