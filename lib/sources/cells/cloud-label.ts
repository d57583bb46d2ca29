import { Cloud } from '../../catalog/model/cloud';
import { LETTER, NUMBER } from '../table/letters';
import { CLOUD_WORDS, FILLERS, GCC, JOINERS, OTHER_REGIONS } from './words/cloud-words';

/** What a phrase is in a label: the clouds that it names, something that joins, or nothing of meaning. */
type Meaning = readonly string[] | 'joiner' | 'filler';

/** Longer labels are sentences. */
const LONGEST_LABEL = 120;

/** Scripts that put no spaces between words. */
const UNSPACED = /[\u0e00-\u0e7f\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3131-\u318f\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc]/;

/** A sign of a word. */
const IN_WORD = new RegExp(`[${LETTER}${NUMBER}]`);

/** Every known phrase by its first sign, the longest first. */
const PHRASES = byFirstSign([
  ...CLOUD_WORDS.flatMap(({ clouds, words }) => words.map((word): [string, Meaning] => [word, clouds])),
  ...JOINERS.map((word): [string, Meaning] => [word, 'joiner']),
  ...FILLERS.map((word): [string, Meaning] => [word, 'filler']),
]);

function byFirstSign(phrases: readonly [string, Meaning][]): Map<string, [string, Meaning][]> {
  const bySign = new Map<string, [string, Meaning][]>();
  for (const phrase of [...phrases].sort((a, b) => b[0].length - a[0].length)) {
    const group = bySign.get(phrase[0][0]) ?? [];
    group.push(phrase);
    bySign.set(phrase[0][0], group);
  }
  return bySign;
}

/**
 * The clouds that a label names, when each of its words is known and they agree; undefined when it is not known exactly.
 *
 * Phrases next to each other narrow (`US Government DoD` is DoD), joined ones add up (`GCC High, DoD` is both).
 *
 * @returns names of instances; a label in which no word names a cloud is not one
 */
export function cloudsOfLabel(label: string): readonly string[] | undefined {
  const text = label.length > LONGEST_LABEL ? undefined : normalised(label);
  if (text === undefined) {
    return undefined;
  }
  const named: string[] = [];
  let together: readonly string[] | undefined;
  for (let at = 0; at < text.length;) {
    const phrase = text[at] === ' ' ? undefined : phraseAt(text, at);
    if (text[at] !== ' ' && phrase === undefined) {
      return undefined;
    }
    const meaning = phrase?.[1];
    if (meaning === 'joiner') {
      named.push(...(together ?? []));
      together = undefined;
    } else if (meaning !== undefined && meaning !== 'filler') {
      together = together === undefined ? meaning : together.filter((cloud) => meaning.includes(cloud));
      if (together.length === 0) {
        return undefined;
      }
    }
    at += phrase?.[0].length ?? 1;
  }
  return withoutGcc([...new Set([...named, ...(together ?? [])])]);
}

function phraseAt(text: string, at: number, phrases = PHRASES): [string, Meaning] | undefined {
  return phrases.get(text[at])?.find(([phrase]) => text.startsWith(phrase, at) && isEnd(text, at + phrase.length));
}

/** Whether a phrase can end here: not in the middle of a word, in scripts that have spaces. */
function isEnd(text: string, at: number): boolean {
  const [last, next] = [text[at - 1], text[at]];
  return last === undefined || next === undefined || !IN_WORD.test(next) || !IN_WORD.test(last) || UNSPACED.test(last) || UNSPACED.test(next);
}

/** GCC beside Worldwide says what Worldwide holds anyway; alone it is a part of it, which no rule can tell apart. */
function withoutGcc(clouds: readonly string[]): readonly string[] | undefined {
  const others = clouds.filter((cloud) => cloud !== GCC);
  return others.length === 0 || (others.length < clouds.length && !others.includes(Cloud.WORLDWIDE.name)) ? undefined : others;
}

/** Lower case, without points, quotes and brackets, with single spaces. */
function normalised(label: string): string {
  return label.normalize('NFKC').toLowerCase().replace(/[.'’‘"“”«»*`]/g, '').replace(/[\s()[\]{}<>_–—-]+/g, ' ').trim();
}

/** The same names where they stand in a sentence: a mention, not a label. Words such as `public` are none. */
const MENTIONS = byFirstSign([
  ...CLOUD_WORDS.filter(({ clouds }) => clouds[0] !== Cloud.WORLDWIDE.name && clouds[0] !== GCC)
    .flatMap(({ clouds, words }) => words.map((word): [string, Meaning] => [word, clouds])),
  ...OTHER_REGIONS.map((word): [string, Meaning] => [word.toLowerCase(), 'filler']),
]);

/** The phrases of a text that name a cloud or a region. */
function mentionsIn(text: string): Meaning[] {
  const plain = normalised(text);
  const found: Meaning[] = [];
  for (let at = 0; at < plain.length; at++) {
    const phrase = isSmallLetter(plain, at) && isSmallLetter(plain, at - 1) ? undefined : phraseAt(plain, at, MENTIONS);
    if (phrase !== undefined && isEnd(plain, at)) {
      found.push(phrase[1]);
    }
  }
  return found;
}

/** Whether there is a letter of `a` to `z`: between two of them no word starts, and most of a text need not be looked up. */
function isSmallLetter(text: string, at: number): boolean {
  return text[at] >= 'a' && text[at] <= 'z';
}

/** The clouds that a text mentions, in whatever words stand around them. */
export function cloudsMentioned(text: string): readonly string[] {
  return [...new Set(mentionsIn(text).flatMap((meaning) => (typeof meaning === 'string' ? [] : meaning)))];
}

/** Whether a text names a cloud or a region of one. */
export function namesRegion(text: string): boolean {
  return mentionsIn(text).length > 0;
}
