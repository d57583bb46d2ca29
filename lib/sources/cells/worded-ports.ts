import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LETTER, NUMBER } from '../table/letters';
import { fill, FILL, FILLED, Span } from './filled-text';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words for no port in particular, in the languages of the pages; of two words the second is an article. */
const EVERY = words(
  'any all every dynamic ephemeral random high alle beliebige beliebigen beliebiger jede jeden jeder dynamische dynamischen dynamischer tous toute toutes dynamique dynamiques '
  + 'todos cualquier qualquer dinámicos tutti tutte qualsiasi alla samtliga wszystkie dowolny všechny kaikki tüm все любой любые 全部 所有 任意 すべての 모든',
);

/** Names of protocols above TCP and UDP, each of which stands for a port that it does not write. */
const SERVICES = words(
  'http https ws wss websocket websockets ldap ldaps smtp smtps submission imap imaps imap4 imap4s pop pop3 pop3s ftp ftps sftp tftp ssh telnet dns domain ntp snmp syslog radius '
  + 'sip sips rtp srtp rtcp stun turn rdp smb cifs netbios kerberos winrm rpc mapi mssql mqtt mqtts amqp amqps quic',
);

/** Numbers that are written as words. */
const NUMERALS = words(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen '
  + 'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand',
);

/** What may stand beside the names of services where these are all that is said of ports. */
const BESIDE_SERVICES = words('and or et und y e och port ports over via using with only protocol protocols service services traffic inbound outbound secure tls ssl');

/** What makes a number the end of a range that has no other end: `TCP ports above 49151`, `TCP 1024 and higher`. */
const COMPARISON = /(?:above|below|beyond|under|greater|higher|lower|less|exceeding|up|upwards|seq|starting|except|plus|oberhalb|unterhalb|außer|höher|supérieurs?|inférieurs?|sauf|superiores|inferiores|excepto|mayores|menores|utom|över)(?![a-z\u00df-\u024f])/g;

/** A range whose word in the middle is "and", and ports from which connections come, of which no rule is imported. */
const BETWEEN_PORTS = /(?<=(?:tcp|udp|ports?)[^.\n\d]{0,12})(?<![a-z])(?:between|from|zwischen|entre|tra|fra|tussen|mellan|mellem|mellom|między|mezi) \d{1,5} (?:and|und|et|y|e|en|och|og|i|a) \d{1,5}/gi;
const SOURCE_PORT = /(?:(?:TCP|UDP)[ -]?)?(?<![a-z])(?:(?:source|src|origin(?:ating)?) (?:TCP |UDP )?ports?|Quell-?ports?|ports? sources?|puertos? de origen|portas? de origem)[ :]{1,2}(?:TCP |UDP )?\d{1,5}(?:-\d{1,5})?/gi;

const HEAD_BEFORE = /(?:TCP|UDP|ports?)[ :]{1,2}(?:ports? )?$/i;
const END_AFTER = /^ (?:(?:than|or|equal|to|from|with|at|port|à|als) ){0,4}\d{1,5}/;
const NUMBERS_BEFORE = /(?:TCP|UDP|ports?)[ :]{1,2}(?:ports? )?(?:[\d,;& -]|and |or ){0,40}\d{1,5},? ?(?:and |or |& ?|et |und |y |och )?$/i;

/** What heads a port. It has no flag for letter case: with the letters of every script that takes milliseconds to compile. */
const HEAD = /[Tt][Cc][Pp]|[Uu][Dd][Pp]|[Pp][Oo][Rr][Tt][Ss]?/g;

const WORD_BEFORE = new RegExp(`(?<![${LETTER}${NUMBER}])([${LETTER}]+)(?: (?:les|los|os|le|other|further|additional))?[ -]?$`);
const NUMBER_AFTER = /^[ -]?(?:ports?|and|or|\/|&)?[ :]?(?:TCP|UDP)?[ :]?(?:ports?)?[ :]?\d/i;

/** What stands between a protocol and a word that stands for its ports. */
const LEAD = /^(?:[ /](?:and |or )?(?:TCP|UDP))?(?:[ -]?ports?)?[ :(=/-]{0,3}/i;
const WORD_AFTER = new RegExp(`^(?:[${LETTER}]+\\d?(?![${LETTER}${NUMBER}])|\\*(?!\\.))`);

/** The number of the service: `TCP https (443)`, and `443 TCP https`. */
const OWN_NUMBER_AFTER = /^[ :()=/-]{0,3}(?:port )?\d/;
const OWN_NUMBER_BEFORE = /\d[ /(-]{1,2}$/;

const IN_WORD = new RegExp(`[${LETTER}${NUMBER}]`);

/** The longest of these words with all that stands beside it. */
const REACH = 40;

/**
 * Reports ports that have a protocol and no number, or a word for one, in a text in which ports are not yet filled.
 *
 * @returns the text in which these are filled
 */
export function reportWordedPorts(text: string, place: string, findings: FindingList): string {
  const compared = [...text.matchAll(COMPARISON)].flatMap(({ 0: word, index: at }) => comparedSpan(text, { at, end: at + word.length }) ?? []);
  const whole = [BETWEEN_PORTS, SOURCE_PORT].flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ 0: { length }, index: at }) => ({ at, end: at + length }));
  const worded = [...text.matchAll(HEAD)].flatMap(({ 0: head, index: at }) => wordedSpan(text, { at, end: at + head.length }) ?? []);
  const spans: Span[] = [];
  for (const span of [...compared, ...whole, ...worded].sort((a, b) => a.at - b.at)) {
    if (span.at >= (spans[spans.length - 1]?.end ?? 0)) {
      report(text.slice(span.at, span.end), place, findings);
      spans.push(span);
    }
  }
  return fill(text, spans, 'left');
}

/** A comparison with the ports that it is about, if it is about any. */
function comparedSpan(text: string, { at, end }: Span): Span | undefined {
  const before = text.slice(Math.max(0, at - 2 * REACH), at);
  const number = END_AFTER.exec(text.slice(end, end + REACH))?.[0] ?? '';
  const head = number === '' ? NUMBERS_BEFORE.exec(before) : HEAD_BEFORE.exec(before);
  return head === null ? undefined : { at: at - head[0].length, end: end + number.length };
}

/** The head of a port with the word beside it that stands in place of its number, if one does. */
function wordedSpan(text: string, { at, end }: Span): Span | undefined {
  const before = text.slice(Math.max(0, at - REACH), at);
  const after = text.slice(end, end + REACH);
  const isPort = /^p/i.test(text[at]);
  if (isPort && IN_WORD.test(after.slice(0, 1))) {
    return undefined;
  }
  const every = WORD_BEFORE.exec(before);
  if (every !== null && EVERY.has(every[1].toLowerCase()) && !NUMBER_AFTER.test(after)) {
    return { at: at - every[0].length, end };
  }
  const worded = IN_WORD.test(before.slice(-1)) ? '' : wordBehind(before, after, isPort);
  return worded === '' ? undefined : { at, end: end + worded.length };
}

/** The text from behind a head to the end of a word that stands for its ports; empty where none does. */
function wordBehind(before: string, after: string, isPort: boolean): string {
  const lead = LEAD.exec(after)?.[0] ?? '';
  const word = WORD_AFTER.exec(after.slice(lead.length))?.[0] ?? '';
  const name = word.toLowerCase();
  if (!isPort && (word === '*' || EVERY.has(name))) {
    return lead + word;
  }
  const hasNumber = OWN_NUMBER_AFTER.test(after.slice(lead.length + word.length)) || OWN_NUMBER_BEFORE.test(before);
  return lead !== '' && (SERVICES.has(name) || (!isPort && NUMERALS.has(name))) && !hasNumber ? lead + word : '';
}

function report(ports: string, place: string, findings: FindingList): void {
  findings.error(FindingCode.PORT_INVALID, place, `${quote(ports)} is left out: write the ports with their numbers, as in "TCP 1-65535"`);
}

/** A piece of a line, of a sentence or of parentheses, between facts. */
const PIECES = new RegExp(`[^\\n|.;:!?()•·${FILLED}]+`, 'g');
const WORDS = new RegExp(`[${LETTER}${NUMBER}]+`, 'g');
const BEHIND_PORT = new RegExp(`${FILL.port}[ (/=:–-]{0,3}$`);
const BEFORE_PORT = new RegExp(`^[ (/=:–-]{0,3}(?:${FILL.port}|\\d)`);
const IS_FILLED = new RegExp(`[${FILLED}]`);
const SIGNS_AROUND = /^[ ,&/–-]+|[ ,&/–-]+$/g;

/**
 * Reports names of services that stand for ports without a number: alone in a cell or a list, or right behind a fact.
 * In a sentence they say how something works, and right beside a port they say what it is for.
 *
 * @param rest a text in which every fact is filled
 */
export function reportServices(rest: string, place: string, findings: FindingList): void {
  for (const { 0: piece, index: at } of rest.matchAll(PIECES)) {
    const found = piece.match(WORDS) ?? [];
    const service = found.findIndex((word) => SERVICES.has(word.toLowerCase()));
    const others = found.findIndex((word) => !SERVICES.has(word.toLowerCase()) && !BESIDE_SERVICES.has(word.toLowerCase()));
    const isBehindFact = at > 0 && IS_FILLED.test(rest[at - 1]);
    if (service < 0 || (others >= 0 && (others < service || !isBehindFact))) {
      continue;
    }
    const end = at + piece.length;
    const start = end - piece.trimStart().length;
    const isOfPort = (BEHIND_PORT.test(rest.slice(Math.max(0, at - 4), start)) && !/^\s*(?:,|and|or)/.test(piece)) || BEFORE_PORT.test(rest.slice(end, end + 4));
    if (!isOfPort) {
      report(piece.replace(SIGNS_AROUND, '').slice(0, REACH), place, findings);
    }
  }
}
