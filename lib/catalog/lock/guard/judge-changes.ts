import { AddressFamily, PrefixSet } from '../../../net';
import { BUNDLED_EDITIONS } from '../../editions/bundled';
import { Cloud } from '../../model/cloud';
import { isNewer } from '../../model/edition-order';
import { EndpointSet } from '../../model/endpoint-set';
import { GuardCode, GuardFinding, refusal } from './guard-finding';
import { addressesOf } from './known-facts';

/**
 * How many new addresses of its own space Microsoft may publish for a cloud before somebody has to look: the largest
 * real update brought 32,768 of IPv4, and all updates of a cloud since 2020 fewer than 60,000 and 2^94 of IPv6.
 */
const MOST_NEW_ADDRESSES = { [AddressFamily.IPV4]: 2n ** 17n, [AddressFamily.IPV6]: 2n ** 96n } as const;

/** Real updates of a month took up to 72 % of the addresses of a set, and 54 % of those of a cloud (China, August 2020). */
const MOST = { numerator: 3n, denominator: 4n } as const;

const FAMILIES = [AddressFamily.IPV4, AddressFamily.IPV6] as const;

/** The sets of one source in one cloud, as they come and as they were. */
interface Step {
  /** How a finding names the whole, such as `web-service-china (China)`. */
  readonly place: string;
  readonly cloud: Cloud;
  readonly sets: readonly EndpointSet[];

  /** What it is compared with: what is replaced, and the newest edition of this package that is not newer than what comes. */
  readonly references: readonly Reference[];
}

/** Sets of the same source in the same cloud as they were. */
interface Reference {
  readonly sets: readonly EndpointSet[];

  /** The sets in an edition of this package that is newer: what they do not have is rightly gone. */
  readonly later?: readonly EndpointSet[];
}

/**
 * What of the whole of a source is not as real updates are: most of it gone, or much more of Microsoft's own space.
 *
 * Compared is with what is replaced and with this package, so that many small steps count as the one that they are.
 */
export function judgeChanges(sets: readonly EndpointSet[], previous: readonly EndpointSet[]): GuardFinding[] {
  return stepsOf(sets, previous).flatMap((step) => [...judgeGoneSets(step), ...judgeGoneAddresses(step), ...judgeNewAddresses(step)]);
}

function stepsOf(sets: readonly EndpointSet[], previous: readonly EndpointSet[]): Step[] {
  const sources = [...new Set(sets.map(({ publication }) => publication.source))];
  return sources.flatMap((source) => {
    const [incoming, former] = [sets, previous].map((all) => all.filter(({ publication }) => publication.source === source));
    const bundled = BUNDLED_EDITIONS.filter((entry) => entry.source === source);
    const measure = bundled.filter(({ id }) => !isNewer(id, incoming[0].publication.edition)).at(-1)?.load().sets ?? [];
    return [...new Set([...incoming, ...former].flatMap((set) => set.clouds))].map((cloud): Step => {
      const inCloud = (all: readonly EndpointSet[]) => all.filter((set) => set.clouds.includes(cloud));
      const references = [former, measure].map(inCloud).filter(({ length }) => length > 0).map((reference): Reference => {
        const later = bundled.filter(({ id }) => reference.every(({ publication }) => isNewer(id, publication.edition))).at(-1)?.load().sets;
        return { sets: reference, later: later && inCloud(later) };
      });
      return { place: `${source} (${cloud})`, cloud, sets: inCloud(incoming), references };
    });
  });
}

/** Real updates took fewer than half of the sets of a cloud, even over years. Said once, of the first of `references` that had most others. */
function judgeGoneSets({ place, sets, references }: Step): GuardFinding[] {
  return references.flatMap((reference) => {
    const slugs = [...new Set(reference.sets.map(({ slug }) => slug))];
    const gone = slugs.filter((slug) => !sets.some((set) => set.slug === slug));
    return gone.length * 2 <= slugs.length ? [] : [
      refusal(GuardCode.MOST_SETS_GONE, place, `${gone.length} of ${slugs.length} sets`, 'are gone at once, more than real updates take away'),
    ];
  }).slice(0, 1);
}

function judgeGoneAddresses({ place, cloud, sets, references }: Step): GuardFinding[] {
  return [undefined, ...new Set(sets.map(({ slug }) => slug))].flatMap((wanted) => {
    const addresses = (all: readonly EndpointSet[]) => addressesOf(all.filter(({ slug }) => wanted === undefined || slug === wanted));
    return judgeLoss(wanted === undefined ? place : `${wanted} (${cloud})`, addresses(sets), references.map((reference) => ({
      before: addresses(reference.sets), later: reference.later && addresses(reference.later),
    })));
  });
}

/** The loss of most addresses of a family, against the first of `references` that had most others. */
function judgeLoss(
  place: string, after: PrefixSet, references: readonly { readonly before: PrefixSet; readonly later?: PrefixSet }[],
): GuardFinding[] {
  return FAMILIES.flatMap((family) => references.map(({ before, later }) => {
    const had = before.only(family);
    const gone = had.subtract(after);
    return { had: had.size(family), lost: (later === undefined ? gone : gone.intersect(later)).size(family) };
  }).filter(({ had, lost }) => lost * MOST.denominator > had * MOST.numerator).slice(0, 1).map(({ had, lost }) => (
    refusal(GuardCode.MOST_ADDRESSES_GONE, place, `${lost} of ${had} ${family} addresses`, 'are gone at once, more than real updates take away')
  )));
}

function judgeNewAddresses({ place, sets, references }: Step): GuardFinding[] {
  const [measure] = [...references].reverse();
  const gained = measure === undefined ? PrefixSet.EMPTY : addressesOf(sets).subtract(addressesOf(measure.sets));
  return FAMILIES.filter((family) => gained.size(family) > MOST_NEW_ADDRESSES[family]).map((family) => (
    refusal(GuardCode.MANY_NEW_ADDRESSES, place, `${gained.size(family)} ${family} addresses`, 'are new, even if Microsoft\'s own, more than years of real updates brought')
  ));
}
