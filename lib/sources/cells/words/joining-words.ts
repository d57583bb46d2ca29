import { LETTER } from '../../table/letters';

/** Words for "and" and "or" in the languages of the pages: what stands on both sides of one is two facts. */
const AND: ReadonlySet<string> = new Set([
  'and', 'or', 'et', 'ou', 'und', 'oder', 'sowie', 'y', 'o', 'e', 'ed', 'od', 'en', 'of', 'och', 'eller', 'samt', 'og', 'i', 'lub', 'oraz', 'nebo', 'és', 'vagy', 'ja', 'tai', 'sekä',
  've', 'veya', 'ή', 'και', 'и', 'или', 'та', 'і', 'й', 'або', 'și', 'şi', 'sau', 'in', 'ali', 'ili', 'ir', 'arba', 'un', 'vai', 'või', 'dan', 'atau', 'và', 'hoặc',
  'ו', 'או', 'و', 'أو', '和', '或', '及', '与', '與', '以及', 'と', 'および', '及び', 'または', '및', '와', '과', '또는', 'และ', 'หรือ', 'w', 'a',
]);

/** Words for "to": what stands on both sides of one is a range. */
const TO = [
  'to', 'through', 'thru', 'until', 'bis', 'à', 'jusqu[’\']à', 'hasta', 'al', 'até', 'tot', 't/m', 'till', 'til', 'do', 'до', 'по', 'έως', 'ilâ', 'ila', 'až', 'až do', 'până la', 'sampai', 'đến', 'إلى', 'עד',
  '至', '到', '～', '〜', 'から', '부터', 'ถึง',
] as const;

/** Whether a word makes a range of what stands on both sides of it. */
export function isTo(word: string): boolean {
  return TO.some((to) => to === word.toLowerCase());
}

/** A word in front of a fact that makes "and" behind it the middle of a range. */
export const BETWEEN = new RegExp(`(?<![${LETTER}])(?:between|from|zwischen|entre|tra|fra|tussen|mellan|mellem|mellom|między|mezi|medzi|između|között|între|между|між|介于|之间)[ \\t]*$`, 'i');

/** A space inside of a line. */
export const BLANK = '[ \\t\\u00a0\\u202f\\u2009]';

/** Any sign for a dash, and points that stand for one. */
export const DASH = '(?:[-\\u2010-\\u2015\\u2212~\\u301c\\uff5e]|\\.{2,3}|…)';

/** What stands in the middle of a range: a dash, with or without spaces, or a word with spaces. */
export const RANGE_MIDDLE = `(?:${BLANK}{0,2}${DASH}${BLANK}{0,2}|${BLANK}{1,2}(?:${TO.join('|')})${BLANK}{1,2}|${BLANK}{0,2}(?:至|到|から|부터|ถึง)${BLANK}{0,2})`;

/** Letters that only Czech and Slovak have together: there `a` is "and", and elsewhere "to". */
const CZECH = /[ěřůťďňľĺŕ]/i;

/** Whether a word joins two facts of a list. */
export function isAnd(word: string, text: string): boolean {
  const lower = word.toLowerCase();
  return lower === 'a' ? CZECH.test(text) : AND.has(lower);
}
