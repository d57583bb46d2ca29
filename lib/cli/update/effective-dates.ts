import { Catalog, EndpointSet } from '../../catalog';
import { addressesOf, hostsOf } from '../../catalog/lock/guard/known-facts';
import { Candidate } from './candidate';

/** What is new in a set, and the day from which Microsoft uses it. */
export interface EffectiveDate {
  readonly slug: string;

  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly prefixes: readonly string[];
  readonly hosts: readonly string[];
}

/** From when what is new in `after` is used, as far as the web service says so; by date, then by set. */
export function effectiveDates(candidates: readonly Candidate[], before: Catalog, after: Catalog): EffectiveDate[] {
  return candidates.flatMap(({ source, changes = [] }) => {
    const sets = (catalog: Catalog) => catalog.where({ source });
    return changes.flatMap(({ endpointSetId, added }): EffectiveDate[] => {
      const isMeant = ({ webService }: EndpointSet) => webService?.id === endpointSetId;
      const [now, old] = [sets(after).filter(isMeant), sets(before).filter(isMeant)];
      if (added?.effectiveDate === undefined || now.length === 0) {
        return [];
      }
      const known = old.flatMap(hostsOf).map(String);
      const published = now.flatMap(hostsOf).map(String);
      const prefixes = added.prefixes.intersect(addressesOf(now)).subtract(addressesOf(old)).toStrings();
      const hosts = added.hosts.map(String).filter((host) => published.includes(host) && !known.includes(host));
      return prefixes.length + hosts.length === 0 ? [] : [{ slug: now[0].slug, date: added.effectiveDate, prefixes, hosts }];
    });
  }).sort((a, b) => (a.date + a.slug < b.date + b.slug ? -1 : 1));
}
