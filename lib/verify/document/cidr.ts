import * as ipaddr from 'ipaddr.js';
import { Prefix, PrefixSet } from '../../net';
import { FindingCode } from './finding';
import type { JsonNode } from './json-node';
import type { Report } from './report';

/** An address range as a platform takes it, after masking host bits away. */
export interface Cidr {
  readonly addresses: PrefixSet;
  readonly family: 'ipv4' | 'ipv6';
  /** The canonical text: equal for equal ranges. */
  readonly text: string;
}

/**
 * Reads the text of a node as an address range.
 *
 * Addresses are read by ipaddr.js and not by the parser that the rest of this library uses, so
 * that a fault of that parser cannot hide itself in what it wrote. Host bits are masked
 * away, as both platforms do, and reported. Text that is no range is
 * reported and gives undefined: the platform would reject it, so it admits nothing.
 *
 * @param bare whether a single address may stand without a length, as Azure allows
 */
export function readCidr(node: JsonNode, report: Report, bare = false): Cidr | undefined {
  const written = node.text();
  const range = parseRange(bare && !written.includes('/') ? `${written}/${written.includes(':') ? 128 : 32}` : written);
  if (range === undefined) {
    report.find(FindingCode.INVALID_CIDR, node.path, `${JSON.stringify(written)} is no address range`);
    return undefined;
  }
  if (range.hostBits) report.find(FindingCode.HOST_BITS, node.path, `${written} has bits set behind its mask, the platform takes ${range.cidr.text}`);
  return range.cidr;
}

function parseRange(text: string): { readonly cidr: Cidr; readonly hostBits: boolean } | undefined {
  const [, address, lengthText] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (parsed === undefined) return undefined;
  const bytes = parsed.toByteArray();
  const length = Number(lengthText);
  if (length > 8 * bytes.length) return undefined;
  const kept = bytes.map((byte, index) => byte - byte % 2 ** Math.min(8, Math.max(0, 8 * (index + 1) - length)));
  const network = ipaddr.fromByteArray(kept);
  return {
    cidr: {
      addresses: PrefixSet.from([Prefix.ofRow(toWords(kept), length)]),
      family: network.kind(),
      text: `${network instanceof ipaddr.IPv6 ? network.toRFC5952String() : network}/${length}`,
    },
    hostBits: kept.some((byte, index) => byte !== bytes[index]),
  };
}

/**
 * An address in the one spelling of IPv4 and in any spelling of IPv6 without a zone.
 *
 * ipaddr.js takes octal, hexadecimal and short IPv4 as well, which tools read differently, and
 * misreads some dotted tails of IPv6, so the tail becomes two groups first.
 */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!text.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : undefined;
  const [, head, tail] = /^(.*:)([\d.]+)$/.exec(text) ?? [];
  const isDotted = tail?.includes('.') ?? false;
  if (isDotted && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  const groups = isDotted ? `${head}${hexadecimal(ipaddr.IPv4.parse(tail).toByteArray())}` : text;
  return !groups.includes('%') && ipaddr.IPv6.isValid(groups) ? ipaddr.IPv6.parse(groups) : undefined;
}

function hexadecimal([a, b, c, d]: readonly number[]): string {
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** Big-endian words of 32 bits, as `Prefix` has them. */
function toWords(bytes: readonly number[]): Uint32Array {
  const words = new Uint32Array(bytes.length / 4);
  // A typed array keeps the last 32 bits of what it is given.
  bytes.forEach((byte, index) => words[Math.floor(index / 4)] = words[Math.floor(index / 4)] * 256 + byte);
  return words;
}
