import { EndpointError } from '../../messages/errors';
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
 * Host bits are masked away, as both platforms do, and reported. Text that is no range is
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
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const [, address, lengthText] = match;
  const family = address.includes(':') ? 'ipv6' : 'ipv4';
  const exact = parseOrUndefined(text);
  if (exact !== undefined) return { cidr: toCidr(exact, family), hostBits: false };
  const single = parseOrUndefined(`${address}/${family === 'ipv6' ? 128 : 32}`);
  const length = Number(lengthText);
  if (single === undefined || length > (family === 'ipv6' ? 128 : 32) || `${length}` !== lengthText) return undefined;
  const network = parseOrUndefined(`${family === 'ipv6' ? maskIpv6(address, length) : maskIpv4(address, length)}/${length}`);
  return network === undefined ? undefined : { cidr: toCidr(network, family), hostBits: true };
}

function toCidr(prefix: Prefix, family: 'ipv4' | 'ipv6'): Cidr {
  return { addresses: PrefixSet.from([prefix]), family, text: prefix.toString() };
}

function parseOrUndefined(text: string): Prefix | undefined {
  try {
    return Prefix.parse(text);
  } catch (error) {
    if (error instanceof EndpointError) return undefined;
    throw error;
  }
}

/** Clears the bits behind `length`; `parts` are words of `width` bits each. */
function mask(parts: readonly number[], width: number, length: number): number[] {
  return parts.map((part, index) => {
    const cleared = 2 ** Math.min(width, Math.max(0, (index + 1) * width - length));
    return part - part % cleared;
  });
}

function maskIpv4(address: string, length: number): string {
  return mask(address.split('.').map(Number), 8, length).join('.');
}

function maskIpv6(address: string, length: number): string {
  const hex = address.replace(/\d+\.\d+\.\d+\.\d+$/, (tail) => {
    const [a, b, c, d] = tail.split('.').map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [head, tail] = hex.split('::').map((part) => part === '' ? [] : part.split(':'));
  const zeros = tail === undefined ? [] : new Array<string>(8 - head.length - tail.length).fill('0');
  const words = [...head, ...zeros, ...tail ?? []].map((word) => parseInt(word, 16));
  return mask(words, 16, length).map((word) => word.toString(16)).join(':');
}
