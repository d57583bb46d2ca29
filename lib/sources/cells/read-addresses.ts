import { Prefix, PrefixSet } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';

/** Addresses that stand together, and the words in front of them. */
export interface AddressGroup {
  /** The text between the group before and this one. */
  readonly label: string;

  /** Prefixes as published, single addresses with their length. */
  readonly prefixes: readonly string[];
}

/** What was read, and the text with a blank in place of every address. */
export interface AddressReading {
  readonly groups: readonly AddressGroup[];
  readonly rest: string;
}

/** What looks like an address: bounded, and checked in full by `Prefix` afterwards. */
const CANDIDATE = /(?:(?<![\w.<-]|::|:ffff:)\d{1,4}(?:\.\d{1,4}){3}|(?<![\w.:<-])(?=[0-9a-f]{0,4}:[0-9a-f]{0,4}:)[0-9a-f:]{2,45})(?:\/\d{1,4})?(?![\w:]|\.\d|\.[a-z0-9-]{1,63}\.)/gi;

/** A word and the colon after it, where an address follows without a space: `China:2406:…`, and never a part of an address. */
const LABEL_END = /(?<![\p{L}\d.*_-])(\p{L}{0,20}[g-z\u0080-\uffff]\p{L}{0,20}):(?=\d{1,3}\.\d|[\da-f]{1,4}:)/giu;

/** Wide or special space that no page means: what is in it is never made a rule. */
const REFUSED = PrefixSet.of(
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24',
  '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '::/3', '2001:db8::/32', '4000::/2', '8000::/1',
);
const SHORTEST_LENGTH = { 1: 13, 4: 32 } as const;

/** Reads every address and prefix of a text, in groups that words separate. */
export function readAddresses(source: string, place: string, findings: FindingList): AddressReading {
  const groups: { label: string; prefixes: string[] }[] = [];
  const text = source.replace(LABEL_END, '$1: ');
  let end = 0;
  let rest = '';
  for (const match of text.matchAll(CANDIDATE)) {
    if (!isAddressLike(match[0])) {
      continue;
    }
    const prefix = readPrefix(match[0], place, findings);
    const between = text.slice(end, match.index);
    if (groups.length === 0 || /\p{L}{2}/u.test(between)) {
      groups.push({ label: between, prefixes: [] });
    }
    if (prefix !== undefined && groups[groups.length - 1].prefixes.includes(prefix)) {
      findings.info(FindingCode.FACT_REPEATED, place, `${prefix} is there twice`);
    } else if (prefix !== undefined) {
      groups[groups.length - 1].prefixes.push(prefix);
    }
    rest += `${between} `;
    end = match.index + match[0].length;
  }
  return { groups: groups.filter(({ prefixes }) => prefixes.length > 0), rest: rest + text.slice(end) };
}

/** Keeps times such as `12:30:00` apart from addresses. */
function isAddressLike(text: string): boolean {
  return !text.includes(':') || text.includes('/') || (text.includes('::') && text.length > 2) || text.split(':').length === 8;
}

function readPrefix(text: string, place: string, findings: FindingList): string | undefined {
  let prefix: Prefix;
  try {
    prefix = text.includes('/') ? Prefix.parse(text) : Prefix.parseAddress(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    findings.error(FindingCode.PREFIX_INVALID, place, `${quote(text)} is left out: ${reason}`);
    return undefined;
  }
  const words = text.includes(':') ? 4 : 1;
  if (prefix.length < SHORTEST_LENGTH[words] || REFUSED.overlaps(PrefixSet.from([prefix]))) {
    findings.error(FindingCode.PREFIX_REFUSED, place, `${prefix} is left out: no public service has so wide or so special a range`);
    return undefined;
  }
  return prefix.toString();
}
