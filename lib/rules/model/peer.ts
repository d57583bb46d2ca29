import { ambiguousInternet, emptyList, wrongFamily } from '../../messages/errors';
import { AddressFamily, HostPattern, Prefix, PrefixSet } from '../../net';
import { DeployTimePrefix } from './rule';
import { isDeployTimeText } from './token';

/** A remote side that an app adds to, or excludes from, what is published. */
export abstract class Peer {
  /**
   * An IPv4 prefix in CIDR form, or a deploy-time value that will be one.
   *
   * @throws EndpointError `InvalidPrefix`, `WrongFamily`, or `AmbiguousInternet` for 0.0.0.0/0
   */
  static ipv4(cidr: string): Peer {
    return fromText(cidr, AddressFamily.IPV4);
  }

  /**
   * An IPv6 prefix in CIDR form, or a deploy-time value that will be one.
   *
   * @throws EndpointError `InvalidPrefix`, `WrongFamily`, or `AmbiguousInternet` for ::/0
   */
  static ipv6(cidr: string): Peer {
    return fromText(cidr, AddressFamily.IPV6);
  }

  /**
   * A set of prefixes of either family.
   *
   * @throws EndpointError `EmptyList` for an empty set, `AmbiguousInternet` for one that holds every address of a family
   */
  static prefixes(prefixes: PrefixSet): Peer {
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
   * Only enforcement points that know host names can express it; the others refuse it.
   *
   * @throws EndpointError `InvalidHostPattern`
   */
  static host(pattern: string): Peer {
    return new HostPeer(HostPattern.parse(pattern));
  }

  /** Every address of both families: the explicit choice to filter nothing. */
  static anyInternet(): Peer {
    return new PrefixPeer(PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6));
  }

  /** Concrete addresses. */
  readonly prefixes: PrefixSet = PrefixSet.EMPTY;

  /** Host patterns. */
  readonly hosts: readonly HostPattern[] = [];

  /** Prefixes known only when the app is deployed. */
  readonly deployTimePrefixes: readonly DeployTimePrefix[] = [];

  /** What the app wrote, for messages. */
  abstract toString(): string;
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
  if (isDeployTimeText(cidr)) {
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
