import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';
import { LETTER } from '../table/letters';

/** Spaces that a translator or a typesetter puts where none belongs. */
const SPACE = '[ \\u00a0\\u202f\\u2009]';
const NO_BREAK = '[\\u00a0\\u202f]';
const DASH = '[-\\u2010-\\u2015\\u2212~\\u301c\\uff5e]';

interface Repair {
  readonly code: FindingCode;
  readonly severity: 'warning' | 'info';
  readonly pattern: RegExp;

  /** The mended text; the same text when there is nothing to mend after all. */
  mend(match: string, ...groups: string[]): string;
}

/** Bounded patterns only: each looks at a fixed number of signs from where it starts. */
const REPAIRS: readonly Repair[] = [
  {
    // 2001 :489a :3500 ::/50, as French typography wants it.
    code: FindingCode.ADDRESS_MENDED,
    severity: 'warning',
    pattern: new RegExp(`(?<![\\w.:/])[0-9a-f]{1,4}(?:${SPACE}?:{1,2}[0-9a-f]{0,4}){1,8}\\/\\d{1,3}(?!\\d)`, 'gi'),
    mend: (match) => (new RegExp(NO_BREAK).test(match) || (match.match(/ /g) ?? []).length > 1 ? match.replace(/\s/g, '') : match),
  },
  {
    // 52.243.148.1 9, in a list: nothing else can stand between two separators.
    code: FindingCode.ADDRESS_MENDED,
    severity: 'warning',
    pattern: new RegExp(`(?<![\\d.])(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,2})${SPACE}(\\d{1,2})(?=\\s{0,2}[,;])`, 'g'),
    mend: (match, start, rest) => (Number(`${start.slice(start.lastIndexOf('.') + 1)}${rest}`) <= 255 ? `${start}${rest}` : match),
  },
  {
    // 50,000-59,999 and what becomes of it: 50 000–59 999, 50.000-59.999, 50000–59999.
    code: FindingCode.PORT_RANGE_MENDED,
    severity: 'warning',
    pattern: new RegExp(
      `(?<![\\d.,/])(\\d{1,2})([,.' ’\\u00a0\\u202f]?)(\\d{3})(${SPACE}?${DASH}${SPACE}?)(\\d{1,2})([,.' ’\\u00a0\\u202f]?)(\\d{3})(?![\\d./])`, 'g',
    ),
    mend: (_, first, _comma, thousand, _dash, last, _point, thousands) => `${first}${thousand}-${last}${thousands}`,
  },
  {
    // « < locataire> », and any other translation of a parameter, alone or in front of a domain that is known to have it.
    // In front of any other domain only these two mean what they say: `<region>.contoso.com` is not a tenant's.
    code: FindingCode.PARAMETER_MENDED,
    severity: 'warning',
    pattern: /<\s{0,2}([^<>\n/=.]{1,40}?)\s{0,2}>(?:(\.outlookmobile\b)|(\.(?:onmicrosoft|sharepoint)\b)|(\.[a-z\d]))?/gi,
    mend: (match, name, mail, tenant, other) => {
      if (other !== undefined) {
        return /^(?:tenant|email_domain)$/i.test(name) ? `<${name.toLowerCase()}>${other}` : match;
      }
      return mail === undefined ? `<tenant>${tenant ?? ''}` : `<email_domain>${mail}`;
    },
  },
  {
    // \* .um.outlook.com
    code: FindingCode.STAR_MENDED,
    severity: 'warning',
    pattern: new RegExp(`\\*(?:${SPACE}\\.|\\.${SPACE})(?=[a-z0-9-]{1,63}\\.)`, 'gi'),
    mend: () => '*.',
  },
  {
    // \\**.cloudapp.net
    code: FindingCode.STAR_MENDED,
    severity: 'warning',
    pattern: /(?<![\w*])\*{2,3}(?=\.[a-z0-9-]{1,63}\.)/gi,
    mend: () => '*',
  },
  {
    // *host.example.net/path/ for host.example.net/path/*
    code: FindingCode.STAR_MENDED,
    severity: 'warning',
    pattern: /(?<![\w.])\*([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}(?:\/[a-z0-9-]{1,63}){1,4}\/)(?![\w*])/gi,
    mend: (_, rest) => `${rest}*`,
  },
  {
    code: FindingCode.SPACE_MENDED,
    severity: 'info',
    pattern: new RegExp(`(?<=[a-z0-9*])${NO_BREAK};`, 'gi'),
    mend: () => ' ;',
  },
];

/** A word and the colon after it, where a fact follows without a space: `China:2406:…`, and never a part of an address or URL. */
const LABEL_END = new RegExp(
  `(?<![${LETTER}\\d.*_/:@-])([${LETTER}]{0,20}[g-z\\u0080-\\uffff][${LETTER}]{0,20}):(?=\\d{1,3}\\.\\d|[\\da-f]{1,4}:|(?:[*<]|[a-z\\d])[a-z\\d*<>-]{0,63}\\.)`, 'gi',
);

/**
 * Mends the damage whose meaning is certain, and says so.
 *
 * A form that the original page uses itself, such as the comma in `50,000-59,999`, is read and not reported.
 */
export function repairCell(text: string, place: string, findings: FindingList): string {
  return REPAIRS.reduce((mended, { code, severity, pattern, mend }) => mended.replace(pattern, (match: string, ...rest: (string | number)[]) => {
    const result = mend(match, ...rest.filter((group): group is string => typeof group === 'string' || group === undefined));
    if (result !== match && !isOriginal(match)) {
      findings[severity](code, place, `${quote(match)} is read as ${quote(result)}`);
    }
    return result;
  }), text.replace(LABEL_END, '$1: '));
}

function isOriginal(match: string): boolean {
  return /^\d{1,2},\d{3}-\d{1,2},\d{3}$/.test(match) || /^\d{4,5}-\d{4,5}$/.test(match);
}
