import { emptyList, notExcludable } from '../errors';
import { AddressFamily, HostPattern, PrefixSet } from '../net';
import { Peer } from '../rules/peer';
import { Rule } from '../rules/rule';

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
    this.prefixes = excluded.reduce((union, peer) => union.union(peer.prefixes), PrefixSet.EMPTY);
    this.hosts = excluded.flatMap((peer) => peer.hosts);
  }

  /**
   * What is left of `rule`.
   *
   * @throws EndpointError `NotExcludable` for a host that is a part of a pattern of the rule
   */
  apply(rule: Rule): Rule {
    const prefixes = rule.prefixes.subtract(this.prefixes);
    return {
      ...rule,
      prefixes: this.families.reduce((union, family) => union.union(prefixes.only(family)), PrefixSet.EMPTY),
      deployTimePrefixes: rule.deployTimePrefixes.filter(({ family }) => this.families.includes(family)),
      hosts: rule.hosts.filter((host) => !this.excludes(host)),
    };
  }

  private excludes(host: HostPattern): boolean {
    const narrower = this.hosts.find((excluded) => host.contains(excluded) && !excluded.contains(host));
    if (narrower !== undefined) {
      throw notExcludable(this.slug, narrower.toString(), `it is a part of ${host}, and no rule can admit one without the other`);
    }
    return this.hosts.some((excluded) => excluded.contains(host));
  }
}
