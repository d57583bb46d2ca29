import { PortRange, PortSet } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LATIN, LETTER, NUMBER } from '../table/letters';
import { fill, FILLED, Span } from './filled-text';
import { isAnd, RANGE_MIDDLE } from './words/joining-words';

export type Protocol = 'TCP' | 'UDP';

/** Ports of one protocol that stand together, from the first sign of them to the last. */
export interface PortStatement extends Span {
  readonly protocol: Protocol;
  readonly ports: PortSet;
}

/** What was read, and the text with every port and protocol filled. */
export interface PortReading {
  readonly statements: readonly PortStatement[];
  readonly rest: string;
}

/** `8 443`, `8.443` and `8'443`: one number with a separator of thousands, or two. */
const THOUSANDS = '(?:[1-9]|[1-5]\\d|6[0-4])[ .\'’\\u00a0\\u202f\\u2009]\\d{3}';

/** A protocol or a number, also as the ends of a range. */
const TOKEN = new RegExp(
  `(?<![A-Za-z])(?<protocol>[Tt][Cc][Pp]|[Uu][Dd][Pp])(?![A-Z])|(?<![${LATIN}${NUMBER}_.,])(?:(?<split>${THOUSANDS})|(?<first>\\d{1,5})(?:${RANGE_MIDDLE}(?<last>\\d{1,5}))?)(?![${LATIN}${NUMBER}_+*]|\\.\\d|,\\d{3}(?!\\d)|[-\\u2010-\\u2015](?![\\dA-Za-z]))`
  + '|(?<=(?<![A-Za-z])(?:tcp|TCP|udp|UDP)_?)(?![46](?!\\d))(?<glued>\\d{1,5})(?![\\w.])', 'g',
);

/** Words between a protocol and its first port: `TCP-portarna 80`. */
const LONGEST_LEAD = 20;

/** The end of a sentence, a comparison, or more words behind a comma: no lead. */
const NO_LEAD = new RegExp(`[.!?<>≥≤]|[,;]\\s{0,2}[${LETTER}]`);

const IS_FILLED = new RegExp(`[${FILLED}]`);

/** `TCP ports of the servers | 80 & 443`: a separator with nothing but ports after it. */
const SEPARATED_LEAD = /^[^.!?\n]{0,120}\|\s{0,2}$/;

/** What stands between a last port and the protocol after it: `443 TCP`, `443/tcp`, `443 (TCP)`, `443 over TCP`, and `443 numaralı TCP` in Turkish. */
const TAIL = /^(?:[ \u00a0\u202f-]{1,2}|\s?[/(]\s?| (?:numaralı|over|via|using) )$/;

/** What stands between two protocols that share the ports after them: `TCP/UDP 3478`, `TCP and UDP`. */
const BOTH = new RegExp(`^(?:\\s{0,2}[/&+,]\\s{0,2}|\\s(?:[${LETTER}]{1,5})\\s)$`);

/** A number that is a year rather than a port where no protocol stands before it: `Office 2016 UDP`. */
const YEAR = /^(?:19|20)\d\d$/;

/** What stands between two ports: `80 & 443`, `80 | 443`, `80 and 443`, `50000-59999; 5061`, `443 or TCP 49443`. */
const JOINER = new RegExp(`^[\\s,;&+/|]*(?:([${LETTER}]{1,6})[\\s,;&]*)?$`);

/** The ports of mail protocols in a list that says nothing of TCP: `80, 443, 25, POP3 on 110, 995, or Custom, IMAP4 on 143`. */
const MAIL_PORTS = /(?:\d{1,5},?\s{1,2}){0,12}\bPOP3\b[^.\n]{0,60}?\bIMAP4\b(?:[^\d.\n]{1,14}\d{1,5}){0,8}/;

/** Numbers with commas and no spaces: a list, or one number with a separator of thousands. */
const COMMAS = /(?<![\d.,])\d{1,5}(?:,\d{1,5})+(?![\d.])/g;

/** Something that was found: a protocol, or a number that may be a port. */
interface Token extends Span {
  readonly protocol?: Protocol;
  readonly range?: string;
}

/** A statement that is being read. */
interface OpenStatement {
  readonly protocols: Set<Protocol>;

  /** Whether a word for "and" joins it to ports in front of it, so that it must have some too: `TCP 443 and UDP`. */
  readonly isJoined: boolean;
  readonly tokens: Token[];
  readonly ranges: string[];
}

/**
 * Reads the ports next to `TCP` and `UDP` in a text without addresses and host names.
 *
 * A number counts only right next to the protocol's name or to another port, so that years and versions are no ports.
 */
export function readPorts(source: string, place: string, findings: FindingList): PortReading {
  const text = source.replace(COMMAS, withoutCommas);
  const open: OpenStatement[] = [];
  let statement: OpenStatement | undefined;
  // Numbers that no protocol stands in front of: those of `80 and 443 TCP`.
  let waiting: Token[] = [];
  let end = 0;
  for (const token of tokensOf(text)) {
    const between = text.slice(end, token.at);
    end = token.end;
    if (token.protocol !== undefined) {
      if (statement !== undefined && statement.ranges.length === 0 && BOTH.test(between)) {
        statement.protocols.add(token.protocol);
        statement.tokens.push(token);
      } else {
        const isJoined = (statement?.ranges.length ?? 0) > 0 && between.trim() !== '' && isJoiner(between, text);
        statement = { protocols: new Set([token.protocol]), isJoined, tokens: [...TAIL.test(between) ? waiting : [], token], ranges: [] };
        open.push(statement);
      }
      waiting = [];
    } else if (statement !== undefined && (statement.ranges.length > 0 ? isJoiner(between, text) : isLead(between) && !(hasNumbers(statement) && /[,;\n]/.test(between)))) {
      if (statement.ranges.length === 0 && hasNumbers(statement)) {
        statement = replaced(open, { ...statement, tokens: statement.tokens.filter(({ protocol }) => protocol !== undefined) });
      }
      statement.tokens.push(token);
      statement.ranges.push(token.range!);
    } else {
      statement = undefined;
      waiting = YEAR.test(token.range!) || !isJoiner(between, text) ? [] : waiting;
      if (!YEAR.test(token.range!)) {
        waiting.push(token);
      }
    }
  }
  const mail = mailPorts(text);
  const statements = [...open.flatMap((each) => finished(each, place, findings)), ...mail].sort((a, b) => a.at - b.at);
  return { statements, rest: fill(source, spansOf(open, mail), 'port') };
}

/** Whether a statement has taken the numbers in front of it. */
function hasNumbers({ tokens }: OpenStatement): boolean {
  return tokens.some(({ range }) => range !== undefined);
}

function replaced(open: OpenStatement[], statement: OpenStatement): OpenStatement {
  open[open.length - 1] = statement;
  return statement;
}

/** `80,443` as a list and `50,000` as one number, at the same length; `1,433` may be either, and is left as it is. */
function withoutCommas(source: string): string {
  const groups = source.split(',');
  const value = Number(groups.join(''));
  const isNumber = groups.length === 2 && groups[0].length < 3 && groups[1].length === 3 && value <= 65535;
  if (!isNumber) {
    return groups.join(' ');
  }
  return groups[1].startsWith('0') ? `${value} ` : source;
}

function* tokensOf(text: string): Generator<Token> {
  for (const { 0: source, index: at, groups } of text.matchAll(TOKEN)) {
    const { protocol, split, first, last, glued } = groups!;
    const span = { at, end: at + source.length };
    yield protocol !== undefined ? { ...span, protocol: protocol.toUpperCase() as Protocol } : { ...span, range: split ?? glued ?? (last === undefined ? first : `${first}-${last}`) };
  }
}

/** The statements of protocols with the numbers after them, or else those in front of them. */
function finished({ protocols, isJoined, tokens, ranges }: OpenStatement, place: string, findings: FindingList): PortStatement[] {
  if (tokens.length === 1) {
    // A protocol without a number says how something works, unless it stands in a list of ports.
    if (isJoined) {
      findings.error(FindingCode.PORT_INVALID, place, `${quote([...protocols].join())} is left out: write each protocol with its ports`);
    }
    return [];
  }
  const before = ranges.length > 0 ? [] : tokens.flatMap(({ range }) => range ?? []);
  const ports = PortSet.of(...[...ranges, ...before].flatMap((range) => readRange(range, place, findings)));
  const span = { at: Math.min(...tokens.map(({ at }) => at)), end: Math.max(...tokens.map(({ end }) => end)) };
  return ports.isEmpty ? [] : [...protocols].map((protocol) => ({ ...span, protocol, ports }));
}

/** What is filled: every number and protocol that was used, and no word between them. */
function spansOf(open: readonly OpenStatement[], mail: readonly PortStatement[]): Span[] {
  const apart = mail.filter(({ at, end }) => !open.some(({ tokens }) => tokens.some((token) => token.at === at || token.end === end)));
  const spans = [...open.flatMap(({ tokens }) => tokens), ...apart].sort((a, b) => a.at - b.at || a.end - b.end);
  return spans.filter((span, index) => index === 0 || span.at >= spans[index - 1].end);
}

/** Whether a text can stand between a protocol and its first port. */
function isLead(between: string): boolean {
  return !IS_FILLED.test(between) && ((between.length <= LONGEST_LEAD && !NO_LEAD.test(between)) || SEPARATED_LEAD.test(between));
}

/** Whether a text can stand between two ports: signs, or a word for "and", never one that starts like a name. */
function isJoiner(between: string, text: string): boolean {
  const match = JOINER.exec(between);
  return match !== null && (match[1] === undefined || isAnd(match[1], text));
}

function readRange(text: string, place: string, findings: FindingList): PortRange[] {
  const refuse = (reason: unknown) => {
    findings.error(FindingCode.PORT_INVALID, place, `${quote(text)} is left out: ${reason}`);
    return [];
  };
  if (/[^\d-]/.test(text)) {
    return refuse('it may be one port or two; write one without a separator, and two with a comma');
  }
  try {
    return /^0+$/.test(text) ? refuse('it is not a port') : [PortRange.parse(text)];
  } catch (error) {
    return refuse(error instanceof Error ? error.message : error);
  }
}

function mailPorts(text: string): PortStatement[] {
  const line = MAIL_PORTS.exec(text);
  const numbers = line?.[0].match(/(?<![\w.])[1-9]\d{0,4}(?![\w.])/g) ?? [];
  return line === null || numbers.length === 0 ? [] : [{ at: line.index, end: line.index + line[0].length, protocol: 'TCP', ports: PortSet.parse(numbers.filter((number) => Number(number) <= 65535).join(',')) }];
}
