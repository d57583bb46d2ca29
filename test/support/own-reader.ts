import ipaddr from 'ipaddr.js';
import { readMaterial } from './material';

/**
 * A reading of the published pages that shares nothing with the library: lines, regular expressions, and ipaddr.js.
 * It knows the six pages and no other: it is right for these, and need not be for the next one.
 */

/** The rows of a page by number, each as one text. */
export function rowsOfPage(file: string): Map<number, string> {
  const text = readMaterial(`pages/${file}`).replace(/\r/g, '');
  const isMarkdown = file.endsWith('.md');
  const start = isMarkdown ? /^\| ?(\d{1,2}) *\|/ : file.startsWith('required') ? /^(\d{1,2})$/ : /^(\d{1,2}) (?=[A-Z])/;
  const rows = new Map<number, string>();
  for (const line of text.split('\n')) {
    const number = Number(start.exec(line)?.[1]);
    if (number === rows.size + 1) {
      rows.set(number, line.replace(start, ''));
    } else if (/^(## Related|Managing Microsoft 365 endpoints$|Additional reading)/.test(line)) {
      break;
    } else if (!isMarkdown && rows.size > 0) {
      rows.set(rows.size, `${rows.get(rows.size)}\n${line}`);
    }
  }
  return new Map([...rows].map(([number, row]) => [number, plain(row)]));
}

/** Without links and markup. */
function plain(row: string): string {
  return row.replace(/\]\([^)]*\)/g, ' ').replace(/<br>|<p>/gi, '\n').replace(/\\([<>|])/g, '$1').replace(/[`[]|\*\*/g, ' ');
}

/** The addresses and prefixes of a text, each as a prefix. */
export function addressesIn(text: string): string[] {
  const found = text.match(/(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7})(?:\/\d{1,3})?(?![\w.])/g) ?? [];
  return sorted(found.map((each) => (each.includes('/') ? each : `${each}/${each.includes(':') ? 128 : 32}`)));
}

/** The host names of a text, without scheme, port and path. */
export function hostsIn(text: string): string[] {
  const found = text.match(/(?:(?:[*\w-]+|<\w+>)\.)+(?:com|net|us|cn|ms)(?![\w-])/g) ?? [];
  return sorted(found.map((each) => each.toLowerCase()));
}

/** What stands behind a label, up to one of the others or to an empty line behind it. */
export function below(label: string, text: string): string {
  const at = text.indexOf(label);
  if (at < 0) {
    throw new Error(`the page has no ${label}`);
  }
  return text.slice(at + label.length).replace(/^\s+/, '').split(/\n\s*\n|GCC High|Worldwide Commercial|Microsoft Cloud|TCP port/)[0];
}

export function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}

/** Traffic, however it is cut into rules: `in tcp 443` → who connects. */
export type Traffic = Map<string, Set<string>>;

/** Adds peers, hosts and prefixes, to each of the ports: single ones or ranges, joined by commas; those next to each other are one range. */
export function admit(traffic: Traffic, direction: 'in' | 'out', protocol: 'tcp' | 'udp', ports: string, peers: Iterable<string>): void {
  for (const port of runsOf(ports)) {
    const key = `${direction} ${protocol} ${port}`;
    traffic.set(key, new Set([...traffic.get(key) ?? [], ...peers]));
  }
}

function runsOf(ports: string): string[] {
  const numbers = ports.split(',').filter((port) => port !== '').map((port) => port.split('-').map(Number)).sort(([a], [b]) => a - b);
  const runs: [first: number, last: number][] = [];
  for (const [first, last = first] of numbers) {
    if (runs.length > 0 && runs[runs.length - 1][1] + 1 === first) {
      runs[runs.length - 1][1] = last;
    } else {
      runs.push([first, last]);
    }
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`));
}

/** The same traffic as lines, with addresses as the fewest ranges, so that it can be compared. */
export function linesOf(traffic: Traffic): string[] {
  return [...traffic].map(([key, peers]) => {
    const prefixes = [...peers].filter((peer) => ipaddr.isValidCIDR(peer));
    return `${key}: ${[...rangesOf(prefixes), ...[...peers].filter((peer) => !prefixes.includes(peer)).sort()].join(' ')}`;
  }).sort();
}

/** First and last address of each run of these prefixes. */
export function rangesOf(prefixes: readonly string[]): string[] {
  const runs: [family: string, first: bigint, last: bigint][] = prefixes.map((prefix) => {
    const [address, length] = ipaddr.parseCIDR(prefix);
    const bytes = address.toByteArray();
    const first = BigInt(`0x${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
    return [address.kind(), first, first + (2n ** BigInt(bytes.length * 8 - length)) - 1n];
  });
  runs.sort((a, b) => (a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] < b[0] ? -1 : 1));
  const merged: typeof runs = [];
  for (const [family, first, last] of runs) {
    const before = merged[merged.length - 1];
    if (before !== undefined && before[0] === family && first <= before[2] + 1n) {
      before[2] = last > before[2] ? last : before[2];
    } else {
      merged.push([family, first, last]);
    }
  }
  return merged.map(([family, first, last]) => `${family}:${first.toString(16)}-${last.toString(16)}`);
}
