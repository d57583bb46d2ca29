import { EditionJson } from '../../catalog';
import { BUNDLED_EDITIONS } from '../../catalog/editions/bundled';
import { isNewer } from '../../catalog/model/edition-order';
import { shownByDefault } from '../lookup/shown-catalog';

/** What is added to the key of a source to name the one that holds its sets of Intune, where the web service was not asked for them. */
const INTUNE_SUFFIX = '-mem';

/** Those of `incoming` that `known` does not have: newer editions, and other content under the same key. */
export function newEditions(known: readonly EditionJson[], incoming: readonly EditionJson[]): EditionJson[] {
  return incoming.filter(({ source, edition, sha256 }) => {
    const editions = known.filter((each) => each.source === source);
    const same = editions.find((each) => each.edition === edition);
    return same === undefined ? isNewer(edition, editions.at(-1)?.edition) : same.sha256 !== sha256;
  });
}

/**
 * The editions of a lock after an update.
 *
 * Of the web service the new edition takes the place of the old one. Of a page the old ones stay, so that an app can
 * still choose them.
 */
export function mergeEditions(known: readonly EditionJson[], incoming: readonly EditionJson[]): EditionJson[] {
  const superseded = incoming.filter(({ sets }) => sets.some(({ serviceArea }) => serviceArea === 'MEM')).map(({ source }) => `${source}${INTUNE_SUFFIX}`);
  const sources = [...new Set([...known, ...incoming].map(({ source }) => source))].filter((source) => !superseded.includes(source));
  return sources.flatMap((source) => {
    const old = known.filter((each) => each.source === source);
    const recent = incoming.filter((each) => each.source === source);
    if (source.startsWith('web-service-')) {
      return recent.length > 0 ? recent : old;
    }
    const replaced = old.map((each) => recent.find(({ edition }) => edition === each.edition) ?? each);
    return [...replaced, ...recent.filter((each) => !replaced.includes(each))];
  });
}

/**
 * Source → id of the edition that is shown after an update: the one shown before, unless it is gone or a whole page is newer.
 * An edition of this package that it does not show by default is for apps to choose.
 *
 * @param merged the editions after the update
 */
export function shownAfter(merged: readonly EditionJson[], before: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...new Set(merged.map(({ source }) => source))].map((source) => {
    const editions = merged.filter((each) => each.source === source);
    const whole = editions.filter((each) => each.basedOn === undefined && !isChoice(each)).at(-1) ?? editions[0];
    const old = editions.find(({ edition }) => edition === before.get(source));
    return [source, old === undefined || isNewer(whole.edition, old.edition) ? whole.edition : old.edition] as const;
  }));
}

function isChoice({ source, edition }: EditionJson): boolean {
  return edition !== shownByDefault().get(source) && BUNDLED_EDITIONS.some((entry) => entry.source === source && entry.id === edition);
}
