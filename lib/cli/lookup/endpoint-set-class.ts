import { EndpointSet } from '../../catalog';

/** How an endpoint set names its remote side, the most precise way first. */
export const SET_CLASSES = ['prefixes', 'derived', 'hosts', 'ports', 'settings'] as const;

/** One of {@link SET_CLASSES}. */
type SetClass = (typeof SET_CLASSES)[number];

/**
 * How `set` names its remote side.
 *
 * `prefixes`: by addresses of its own. `derived`: by pointing at sets that have them. `hosts`: by
 * names only. `ports`: not at all, so that the app names it. `settings`: nothing in it is traffic.
 */
export function classOf({ flows }: EndpointSet): SetClass {
  if (flows.some(({ prefixes }) => !prefixes.isEmpty)) {
    return 'prefixes';
  }
  if (flows.some(({ prefixesOf }) => prefixesOf.length > 0)) {
    return 'derived';
  }
  if (flows.some(({ hosts }) => hosts.length > 0)) {
    return 'hosts';
  }
  return flows.length > 0 ? 'ports' : 'settings';
}
