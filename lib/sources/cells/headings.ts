import { LETTER } from '../table/letters';
import { cloudsOfLabel, namesRegion } from './cloud-label';
import { FILL, FILLED } from './filled-text';
import { isAnd } from './words/joining-words';
import { isNeutralHeading, isYesOrNo } from './words/neutral-headings';

/** Words at the head of facts that say for which clouds these are. */
export interface Heading {
  /** Where what it heads starts. */
  readonly at: number;

  /** The words, as the page has them. */
  readonly label: string;

  /** The clouds that they name; undefined when they are not known exactly, and what they head must be kept out. */
  readonly clouds?: readonly string[];

  /** Where the fact starts that stands right before words of which nobody can tell whether they belong to it. */
  readonly doubts?: number;

  /** Where the parentheses end in which the words stand. */
  readonly closes?: number;
}

/** A piece of text between two ends: of a line, a sentence or a cell, a colon, or a fact. */
interface Clause {
  readonly at: number;
  readonly end: number;
  readonly text: string;
  readonly opener: string;
  readonly closer: string;
}

/** The ends of clauses; the point of an abbreviation, as in `U.S.` and `EE. UU.`, is none. */
const ENDS = new RegExp(`[\\n|!?;•·:：]|(?<!(?<![${LETTER}\\d])(?:[${LETTER}]|EE|UU))\\.(?=\\s|$)|[${FILLED}]+`, 'g');

/** A character that may stand around words without being part of them. */
const AROUND = /[\s,"'“„«»()[\]{}*–—-]/;

const HAS_LETTER = new RegExp(`[${LETTER}]`);
const IS_FACT = new RegExp(`^[${FILLED}]`);
const IS_FILLED = new RegExp(`[${FILLED}]`);
const HEADED = '[\\s:"\'“„«»(\\[{•*.–—-]{0,12}';
const BEFORE_FACT = new RegExp(`${HEADED}[${FILL.address}${FILL.host}]`, 'y');
const BEFORE_ANY = new RegExp(`${HEADED}[${FILLED}]`, 'y');
const ON_ONE_LINE = new RegExp(`[ \\t"'“„«(\\[{*–—-]{0,12}[${FILL.address}${FILL.host}]`, 'y');

/** The end of a list, in front of words on a line of their own: `x.contoso.com`, `Other tenants`, `y.contoso.com`. */
const BEHIND_FACT = new RegExp(`[${FILLED}][\\s,;"'\`)*]*$`);
const LONGEST_GAP = 8;
const LONGEST_LINE = 60;

/** More words beside facts than any row has; what stands below more of them is kept out. */
const MOST_LABELS = 40;

/** How many words a sentence must have in front of a label that lost its line break. */
const SENTENCE = 4;

/**
 * Finds the words that head facts, and for which clouds: known exactly, or not at all.
 *
 * @param rest a text in which every fact is filled
 */
export function headingsOf(rest: string): Heading[] {
  const headings: Heading[] = [];
  const clauses = clausesOf(rest);
  let looked = 0;
  clauses.forEach((clause, index) => {
    if (clause.closer !== ':' && !IS_FACT.test(clause.opener) && !isAt(BEFORE_ANY, rest, clause.end)) {
      return;
    }
    if (++looked > MOST_LABELS) {
      headings.push(...(looked === MOST_LABELS + 1 ? [{ at: clause.end, label: clause.text }] : []));
      return;
    }
    const heading = clause.closer === ':' ? labelOf(clause, clauses[index + 1], rest) : wordsBeside(clause, rest, headings.some(({ clouds }) => clouds !== undefined));
    if (heading !== undefined) {
      const isInside = rest.lastIndexOf('(', heading.at) > rest.lastIndexOf(')', heading.at);
      const closes = isInside ? rest.indexOf(')', heading.at) : -1;
      headings.push(closes < 0 ? heading : { ...heading, closes });
    }
  });
  return narrowed(headings, rest);
}

function clausesOf(rest: string): Clause[] {
  const clauses: Clause[] = [];
  let at = 0;
  let opener = '\n';
  const add = (end: number, closer: string) => {
    const text = trimmed(rest, at, end);
    if (HAS_LETTER.test(text)) {
      clauses.push({ at, end, text, opener, closer });
    }
  };
  for (const match of rest.matchAll(ENDS)) {
    add(match.index, match[0].replace('：', ':'));
    at = match.index + match[0].length;
    opener = match[0];
  }
  add(rest.length, '\n');
  return clauses;
}

/** A piece of a text without the signs around it: sign by sign, since a pattern for the end of a long run of them would be slow. */
function trimmed(text: string, from: number, to: number): string {
  let [start, end] = [from, to];
  while (start < end && AROUND.test(text[start])) {
    start++;
  }
  while (end > start && AROUND.test(text[end - 1])) {
    end--;
  }
  return text.slice(start, end);
}

/** What a clause before a colon heads, if it heads facts. */
function labelOf({ end, text }: Clause, next: Clause | undefined, rest: string): Heading | undefined {
  const at = end + 1;
  const known = cloudsOfLabel(text);
  if (known !== undefined) {
    return { at, label: text, clouds: known };
  }
  const headsLabel = next?.closer === ':' && rest.slice(at, next.at).trim() === '' && (isNeutralHeading(next.text, true) || cloudsOfLabel(next.text) !== undefined);
  if (isNeutralHeading(text, headsLabel) && !namesRegion(text)) {
    return undefined;
  }
  if (headsLabel || isAt(BEFORE_FACT, rest, at)) {
    return { at, label: text, clouds: cloudsOfEnd(text) };
  }
  return namesRegion(text) && text.length <= 80 ? { at, label: text } : undefined;
}

/** What words without a colon head, if they stand where a label would. */
function wordsBeside({ at, end, text, opener }: Clause, rest: string, isInList: boolean): Heading | undefined {
  const clouds = cloudsOfLabel(text);
  const isBehindFact = IS_FACT.test(opener);
  if (isBehindFact && (clouds !== undefined || namesRegion(text))) {
    // `52.127.96.0/23 (DoD)`: whether it is meant for the fact before or after, nobody can tell.
    return { at: end, label: text, doubts: at - 1 };
  }
  if (clouds !== undefined) {
    return isAt(BEFORE_ANY, rest, end) ? { at: end, label: text, clouds } : undefined;
  }
  if (isAt(ON_ONE_LINE, rest, end) && namesRegion(text)) {
    return { at: end, label: text };
  }
  const isOnOwnLine = opener === '\n' && text.length <= LONGEST_LINE && BEHIND_FACT.test(rest.slice(Math.max(0, at - LONGEST_GAP), at));
  const isNoLabel = isAnd(text, rest) || isNeutralHeading(text, true) || isYesOrNo(text);
  const isLabel = (isInList || isOnOwnLine) && isAt(BEFORE_FACT, rest, end) && !isNoLabel;
  return isLabel ? { at: end, label: text, ...(isBehindFact ? { doubts: at - 1 } : {}) } : undefined;
}

/** The clouds of a label whose line break was lost, so that it stands at the end of a sentence: `… SP3 Hybrid GCC High, DoD`. */
function cloudsOfEnd(text: string): readonly string[] | undefined {
  const words = text.split(/\s+/);
  for (let start = SENTENCE; start < words.length - 1; start++) {
    const clouds = cloudsOfLabel(words.slice(start).join(' '));
    if (clouds !== undefined) {
      return /^[\p{Lu}\d]/u.test(words[start - 1]) && /^\p{Lu}/u.test(words[start]) ? clouds : undefined;
    }
  }
  return undefined;
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** A heading right below another one narrows it: `US Government:`, and in it `GCC High:`. */
function narrowed(headings: readonly Heading[], rest: string): Heading[] {
  const result: Heading[] = [];
  for (const heading of headings) {
    const above = result[result.length - 1];
    const headsNothing = above !== undefined && above.doubts === undefined && !IS_FILLED.test(rest.slice(above.at, heading.at));
    if (!headsNothing) {
      result.push(heading);
      continue;
    }
    const clouds = above.clouds?.filter((cloud) => heading.clouds?.includes(cloud)) ?? [];
    result[result.length - 1] = { ...heading, label: `${above.label}: ${heading.label}`, clouds: clouds.length === 0 ? undefined : clouds };
  }
  return result;
}
