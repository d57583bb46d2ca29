import { EndpointError, messageOf } from '../../messages/errors';
import { Query, readQuery } from '../lookup/query';

/** What a line asks about, or why it does not. */
export type ReadLine = { readonly query: Query } | { readonly problem: string };

/**
 * What a line of a list or a log asks about: the address in its column `column` or, without one, the first address in it.
 *
 * Ports, brackets, zones, quotes and `key=` before an address are left out, and IPv4 written as IPv6 is read as IPv4. A line
 * without an address may have a URL, or be a host name alone. Anything else is a problem.
 *
 * @param column from 1; columns are separated by tabs, or else by commas or semicolons, or else by blanks
 * @example
 * readLine('2 123456789010 eni-1 172.31.16.139 172.31.16.21 20641 22', 5) //=> the query 172.31.16.21
 */
export function readLine(line: string, column?: number): ReadLine {
  const text = unwrapped(line);
  if (column !== undefined) {
    const cells = columnsOf(text);
    const cell = cells[column - 1];
    return cell === undefined ? { problem: `it has ${cells.length} of the ${column} columns asked for` } : readCell(cell);
  }
  const fields = fieldsOf(text);
  if (fields.length === 1) {
    return readCell(fields[0]);
  }
  const address = fields.flatMap((field) => findAddress(field) ?? [])[0] ?? fields.filter(isUrl)[0];
  return address === undefined ? { problem: 'no address is in it; --column says where a host name is' } : readCell(address);
}

/** A line of a JSON list is one text in quotes, with a comma behind it. */
function unwrapped(line: string): string {
  const text = line.replace(/^\uFEFF/, '').trim().replace(/,$/, '');
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
}

/** Text between everything that is never a part of an address; what is behind `=` counts apart. */
function fieldsOf(text: string): string[] {
  return text.split(/[\s,;|"'`(){}<>=]+/).filter((field) => field !== '');
}

/** The cells of a line, quotes taken off. */
function columnsOf(text: string): string[] {
  const unquoted = text.replace(/"[^"]*"/g, '');
  const separator = ['\t', ',', ';'].find((each) => unquoted.includes(each));
  if (separator === undefined) {
    return text.split(/\s+/).filter((cell) => cell !== '');
  }
  const cells = text.match(separator === '\t' ? /[^\t]*(?:\t|$)/g : separator === ',' ? CSV_COMMA : CSV_SEMICOLON) ?? [];
  return cells.slice(0, text.endsWith(separator) ? undefined : -1).map((cell) => cell.replace(/[\t,;]$/, '').trim().replace(/^"(.*)"$/, '$1').replace(/""/g, '"'));
}

const CSV_COMMA = /(?:"(?:[^"]|"")*"|[^,"])*(?:,|$)/g;
const CSV_SEMICOLON = /(?:"(?:[^"]|"")*"|[^;"])*(?:;|$)/g;

/** What a cell that holds one thing asks about, with or without a name before it: `dst=10.0.0.1`. */
function readCell(cell: string): ReadLine {
  const fields = fieldsOf(cell);
  const text = fields.length === 1 ? fields[0] : cell.trim();
  if (fields.length === 0 || text === '-') {
    return { problem: 'nothing is in it' };
  }
  try {
    return { query: readQuery(fields.flatMap((field) => findAddress(field) ?? [])[0] ?? withoutPort(text)) };
  } catch (error) {
    if (error instanceof EndpointError) {
      return { problem: messageOf(error) };
    }
    throw error;
  }
}

const IPV4 = /^(?:[a-z][\w.-]*:\/?\/?)?((?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?)(?::\d{1,5})?(?:\/[^\d].*|\/)?[.:]?$/i;
const IPV6 = /^(?:[a-z][\w.+-]*:\/\/)?(?:\[([\da-f:.]+)(?:%[\w.-]+)?\](?::\d{1,5})?(?:\/.*)?|([\da-f:.]+?)(?:%[\w.-]+)?(\/\d{1,3})?)$/i;
const MAPPED = /^(?:0{0,4}:){2,5}ffff:((?:\d{1,3}\.){3}\d{1,3})$/i;

/** The address or prefix in a field, without what logs put around it; undefined where it is none. */
function findAddress(field: string): string | undefined {
  const [, ipv4] = IPV4.exec(field) ?? [];
  if (ipv4 !== undefined) {
    return ipv4.split(/[./]/).slice(0, 4).every((octet) => Number(octet) <= 255) ? ipv4 : undefined;
  }
  const [, bracketed, bare, length = ''] = IPV6.exec(field) ?? [];
  const address = bracketed ?? bare;
  if (address === undefined || !isIpv6(address)) {
    return undefined;
  }
  return mappedIpv4(address) ?? `${address}${length}`;
}

/** Whether text has eight groups, or fewer with `::`: neither a time of day nor a hardware address. */
function isIpv6(text: string): boolean {
  const groups = text.split(':').length;
  return groups >= 3 && (text.includes('::') ? groups <= 9 : groups + (text.includes('.') ? 1 : 0) === 8);
}

/** The IPv4 address that an IPv6 address stands for, as dual-stack servers log it. */
function mappedIpv4(address: string): string | undefined {
  const [, dotted] = MAPPED.exec(address) ?? [];
  if (dotted !== undefined) {
    return dotted;
  }
  const [, high, low] = /^(?:::|(?:0{1,4}:){5})ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address) ?? [];
  return high === undefined ? undefined : [high, low].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]).join('.'); // eslint-disable-line no-bitwise -- octets
}

function isUrl(field: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(field);
}

/** A host without the port that logs put behind it. */
function withoutPort(host: string): string {
  return host.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?[^/:?#@]+):\d{1,5}(?=$|[/?#])/i, '$1');
}
