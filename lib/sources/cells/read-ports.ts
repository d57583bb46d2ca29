import { PortRange, PortSet } from '../../net';
import { FindingCode } from '../findings/finding-code';
import { FindingList, quote } from '../findings/finding-list';

/** The ports that a text names, by protocol. */
export interface PortFacts {
  readonly tcp: PortSet;
  readonly udp: PortSet;
}

type Protocol = 'TCP' | 'UDP';

/** A protocol or a number. */
const TOKEN = /(?<![A-Za-z])([Tt][Cc][Pp]|[Uu][Dd][Pp])(?![A-Z])|(?<![\w.,])(\d{1,5}(?:-\d{1,5})?)(?![\w]|\.\d|,\d{3}(?!\d))/g;

/** Words between a protocol and its first port: `TCP-portarna 80`. */
const LONGEST_LEAD = 20;

/** `TCP ports of the servers | 80 & 443`: a separator with nothing but ports after it. */
const SEPARATED_LEAD = /^[^.!?\n]{0,120}\|\s{0,2}$/;

/** What stands between a last port and the protocol after it: `443 TCP`, and `443 numaralı TCP` in Turkish. */
const TAIL = /^(?:[ \u00a0\u202f-]{1,2}| numaralı )$/;

/** A number that is a year rather than a port where no protocol stands before it: `Office 2016 UDP`. */
const YEAR = /^(?:19|20)\d\d$/;

/** A word between two ports, none that starts like a name: `80 & 443`, `80 and 443`, `50000-59999; 5061`, `443 or TCP 49443`. */
const JOINER = /^[\s,;&]*(?:(?!\p{Lu})[\p{L}\p{M}]{1,6}[\s,;&]*)?$/u;

/**
 * Reads the ports next to `TCP` and `UDP` in a text without addresses and host names.
 *
 * A number counts only right next to the protocol's name or to another port, so that years and versions are no ports.
 */
export function readPorts(text: string, place: string, findings: FindingList): PortFacts {
  const numbers: Record<Protocol, string[]> = { TCP: [], UDP: [] };
  let protocol: Protocol | undefined;
  let isFirst = true;
  // Numbers that no protocol stands in front of: those of `80 and 443 TCP`.
  let waiting: string[] = [];
  let before: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const between = text.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[1] !== undefined) {
      settle();
      before = TAIL.test(between) ? waiting : [];
      waiting = [];
      protocol = match[1].toUpperCase() as Protocol;
      isFirst = true;
    } else if (protocol !== undefined && (isFirst ? isLead(between) : JOINER.test(between))) {
      numbers[protocol].push(match[2]);
      before = [];
      isFirst = false;
    } else {
      settle();
      protocol = undefined;
      waiting = YEAR.test(match[2]) ? [] : [...(JOINER.test(between) ? waiting : []), match[2]];
    }
  }
  settle();
  const portsOf = (texts: readonly string[]) => PortSet.of(...texts.flatMap((range) => readRange(range, place, findings)));
  return { tcp: portsOf(numbers.TCP), udp: portsOf(numbers.UDP) };

  /** Gives a protocol without a number after it the numbers in front of it. */
  function settle(): void {
    if (protocol !== undefined && isFirst) {
      numbers[protocol].push(...before);
    }
    before = [];
  }
}

/** Whether a text can stand between a protocol and its first port. */
function isLead(between: string): boolean {
  return (between.length <= LONGEST_LEAD && !/[.!?]|[,;]\s{0,2}\p{L}/u.test(between)) || SEPARATED_LEAD.test(between);
}

function readRange(text: string, place: string, findings: FindingList): PortRange[] {
  try {
    return [PortRange.parse(text)];
  } catch (error) {
    findings.error(FindingCode.PORT_INVALID, place, `${quote(text)} is left out: ${error instanceof Error ? error.message : error}`);
    return [];
  }
}
