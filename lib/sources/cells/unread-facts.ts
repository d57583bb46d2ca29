import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LETTER, NUMBER } from '../table/letters';
import { FILL, FILLED } from './filled-text';

/** A piece of a text without spaces, and without what was read. */
const PIECES = new RegExp(`[^\\s${FILLED}|]+`, 'gu');

/** Four numbers with points or more, three and a slash, or numbers of hexadecimal digits with colons, or one long number: a part of an address. */
const ADDRESS = new RegExp(`(?<![\\d.])\\d{1,3}(?:\\.(?:\\d{1,3}|[x*])){3,}|\\d{1,3}(?:[.,]\\d{1,3}){1,3}/\\d|^\\d{8,10}[,;.]?$|^0x[0-9a-f]{8}(?![0-9a-f])|(?<![${LETTER}\\d])(?:[0-9a-f]{1,4}:){3,}|(?<![${LETTER}\\d])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::|::[0-9a-f]{1,4}(?![${LETTER}])`, 'i');

/** A length right after an address, or one that stands alone. */
const LENGTH = /^[(]?\/\d{1,3}[),;.]?$/;

/** A sign of a host name: a star and a point, or a scheme. */
const HOST = /^\W{0,4}\*\.|:\/\//;

/** Three numbers with points, which may be an address that lost its last one; the number of a version is not. */
const THREE_NUMBERS = new RegExp(`(?<![${LETTER}${NUMBER}_.:/-])(?<!\\b(?:version|build|release|v|windows|ios|macos|android|tls)[^${LETTER}]{0,3})(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){2}(?![${LETTER}${NUMBER}_/-]|\\.\\S)`, 'gi');

/** A protocol of which no rule is imported. */
const OTHER_PROTOCOL = new RegExp(`(?<![${LETTER}${NUMBER}])(?:ICMP(?:v[46])?|IGMP|ESP|GRE|AH|IPsec|IP ?protocol ?(?:number )?\\d{1,3}|protocol (?:number )?\\d{1,3})(?![${LETTER}${NUMBER}])`, 'g');

/** A word for no port in particular, in the languages of the pages. */
const EVERY = '(?:any|all|every|dynamic|ephemeral|random|high|alle|beliebige[nr]?|jede[nr]?|dynamische[nr]?|tous(?: les)?|toutes?|dynamiques?|todos(?: los| os)?|cualquier|qualquer|dinámicos|tutt[ei](?: le)?|qualsiasi|alla|samtliga|wszystkie|dowolny|všechny|kaikki|tüm|все|любой|любые|全部|所有|任意|すべての|모든)';

/** `any TCP port`, `all ports`, `TCP any`, `UDP *`: ports without a number. It starts at the protocol, which is rarer than the word in front. */
const EVERY_PORT = new RegExp(
  `(?:TCP|UDP|ports?(?![${LETTER}]))(?<=(?<![${LETTER}${NUMBER}])(?<every>${EVERY}[ -]?)(?:TCP|UDP|ports?))(?![ -]?(?:ports?|and|or|/|&)?[ :]?(?:TCP|UDP)?[ :]?(?:ports?)?[ :]?\\d)|(?<![${LETTER}${NUMBER}])(?:TCP|UDP)(?:[ /](?:and |or )?(?:TCP|UDP))?(?:[ -]?ports?)?[ :(=]{0,3}(?:${EVERY}(?![${LETTER}])|\\*(?!\\.))`, 'gi',
);

/** `TCP port https`, `UDP four hundred`: ports that are words. */
const WORDED_PORT = new RegExp(
  `(?<![${LETTER}${NUMBER}])(?:TCP|UDP)(?:[ -]ports?)?[ :]{1,2}(?:https?|ldaps?|smtps?|submission|imaps?|pop3s?|s?ftps?|ssh|dns|domain|ntp|snmp|sips?|rdp|smb|kerberos|winrm|stun|quic|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?![${LETTER}${NUMBER}]|[ :(=/]{0,3}(?:port )?\\d)`, 'gi',
);

/** A clause: what stands between the ends of sentences and cells. */
const CLAUSES = /[^.!?\n|。]+(?:\.(?=\S)[^.!?\n|。]*)*/gu;

/** A number that may be a port, not a year and not part of a word. */
const NUMBERS = new RegExp(`(?<![${LETTER}${NUMBER}_.]|(?<![${FILLED}])[,-])(?!(?:19|20)\\d\\d(?!\\d))(\\d{1,2},\\d{3}|\\d{2,5})(?![${LETTER}${NUMBER}_]|\\.\\d|\\s?[Vv]ia ?[Nn]et)`, 'g');

/** What makes the numbers of a clause ports. */
const ABOUT_PORTS = new RegExp(`${FILL.port}|(?<![${LETTER}\\d])(?:tcp|udp|sctp|quic|tls|ssl|dtls|https?|ports?|port[${LETTER}]{1,6}|puertos?|portas?|porte|poorten|порт[${LETTER}]*|端口|連接埠|ポート|포트|منفذ|cổng|พอร์ต)(?![${LETTER}])`, 'i');

/** The name of a product or version in front of its number: `Microsoft 365`, `row 14`, `Windows 10 and 11`. */
const NAME = /(?:(?![Pp](?:orts?|uertos?|ortas?|orte|oorten)\P{L})(?<!\p{L})\p{Lu}\p{Ll}[\p{L}\p{M}]{0,30}|\b(?:row|version|rad|ligne|zeile|fila|riga|linha|rij|wiersz|řádek|строк\p{L}*|行|第)|\bv\.?)\p{P}?[ \u00a0]{0,2}(?:\d{1,4},?[ \u00a0]{1,2}(?:\p{L}{1,6}[ \u00a0]{1,2})?)?$/u;

const LONGEST_NAME = 40;

/** The end of a host, in front of a number. */
const OF_HOST = new RegExp(`${FILL.host}[\\s,;:/&+-]{0,4}$`);

/**
 * Reports everything in a text that looks like a fact and that no reader read: what is left after addresses, hosts and
 * ports were filled. This is what makes a notation that nobody thought of an error, and never a loss.
 */
export function reportUnread(rest: string, place: string, findings: FindingList): void {
  for (const { 0: piece } of rest.matchAll(PIECES)) {
    if (!/[\d:*]/.test(piece)) {
      continue; // a word, as most are
    }
    if (ADDRESS.test(piece) || LENGTH.test(piece)) {
      findings.error(FindingCode.PREFIX_INVALID, place, `${quote(piece)} is left out: it looks like a part of an address, in a form that is not known`);
    } else if (HOST.test(piece)) {
      findings.error(FindingCode.HOST_INVALID, place, `${quote(piece)} is left out: it looks like a part of a host name or URL, in a form that is not known`);
    }
  }
  for (const { 0: numbers } of rest.matchAll(THREE_NUMBERS)) {
    findings.error(FindingCode.PREFIX_INVALID, place, `${quote(numbers)} is left out: it looks like a part of an address, in a form that is not known`);
  }
  for (const { 0: protocol } of rest.matchAll(OTHER_PROTOCOL)) {
    findings.error(FindingCode.PORT_INVALID, place, `${quote(protocol)} is left out: only ports of TCP and UDP are known`);
  }
  reportUnreadPorts(rest, place, findings);
}

/** Reports ports that have a protocol and no number, or a word for one, in a text in which ports are not yet filled. */
export function reportEveryPort(text: string, place: string, findings: FindingList): void {
  for (const { 0: ports, groups } of [...text.matchAll(EVERY_PORT), ...text.matchAll(WORDED_PORT)]) {
    findings.error(FindingCode.PORT_INVALID, place, `${quote((groups?.every ?? '') + ports)} is left out: write the ports with their numbers, as in "TCP 1-65535"`);
  }
}

function reportUnreadPorts(rest: string, place: string, findings: FindingList): void {
  for (const { 0: clause } of rest.matchAll(CLAUSES)) {
    if (!/\d/.test(clause)) {
      continue;
    }
    const isAboutPorts = ABOUT_PORTS.test(clause);
    for (const match of clause.matchAll(NUMBERS)) {
      const before = clause.slice(Math.max(0, match.index - LONGEST_NAME), match.index);
      // A number right behind a host is its port, or one more.
      if (OF_HOST.test(before) || (isAboutPorts && !NAME.test(before))) {
        findings.error(FindingCode.PORT_INVALID, place, `${quote(match[1])} is left out: it may be a port; write it as "TCP ${match[1]}"`);
      }
    }
  }
}
