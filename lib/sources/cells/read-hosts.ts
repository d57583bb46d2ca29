import { HostPattern } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LATIN, LETTER } from '../table/letters';
import { fill, Span } from './filled-text';

/** A host name as a row writes it. */
export interface HostFact {
  /** The name or pattern, in lower case. */
  readonly host: string;

  /** The port after it, or that of its scheme. */
  readonly port?: number;

  /** The path after it, of which a rule can hold nothing. */
  readonly path?: string;
}

/** What was read, and the text with every host, URL and rejected name filled. */
export interface HostReading {
  readonly hosts: readonly (HostFact & Span)[];
  readonly rest: string;
}

/** A piece of a text in which a point stands between two signs of a name, up to the next sign that no URL has. */
const PIECES = new RegExp(`[${LATIN}\\u0300-\\u052f\\u1f00-\\u1fff\\d_*<>.:/?=&%#~+@-]+`, 'g');
const LONGEST_PIECE = 300;

/** The first label of `new. contoso.com`, where nothing but it stands behind a separator or a host. */
const TORN_START = /(?:[;,|\n>][ \t]{0,3}|\.[a-z]{2,20}[ \t]{1,3})([*a-z\d-]{1,63}\.[ \t]{1,2})$/;

/** The last label of `new.contoso. com`. */
const TORN_END = /^[ \t]{1,2}(?:com|net|org|us|cn|de|fr|ms|io|gov|mil|edu|info|cloud|microsoft|office)(?![\w.-])|^[ \t]{0,2}\n[ \t]{0,2}[a-z]{2,20}[ \t]*(?=$|\n)/;

/** A label has at most 63 signs, and some stand around it. */
const LONGEST_LABEL = 80;

/** Signs in front of a name that are no part of it, and those behind it. */
const LEADING = /^[.:/+&?=%#~-]+(?=[*<])|^[:/+&?=%#~>-]+|^<(?=[^<>]+\.[^<>]+>?$)|^_+(?=[^_].*_[.:]?$)/;
const TRAILING = /[.:?_&<+=~#-]+$/;

/** Signs that make another word of the name that they touch. */
const GLUED_BEFORE = /[$^!\\}\]…]$/;
const GLUED_BEHIND = /^[$^{[…]/;

/** Scheme, name, port and path of one piece. */
const PARTS = /^(?:([a-z][a-z0-9+]{0,9}):\/\/)?([A-Za-z0-9_*<>.-]+?)\.?(?::(\d{1,5}))?:?(\/[^\s]*)?$/i;

/** Abbreviations whose last part has two letters or more; a host name never ends in one letter. */
const ABBREVIATION = /^(?:p\.ex|p\.ej|t\.ex|f\.eks|ee\.uu|m\.fl|o\.dyl|ca\.k)$/i;

/** Names of programs and files, whose last part is not a top-level domain. */
const FILE = /^(?:[A-Z]{2,4}\.NET|[\w-]+\.(?:exe|msi|dll|ps1|psm1|psd1|bat|cmd|ini|xml|json|txt|csv|pac|aspx?|asmx|html?|php|docx?|xlsx?|pdf|pst|ost|js))$/;

/** A path that reads like another name, as in `a.example.com/b.example.com`, or like another port. */
const OTHER_FACT = /^\/(?:\d+(?:[/,;-]\d+)*$|(?:[a-z\d*-]+\.)+(?!aspx?$|asmx$|html?$|php$|txt$|xml$|json$|exe$|js$|svc$|msi$|zip$|cab$|dat$)[a-z]{2,}$)/i;

/** The last part of a name: a word, or letters of other scripts written with those of ASCII. */
const LAST_LABEL = new RegExp(`^(?:[${LETTER}]{2,63}|xn--[a-z\\d-]{2,59})$`, 'i');

/** Two words with a point between them, and the first of them in the form of a sentence's end. */
const TWO_WORDS = new RegExp(`^[${LETTER}\\d-]*[${LETTER}]\\.([${LETTER}])([${LETTER}]+)(?:-[${LETTER}]+)*$`);

/** A name of several long labels whose end is cut off: `x.contoso.c`. */
const CUT_OFF = /^(?:\*\.)?[a-z\d-]{1,63}(?:\.[a-z\d-]{2,63})+\.[a-z]$/i;

/** The end of names of which a sentence speaks: All '.sharepoint.com' FQDNs. */
const SPOKEN_OF = /^\.sharepoint\.(?:com|cn|us)$/i;

/** A star that is no part of a name. */
const STAR_ALONE = /(?:^|[^\w.*/])\*(?=$|[^\w.*])/;

/**
 * Reads every host name, URL and host with port of a text without addresses.
 *
 * A name is known by its form: labels of letters, digits and hyphens with points between them. What has that form and
 * cannot be used is an error that quotes it.
 */
export function readHosts(text: string, place: string, findings: FindingList): HostReading {
  const hosts: (HostFact & Span)[] = [];
  const spans: Span[] = [];
  const hasStar = STAR_ALONE.test(text);
  for (const match of text.matchAll(PIECES)) {
    if (match[0].length > LONGEST_PIECE) {
      if (match[0].includes('.')) {
        findings.error(FindingCode.HOST_INVALID, place, `${quote(match[0])} is left out: it is longer than any host name or URL`);
        spans.push({ at: match.index, end: match.index + match[0].length });
      }
      continue;
    }
    const start = LEADING.exec(match[0])?.[0].length ?? 0;
    const piece = match[0].slice(start).replace(TRAILING, '').replace(/^([^<]+)>$/, '$1');
    if (!piece.includes('.')) {
      continue;
    }
    const torn = tornName(text, match.index, match[0]);
    if (torn !== undefined) {
      findings.error(FindingCode.HOST_INVALID, place, `${quote(torn)} is left out: it may be one name with a space in it, or a sentence and a name`);
      spans.push({ at: match.index, end: match.index + match[0].length });
      continue;
    }
    const read = readHost(piece, hasStar, isGlued(text, match), place, findings);
    if (read !== undefined) {
      const name = { at: match.index + start, end: match.index + start + piece.length };
      spans.push(name);
      hosts.push(...read.map((host) => ({ ...host, ...name })));
    }
  }
  return { hosts, rest: fill(text, spans, 'host') };
}

/** A name with a space behind one of its points, and what it is torn from; undefined for any other. */
function tornName(text: string, at: number, piece: string): string | undefined {
  const start = TORN_START.exec(text.slice(Math.max(0, at - LONGEST_LABEL), at))?.[1] ?? '';
  const end = piece.endsWith('.') ? TORN_END.exec(text.slice(at + piece.length, at + piece.length + LONGEST_LABEL))?.[0] ?? '' : '';
  return start + end === '' ? undefined : `${start}${piece}${end}`;
}

/** Whether a sign that no name has stands right beside a piece. */
function isGlued(text: string, { 0: { length }, index }: RegExpExecArray): boolean {
  return GLUED_BEFORE.test(text.slice(Math.max(0, index - 1), index)) || GLUED_BEHIND.test(text.slice(index + length, index + length + 1));
}

/** The host of a piece, none where an error says why, undefined where the piece is not like a host at all. */
function readHost(piece: string, hasStar: boolean, glued: boolean, place: string, findings: FindingList): HostFact[] | undefined {
  const [, scheme, name, port, written] = PARTS.exec(piece) ?? [];
  // `a.example.com:443/TCP`: a protocol, and no path.
  const path = port !== undefined && /^\/tcp$/i.test(written ?? '') ? undefined : written;
  const fail = (code: FindingCode, reason: string) => {
    findings.error(code, place, `${quote(piece)} is left out: ${reason}`);
    return [];
  };
  if (name === undefined || piece.includes('@')) {
    return piece.includes('://') || isLikeHost(piece.replace(/[/:].*$/s, '')) ? fail(FindingCode.HOST_INVALID, 'it is not a host name, URL or host with port') : undefined;
  }
  if (glued && isLikeHost(name)) {
    return fail(FindingCode.HOST_INVALID, 'the sign beside it may be a part of it');
  }
  if (!isLikeHost(name)) {
    return scheme === undefined && !CUT_OFF.test(name) ? undefined : fail(FindingCode.HOST_INVALID, 'its host is not one');
  }
  if (scheme !== undefined && !/^https?$/i.test(scheme)) {
    return fail(FindingCode.HOST_INVALID, `${scheme} is not a scheme whose port is known; write the host, its protocol and port`);
  }
  const host = (name.startsWith('.') ? withStar(name, hasStar, place, findings) : name)?.toLowerCase();
  if (host === undefined) {
    return SPOKEN_OF.test(name) ? undefined : fail(FindingCode.HOST_INVALID, 'what stands in front of its first point is missing or is not known');
  }
  const problem = problemOf(host);
  if (problem !== undefined) {
    return fail(problem.code, problem.reason);
  }
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65535)) {
    return fail(FindingCode.PORT_INVALID, `${port} is not a port`);
  }
  if (port !== undefined && /^\/udp$/i.test(path ?? '')) {
    return fail(FindingCode.PORT_INVALID, `it is UDP; write the host, and "UDP ${port}"`);
  }
  if (path !== undefined && OTHER_FACT.test(path)) {
    return fail(FindingCode.HOST_INVALID, 'its path reads like another host or port; write them apart');
  }
  if (path !== undefined && path !== '/') {
    findings.info(FindingCode.URL_REDUCED, place, `${host}${path} is reduced to ${host}: no rule on hosts can hold a path`);
  }
  return [{
    host,
    ...(port === undefined ? (scheme === undefined ? {} : { port: scheme.toLowerCase() === 'https' ? 443 : 80 }) : { port: Number(port) }),
    ...(path === undefined || path === '/' ? {} : { path }),
  }];
}

/** Whether a text has the form of a host name: two labels or more, of which the last is a word. */
function isLikeHost(name: string): boolean {
  const [, last] = /\.([^.]+)$/.exec(name) ?? [];
  if (last === undefined || FILE.test(name)) {
    return false;
  }
  return /^(?:com|net|org)$/i.test(last) || (LAST_LABEL.test(last) && !ABBREVIATION.test(name) && !isTwoSentences(name));
}

/** The end of a sentence and the start of the next one, with no space between them. */
function isTwoSentences(name: string): boolean {
  const [, first, others] = TWO_WORDS.exec(name) ?? [];
  return first !== undefined && first !== first.toLowerCase() && others === others.toLowerCase();
}

/** `.example.com`, whose star stands elsewhere in the row; undefined without such a star. */
function withStar(name: string, hasStar: boolean, place: string, findings: FindingList): string | undefined {
  if (!hasStar) {
    return undefined;
  }
  findings.warning(FindingCode.STAR_MENDED, place, `${quote(name)} is read as ${quote(`*${name}`)}, since a star stands alone in the row`);
  return `*${name}`;
}

/** Why a name cannot be used, if it cannot. */
function problemOf(host: string): { readonly code: FindingCode; readonly reason: string } | undefined {
  try {
    HostPattern.parse(host);
  } catch (error) {
    return { code: FindingCode.HOST_INVALID, reason: error instanceof Error ? error.message : String(error) };
  }
  if (/(?:^|\.)_[^.]*_\./.test(host)) {
    return { code: FindingCode.HOST_INVALID, reason: 'a part of it stands between underscores, and may stand for something else' };
  }
  const parameter = /<(?!tenant>|email_domain>)[^>]*>/.exec(host)?.[0];
  if (parameter !== undefined) {
    return { code: FindingCode.HOST_INVALID, reason: `${parameter} is not a parameter that is known; those are <tenant> and <email_domain>` };
  }
  const wide = host.includes('*') && host.split('.').filter((label) => !label.includes('*')).length < 2;
  return wide ? { code: FindingCode.HOST_REFUSED, reason: 'it covers a whole top-level domain' } : undefined;
}
