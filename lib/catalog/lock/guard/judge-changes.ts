import { AddressFamily, PrefixSet } from '../../../net';
import { BUNDLED_EDITIONS } from '../../editions/bundled';
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
  readonly sets: readonly EndpointSet[];

  /** The sets that are replaced, and those of this package where they are older than what comes. */
  readonly references: readonly (readonly EndpointSet[])[];

  /** The sets of this package where they are not older than what comes: what they do not have is rightly gone. */
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
    const incoming = sets.filter(({ publication }) => publication.source === source);
    const { edition } = incoming[0].publication;
    const bundled = BUNDLED_EDITIONS.filter((entry) => entry.source === source);
    const older = bundled.filter(({ id }) => !isNewer(id, edition)).at(-1)?.load();
    const later = bundled.filter(({ id }) => !isNewer(edition, id)).at(-1)?.load();
    const clouds = [...new Set(incoming.flatMap((set) => set.clouds))];
    return clouds.map((cloud): Step => {
      const inCloud = (all: readonly EndpointSet[]) => all.filter((set) => set.publication.source === source && set.clouds.includes(cloud));
      // An edition that is based on another holds a part of the sets only, and is no measure.
      const references = [previous, older?.basedOn === undefined ? older?.sets ?? [] : []].map(inCloud);
      return {
        place: `${source} (${cloud})`, sets: inCloud(incoming), references: references.filter(({ length }) => length > 0), later: later && inCloud(later.sets),
      };
    });
  });
}

/** Real updates took fewer than half of the sets of a cloud, even over years. */
function judgeGoneSets({ place, sets, references }: Step): GuardFinding[] {
  const findings = references.map((reference) => {
    const slugs = [...new Set(reference.map(({ slug }) => slug))];
    const gone = slugs.filter((slug) => !sets.some((set) => set.slug === slug));
    return gone.length * 2 <= slugs.length ? [] : [
      refusal(GuardCode.MOST_SETS_GONE, place, `${gone.length} of ${slugs.length} sets`, 'are gone at once, more than real updates take away'),
    ];
  });
  return findings.find(({ length }) => length > 0) ?? [];
}

function judgeGoneAddresses({ place, sets, references, later }: Step): GuardFinding[] {
  const cloud = place.slice(place.indexOf('('));
  return [
    ...judgeLoss(place, references.map(addressesOf), addressesOf(sets), later && addressesOf(later)),
    ...sets.flatMap(({ slug }) => {
      const ofSlug = (all: readonly EndpointSet[]) => addressesOf(all.filter((set) => set.slug === slug));
      return judgeLoss(`${slug} ${cloud}`, references.map(ofSlug), ofSlug(sets), later && ofSlug(later));
    }),
  ];
}

/** The loss of most addresses of a family, against the first of `references` that had most others. */
function judgeLoss(place: string, references: readonly PrefixSet[], after: PrefixSet, later: PrefixSet | undefined): GuardFinding[] {
  return FAMILIES.flatMap((family) => references.map((reference) => {
    const had = reference.only(family);
    const gone = had.subtract(after);
    return { had: had.size(family), lost: (later === undefined ? gone : gone.intersect(later)).size(family) };
  }).filter(({ had, lost }) => lost * MOST.denominator > had * MOST.numerator).slice(0, 1).map(({ had, lost }) => (
    refusal(GuardCode.MOST_ADDRESSES_GONE, place, `${lost} of ${had} ${family} addresses`, 'are gone at once, more than real updates take away')
  )));
}

function judgeNewAddresses({ place, sets, references }: Step): GuardFinding[] {
  const [measure] = [...references].reverse();
  const gained = measure === undefined ? PrefixSet.EMPTY : addressesOf(sets).subtract(addressesOf(measure));
  return FAMILIES.filter((family) => gained.size(family) > MOST_NEW_ADDRESSES[family]).map((family) => (
    refusal(GuardCode.MANY_NEW_ADDRESSES, place, `${gained.size(family)} ${family} addresses`, 'are new, even if Microsoft\'s own, more than years of real updates brought')
  ));
}
