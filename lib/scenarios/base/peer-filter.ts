import { emptyList, notExcludable } from '../../messages/errors';
import { AddressFamily, HostPattern, PrefixSet } from '../../net';
import { Peer } from '../../rules/model/peer';
import { Rule } from '../../rules/model/rule';

/** What a rule has in common with a peer of the app. */
type RemoteSide = Pick<Rule, 'prefixes' | 'deployTimePrefixes' | 'hosts'>;

/** What the app does not want to admit. */
export class PeerFilter {
  private readonly families: readonly AddressFamily[];
  private readonly prefixes: PrefixSet;
  private readonly hosts: readonly HostPattern[];

  /**
   * @param slug the endpoint set, for messages
   * @param families to admit; both when not given
   * @param excluded not to admit
   * @throws EndpointError `EmptyList` or `NotExcludable`
   */
  constructor(private readonly slug: string, families: readonly AddressFamily[] | undefined, excluded: readonly Peer[]) {
    if (families !== undefined && families.length === 0) {
      throw emptyList('addressFamilies', 'name a family, or leave the option out to admit both');
    }
    const deployTime = excluded.find((peer) => peer.deployTimePrefixes.length > 0);
    if (deployTime !== undefined) {
      throw notExcludable(slug, deployTime.toString(), 'its addresses are not known before deployment; give the concrete prefix');
    }
    this.families = families ?? Object.values(AddressFamily);
    this.prefixes = PrefixSet.union(excluded.map((peer) => peer.prefixes));
    this.hosts = excluded.flatMap((peer) => peer.hosts);
  }

  /**
   * What is left of `rule`.
   *
   * @throws EndpointError `NotExcludable` for a host pattern that covers a part of one of the rule, but not all of it
   */
  apply<R extends RemoteSide>(rule: R): R {
    const prefixes = this.prefixes.isEmpty ? rule.prefixes : rule.prefixes.subtract(this.prefixes);
    return {
      ...rule,
      prefixes: prefixes.families().every((family) => this.families.includes(family))
        ? prefixes : PrefixSet.union(this.families.map((family) => prefixes.only(family))),
      deployTimePrefixes: rule.deployTimePrefixes.filter(({ family }) => this.families.includes(family)),
      hosts: rule.hosts.filter((host) => !this.excludes(host)),
    };
  }

  private excludes(host: HostPattern): boolean {
    if (this.hosts.some((excluded) => excluded.contains(host))) {
      return true;
    }
    const part = this.hosts.find((excluded) => excluded.overlaps(host));
    if (part !== undefined) {
      const relation = host.contains(part) ? `is a part of ${host}` : `shares names with ${host}`;
      throw notExcludable(this.slug, part.toString(), `it ${relation}, and no rule can admit one without the other`);
    }
    return false;
  }
}
