import { Prefix } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LATIN, LETTER, NUMBER } from '../table/letters';
import { lengthOfMask, prefixesOfRange } from './address-range';
import { fill, Span } from './filled-text';
import { BETWEEN, BLANK, isAnd, isTo, RANGE_MIDDLE } from './words/joining-words';

/** An address, a prefix or a range where a text has it. */
export interface AddressFact extends Span {
  /** What it is as prefixes; none where it cannot be used, which a finding says. */
  readonly prefixes: readonly string[];
}

/** What was read, and the text with every address filled. */
export interface AddressReading {
  readonly addresses: readonly AddressFact[];
  readonly rest: string;
}

const IPV4 = '\\d{1,4}(?:\\.\\d{1,4}){3}';
const IPV6 = '(?=[0-9a-f]{0,4}:[0-9a-f]{0,4}:)[0-9a-f:]{2,45}(?:(?<=:)\\d{1,3}(?:\\.\\d{1,3}){3})?';

/**
 * An address and what belongs to it: a length or netmask after a slash, a netmask after a space, a star for its last
 * numbers, the end of a range. Bounded; `Prefix` checks in full what it finds.
 */
const NOTATION = new RegExp(
  `(?=[\\da-f:])(?<![\\w.<-]|::|:ffff:)(?:(?<stars>\\d{1,4}(?:\\.\\d{1,4}){0,2}(?:\\.\\*){1,3})|(?<first>${IPV4}|(?<![\\w.:<-])${IPV6})`
  + `(?:${BLANK}?/${BLANK}?(?<slash>${IPV4}|\\d{1,4}(?![.\\d]))|${BLANK}{1,2}(?:\\(?(?:net)?mask:?${BLANK}?)?(?<mask>(?:255|0)(?:\\.\\d{1,3}){3}|(?:254|252|248|240|224|192|128)(?:\\.0){3})(?![\\d/.])\\)?)?)`
  + `(?:${RANGE_MIDDLE}(?<last>${IPV4}|${IPV6})(?<lastSlash>/\\d{1,4})?)?`,
  'gi',
);

/** What may not follow an address: more of the same word, or the rest of a range. */
const CONTINUED = new RegExp(`[${LATIN}${NUMBER}_%\\\\*@#$^~=+/]|[!?:](?=\\S)|\\]:(?=\\d)|\\.[\\w*]|&(?=#?\\w{2,31};)|${RANGE_MIDDLE}\\.?[\\d*]`, 'y');

/** Signs that say something else of the address that they touch, and numbers that may be a part of it. */
const TOUCHED = new RegExp(`[!~≈≠¬$^%${NUMBER}]$`);

/** What may be the length of an address, though it stands apart from it: `(/15)`, `slash 14`, `+7`, `prefix length 16`, or `/15` on the next line. */
const APART = new RegExp(
  '(?:\\s{0,4}/\\s{0,4}|[ \\t]{0,3}\\([ \\t]?(?:/|cidr:? ?/?)?|[ \\t]{1,3}(?:[+±]|slash |(?:with )?(?:prefix|mask|cidr)?[ -]?(?:length|len|prefix|mask|cidr)(?: of)?[:= ]{1,3}/?)?)'
  + '[ \\t]{0,2}\\d{1,3}(?![a-z\\d]|[.,]\\d)\\)?', 'iy',
);

/** What follows numbers that are the start of a host name. */
const REST_OF_HOST = new RegExp(`^\\.[${LETTER}\\d-]{0,62}[${LETTER}-]`);

/** The rest of a word, to quote all of it. */
const REST_OF_WORD = /[^\s,;|()<>"']{0,80}/y;

/** Wide or special space that no page means: what is in it is never made a rule. */
const REFUSED = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '::/3', '2001:db8::/32', '4000::/2', '8000::/1',
].map((text) => Prefix.parse(text));
const SHORTEST_LENGTH = { 1: 13, 4: 32 } as const;

/**
 * Reads every address, prefix and range of a text, in any notation whose meaning is certain: exactly, or as an error that
 * quotes it, never half of it.
 */
export function readAddresses(text: string, place: string, findings: FindingList): AddressReading {
  const addresses: AddressFact[] = [];
  NOTATION.lastIndex = 0;
  for (let match = NOTATION.exec(text); match !== null; match = NOTATION.exec(text)) {
    const end = match.index + match[0].length;
    const rest = restOfWord(text, end);
    if (!isAddressLike(match) || REST_OF_HOST.test(rest)) {
      continue; // a time of day, or the start of a host name
    }
    const touched = TOUCHED.exec(text.slice(Math.max(0, match.index - 1), match.index))?.[0] ?? '';
    const apart = rest === '' ? lengthApart(text, end, match[0].includes('/')) : '';
    const source = match[0] + rest + apart;
    const reason = rest === '' ? `${quote(apart.trim())} behind it may be a part of it` : 'what follows it is not part of an address';
    const prefixes = touched !== '' ? refuse(touched + source, 'the sign in front may say something else of it', place, findings) : source === match[0] ? readNotation(match, place, findings) : refuse(source, reason, place, findings);
    addresses.push({ at: match.index, end: match.index + source.length, prefixes });
    NOTATION.lastIndex = match.index + source.length;
  }
  const certain = withoutUncertainPairs(addresses, text, place, findings);
  return { addresses: certain, rest: fill(text, certain, 'address') };
}

/** What stands right behind an address, when it must not. */
function restOfWord(text: string, end: number): string {
  CONTINUED.lastIndex = end;
  const continued = CONTINUED.exec(text);
  if (continued === null) {
    return '';
  }
  REST_OF_WORD.lastIndex = end + continued[0].length;
  return continued[0] + (REST_OF_WORD.exec(text)?.[0] ?? '').replace(/[.:]+$/, '');
}

/** A number behind an address that may be its length; in parentheses, behind one that has a length, it is the mark of a footnote. */
function lengthApart(text: string, end: number, hasLength: boolean): string {
  APART.lastIndex = end;
  const apart = APART.exec(text)?.[0] ?? '';
  return hasLength && apart.startsWith('(') ? '' : apart;
}

/** Keeps times such as `12:30:00` apart from addresses. */
function isAddressLike({ groups }: RegExpExecArray): boolean {
  const { stars, first, slash } = groups!;
  return stars !== undefined || !first.includes(':') || slash !== undefined || (first.includes('::') && first.length > 2) || first.split(':').length === 8;
}

function readNotation(match: RegExpExecArray, place: string, findings: FindingList): readonly string[] {
  const source = match[0];
  try {
    const read = prefixesOf(match.groups!);
    if (typeof read === 'string') {
      return refuse(source, read, place, findings);
    }
    const isTooWide = ({ row, length }: Prefix) => length < SHORTEST_LENGTH[row.length as 1 | 4];
    const special = read.find((prefix) => isTooWide(prefix) || REFUSED.some((refused) => refused.overlaps(prefix)));
    if (special !== undefined) {
      findings.error(FindingCode.PREFIX_REFUSED, place, `${read.length === 1 ? special : quote(source)} is left out: no public service has so wide or so special a range`);
      return [];
    }
    const texts = read.map(String);
    if (!/^[0-9a-f.:]+(\/\d+)?$/i.test(source)) {
      findings.info(FindingCode.NOTATION_READ, place, `${quote(source)} is read as ${texts.join(', ')}`);
    }
    return texts;
  } catch (error) {
    return refuse(source, error instanceof Error ? error.message : String(error), place, findings);
  }
}

/** The prefixes that a notation means, or why it means none. */
function prefixesOf({ stars, first, slash, mask, last, lastSlash }: Record<string, string | undefined>): Prefix[] | string {
  if (stars !== undefined) {
    const numbers = stars.split('.').filter((number) => number !== '*');
    return last !== undefined || stars.split('.').length !== 4 ? 'write it as a prefix' : [Prefix.parse(`${[...numbers, '0', '0', '0'].slice(0, 4).join('.')}/${numbers.length * 8}`)];
  }
  if (last !== undefined) {
    const isRange = slash === undefined && mask === undefined && lastSlash === undefined && first!.includes(':') === last.includes(':');
    return (isRange ? prefixesOfRange(Prefix.parseAddress(first!), Prefix.parseAddress(last)) : undefined) ?? 'it is not a range from one address to a higher one';
  }
  const netmask = mask ?? (slash?.includes('.') === true ? slash : undefined);
  if (netmask !== undefined) {
    const length = first!.includes(':') ? undefined : lengthOfMask(Prefix.parseAddress(netmask));
    return length === undefined ? `${netmask} is not a netmask` : [Prefix.parse(`${first}/${length}`)];
  }
  return [slash === undefined ? Prefix.parseAddress(first!) : Prefix.parse(`${first}/${slash}`)];
}

function refuse(source: string, reason: string, place: string, findings: FindingList): readonly string[] {
  findings.error(FindingCode.PREFIX_INVALID, place, `${quote(source)} is left out: ${reason}`);
  return [];
}

/** What makes one thing of two addresses: a mask, a dash at the end of a line or on its own, an arrow, a few words that are not known to be "and". */
const MASK = /^(?:255|0)\./;
const DASHES = /[-\u2010-\u2015\u2212~→⇒⟶↔⇔➔➜>=]/;
const BULLET = /(?:^|\n)[ \t]*[-–—•*][ \t]*$/;
const FEW_WORDS = new RegExp(`^[\\s()'’]*([${LETTER}]{1,8}(?:[ \\t]{1,2}[${LETTER}]{1,8}){0,2})[\\s()]*$`);
const LONGEST_MIDDLE = 24;

/** Two addresses with something between them that is not known to separate them may be the ends of a range, or an address and its mask. */
function withoutUncertainPairs(addresses: readonly AddressFact[], text: string, place: string, findings: FindingList): readonly AddressFact[] {
  const isUncertain = addresses.map((one, index) => {
    const other = addresses[index + 1];
    return other !== undefined && other.at - one.end <= LONGEST_MIDDLE && isOneThing(one, other, text);
  });
  return addresses.map((address, index) => {
    if (isUncertain[index]) {
      findings.error(FindingCode.PREFIX_INVALID, place, `${quote(text.slice(address.at, addresses[index + 1].end))} is left out: it may be a list or a range; write a list with commas, or a range with a dash`);
    }
    return isUncertain[index] || isUncertain[index - 1] ? { ...address, prefixes: [] } : address;
  });
}

function isOneThing(one: AddressFact, other: AddressFact, text: string): boolean {
  const between = text.slice(one.end, other.at);
  if ([one, other].some(({ at, end }) => text.slice(at, end).includes('/')) || /[:/]/.test(between)) {
    return false;
  }
  if (MASK.test(text.slice(other.at, other.end)) || DASHES.test(text[one.end - 1])) {
    return true;
  }
  if (/[,;|、]/.test(between)) {
    return false;
  }
  const words = FEW_WORDS.exec(between)?.[1];
  if (words === undefined) {
    return DASHES.test(between) && !(BULLET.test(between) && BULLET.test(text.slice(Math.max(0, one.at - 8), one.at)));
  }
  const isList = isAnd(words, text) && !BETWEEN.test(text.slice(Math.max(0, one.at - 20), one.at));
  return !isList && !/^(?:tcp|udp)$/i.test(words) && (!between.includes('\n') || isTo(words));
}
