import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LETTER, NUMBER } from '../table/letters';
import { FILL, FILLED } from './filled-text';
import { reportServices } from './worded-ports';

/** A piece of a text without spaces, and without what was read. */
const PIECES = new RegExp(`[^\\s${FILLED}|]+`, 'gu');

/** Four numbers with points or hyphens or more, three and a slash or a bracket, or numbers of hexadecimal digits with colons, or one long number: a part of an address. */
const ADDRESS = new RegExp(`(?<![\\d.])\\d{1,3}(?:\\.(?:\\d{1,3}|[x*])){3,}|(?<![\\d.-])\\d{1,3}(?:\\.\\d{1,3}){1,2}\\.[[{(<?#-]|(?<![\\d-])\\d{1,3}(?:-\\d{1,3}){3}(?![\\d-])|(?<!\\d)\\d{1,3}([^\\w\\s,])\\d{1,3}\\1\\d{1,3}\\1\\d{1,3}(?!\\d)|\\d{1,3}(?:[.,]\\d{1,3}){1,3}/\\d|^\\d{8,10}[,;.]?$|^0x[0-9a-f]{8}(?![0-9a-f])|(?<![${LETTER}\\d])(?:[0-9a-f]{1,4}:){3,}|(?<![${LETTER}\\d])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::|::[0-9a-f]{1,4}(?![${LETTER}])`, 'i');

/** A length right after an address, or one that stands alone. */
const LENGTH = /^[(]?\/\d{1,3}[),;.]?$/;

/** A sign of a host name: a star and a point, a scheme, or an entity of HTML that is not known. */
const HOST = /^\W{0,4}\*\.|:\/\/|&#?[a-z\d]{2,31};/i;

/** A star in place of a name, as an item of a list. */
const ANY_HOST = /(?:^|[\n,;|])[ \t]{0,8}\*[ \t]{0,8}(?=$|[\n,;|])/g;

/** Three numbers with points, which may be an address that lost its last one. */
const THREE_NUMBERS = /(?<![\w.:/-])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){2}(?![\w/-]|\.\S)/g;

/** What makes them the number of a version, or a part of a word. */
const OF_VERSION = new RegExp(`(?:[${LETTER}${NUMBER}]|\\b(?:version|build|release|v|windows|ios|macos|android|tls)[^${LETTER}]{0,3})$`, 'i');
const IN_WORD = new RegExp(`^[${LETTER}${NUMBER}]`);

/** A protocol of which no rule is imported. */
const OTHER_PROTOCOL = new RegExp(`(?<![${LETTER}${NUMBER}])(?:ICMP(?:v[46])?|IGMP|ESP|GRE|AH|IPsec|IP ?protocol ?(?:number )?\\d{1,3}|protocol (?:number )?\\d{1,3})(?![${LETTER}${NUMBER}])`, 'g');

/** A clause: what stands between the ends of sentences and cells. */
const CLAUSES = /[^.!?\n|。]+(?:\.(?=\S)[^.!?\n|。]*)*/gu;

/** A number that may be a port, not a year and not part of a word. */
const NUMBERS = new RegExp(`(?<![${LETTER}${NUMBER}.]|(?<![${FILLED}])[,-])(?!(?:19|20)\\d\\d(?!\\d))(\\d{1,2}[.,]\\d{3}(?!\\.?\\d)|0[xX][\\da-fA-F]{1,4}|\\d{1,3}[kK]|\\d{2,5})(?![${LETTER}${NUMBER}_]|\\.\\d|\\s?[Vv]ia ?[Nn]et)`, 'g');

/** What makes the numbers of a clause ports. */
const ABOUT_PORTS = new RegExp(`${FILL.port}|(?<![${LETTER}\\d])(?:tcp|udp|sctp|quic|tls|ssl|dtls|https?|ports?|port[${LETTER}]{1,6}|puertos?|portas?|porte|poorten|порт[${LETTER}]*|端口|連接埠|ポート|포트|منفذ|cổng|พอร์ต)(?![${LETTER}])`, 'i');

/** The name of a product or version in front of its number: `Microsoft 365`, `row 14`, `Windows 10 and 11`. */
const NAME = /(?:(?![Pp](?:orts?|uertos?|ortas?|orte|oorten|rotocol)\P{L})(?<!\p{L})\p{Lu}\p{Ll}[\p{L}\p{M}]{0,30}|\b(?:row|version|rad|ligne|zeile|fila|riga|linha|rij|wiersz|řádek|строк\p{L}*|行|第)|\bv\.?)\p{P}?[ \u00a0]{0,2}(?:\d{1,4},?[ \u00a0]{1,2}(?:\p{L}{1,6}[ \u00a0]{1,2})?)?$/u;

const LONGEST_NAME = 40;

/** The end of a host, in front of a number. */
const OF_HOST = new RegExp(`${FILL.host}[\\s,;:/&+|(-]{0,4}$`);

/**
 * Reports everything in a text that looks like a fact and that no reader read: what is left after addresses, hosts and
 * ports were filled. This is what makes a notation that nobody thought of an error, and never a loss.
 */
export function reportUnread(rest: string, place: string, findings: FindingList): void {
  for (const { 0: piece } of rest.matchAll(PIECES)) {
    if (!/[\d:*&]/.test(piece)) {
      continue; // a word, as most are
    }
    if (ADDRESS.test(piece) || LENGTH.test(piece)) {
      findings.error(FindingCode.PREFIX_INVALID, place, `${quote(piece)} is left out: it looks like a part of an address, in a form that is not known`);
    } else if (HOST.test(piece)) {
      findings.error(FindingCode.HOST_INVALID, place, `${quote(piece)} is left out: it looks like a part of a host name or URL, in a form that is not known`);
    }
  }
  for (const { 0: numbers, index: at } of rest.matchAll(THREE_NUMBERS)) {
    if (OF_VERSION.test(rest.slice(Math.max(0, at - LONGEST_NAME), at)) || IN_WORD.test(rest.slice(at + numbers.length))) {
      continue;
    }
    findings.error(FindingCode.PREFIX_INVALID, place, `${quote(numbers)} is left out: it looks like a part of an address, in a form that is not known`);
  }
  for (const { 0: star } of rest.matchAll(ANY_HOST)) {
    findings.error(FindingCode.HOST_INVALID, place, `${quote(star.trim())} is left out: it would be every host`);
  }
  for (const { 0: protocol } of rest.matchAll(OTHER_PROTOCOL)) {
    findings.error(FindingCode.PORT_INVALID, place, `${quote(protocol)} is left out: only ports of TCP and UDP are known`);
  }
  reportServices(rest, place, findings);
  reportUnreadPorts(rest, place, findings);
}

function reportUnreadPorts(rest: string, place: string, findings: FindingList): void {
  for (const { 0: clause, index: at } of rest.matchAll(CLAUSES)) {
    if (!/\d/.test(clause)) {
      continue;
    }
    const isAboutPorts = ABOUT_PORTS.test(clause);
    for (const match of clause.matchAll(NUMBERS)) {
      const before = clause.slice(Math.max(0, match.index - LONGEST_NAME), match.index);
      // A number right behind a host is its port, or one more, also in the next cell.
      if (OF_HOST.test(rest.slice(Math.max(0, at + match.index - LONGEST_NAME), at + match.index)) || (isAboutPorts && !NAME.test(before))) {
        findings.error(FindingCode.PORT_INVALID, place, `${quote(match[1])} is left out: it may be a port; write it as "TCP ${match[1]}"`);
      }
    }
  }
}
