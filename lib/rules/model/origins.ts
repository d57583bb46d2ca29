import { describeOrigin, Origin } from '../../catalog';
import { byText } from '../../collections/by-text';

/** How many characters every platform accepts in a rule description. */
const MAX_LENGTH = 140;

/** `origins` without repetition, in a stable order. */
export function mergeOrigins(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) {
    return [...origins];
  }
  const byKey = new Map(origins.map((origin) => [originKey(origin), origin]));
  return [...byKey].sort(byText(([key]) => key)).map(([, origin]) => origin);
}

/**
 * The description of a rule with these origins: slugs and bases, nothing that a new edition changes.
 *
 * At most 140 characters of `[A-Za-z0-9 ._:/()#,@+=-]`, which every platform
 * accepts; what does not fit is counted, not cut.
 */
export function describeOrigins(origins: readonly Origin[]): string {
  const texts = [...new Set(origins.map(describeOrigin))].sort();
  for (let shown = texts.length; shown > 0; shown--) {
    const rest = texts.length - shown;
    const text = texts.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
    if (text.length <= MAX_LENGTH) {
      return text;
    }
  }
  return `${texts.length} origins`;
}

function originKey(origin: Origin): string {
  const { slug, basis, portsBasis, source, via } = origin;
  return [slug, basis, portsBasis, source?.source, source?.edition, source?.entry, via === undefined ? '' : originKey(via)].join('|');
}
