import { invalidHostPattern, invalidPrefix } from '../../messages/errors';
import { HostPattern, HostPatternKind, Prefix, PrefixSet } from '../../net';

/** What somebody asks about: addresses, or host names. */
export type Query = AddressQuery | HostQuery;

/** An address or a prefix. */
interface AddressQuery {
  readonly kind: 'addresses';

  /** In canonical spelling; one address without its length. */
  readonly text: string;
  readonly prefix: Prefix;
  readonly addresses: PrefixSet;
}

/** A host name or a pattern. */
interface HostQuery {
  readonly kind: 'host';
  readonly text: string;
  readonly pattern: HostPattern;
}

/**
 * Reads an address, a prefix, a host name or a host pattern. Of a URL only the host counts.
 *
 * @throws EndpointError `InvalidPrefix` or `InvalidHostPattern`, with what was probably meant
 */
export function readQuery(text: string): Query {
  refusePort(text);
  if (looksLikeAddress(text)) {
    const prefix = text.includes('/') ? Prefix.parse(text) : Prefix.parseAddress(text);
    if (IPV4_MAPPED.contains(prefix)) {
      throw invalidPrefix(text, 'it is IPv4 written as IPv6, which no published prefix is', `ask for "${ipv4Of(prefix, text.includes('/'))}"`);
    }
    return { kind: 'addresses', text: text.includes('/') ? prefix.toString() : prefix.address, prefix, addresses: PrefixSet.from([prefix]) };
  }
  const host = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/[/?#].*$/s, '').replace(/\.$/, '');
  const pattern = HostPattern.parse(host);
  return { kind: 'host', text: pattern.toString(), pattern };
}

/** Whether text is meant as an address or prefix, right or wrong. */
export function looksLikeAddress(text: string): boolean {
  return /^\d[\d.]*(\/\d*)?$/.test(text) || /^[0-9a-f]*:[0-9a-f:.]*(\/\d*)?$/i.test(text);
}

/** Of an address or a host with a port, as logs have them, the port would be lost. */
function refusePort(text: string): void {
  const [, address, host, port] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:\[([0-9a-f:.]+)\]|([^\s/:?#@[\]]+\.[^\s/:?#@[\]]+)):(\d{1,5})(?:[/?#].*)?$/is.exec(text) ?? [];
  if (port !== undefined) {
    const asked = address ?? host;
    const refuse = looksLikeAddress(asked) ? invalidPrefix : invalidHostPattern;
    throw refuse(text, 'it has a port', `ask for "${asked}"; explain takes the port as --port ${port}`);
  }
}

/** The addresses of RFC 4291 section 2.5.5.2. */
const IPV4_MAPPED = Prefix.parse('::ffff:0:0/96');

/** What an IPv4-mapped prefix stands for. */
function ipv4Of({ address, length }: Prefix, withLength: boolean): string {
  const octets = address.split(':').slice(-2).map((group) => parseInt(group, 16)).flatMap((group) => [Math.floor(group / 256), group % 256]);
  return `${octets.join('.')}${withLength ? `/${length - 96}` : ''}`;
}

/** What of `addresses` and `hosts` has to do with a query, split by which holds which. */
export interface Overlap {
  /** Published members that hold all of the query. */
  readonly containing: readonly string[];

  /** Published members that are a part of the query. */
  readonly inside: readonly string[];
}

/** Whether a published pattern covers all that is asked about; a template covers the names that it may stand for. */
function holds(published: HostPattern, asked: HostPattern): boolean {
  return published.contains(asked) || (published.kind === HostPatternKind.TEMPLATE && asked.kind === HostPatternKind.EXACT && published.mayProduce(`${asked}`));
}

/** Whether every name that a published template may stand for is asked about: one sample tells, since a value is a whole label or a part of one. */
function holdsTemplate(asked: HostPattern, published: HostPattern): boolean {
  return published.kind === HostPatternKind.TEMPLATE && asked.contains(published.resolve(Object.fromEntries(published.parameters.map((name) => [name, 'x']))));
}

/** What of some published addresses and hosts has to do with `query`; `undefined` when nothing has. */
export function overlapWith(query: Query, addresses: PrefixSet, hosts: readonly HostPattern[]): Overlap | undefined {
  let containing: { toString(): string }[];
  let inside: { toString(): string }[];
  if (query.kind === 'addresses') {
    const prefixes = addresses.overlaps(query.addresses) ? addresses.prefixes(query.prefix.family) : [];
    containing = prefixes.filter((each) => each.contains(query.prefix));
    inside = prefixes.filter((each) => !each.contains(query.prefix) && query.prefix.contains(each));
  } else {
    containing = hosts.filter((each) => holds(each, query.pattern));
    inside = hosts.filter((each) => !holds(each, query.pattern) && (query.pattern.contains(each) || holdsTemplate(query.pattern, each)));
  }
  return containing.length + inside.length === 0 ? undefined : { containing: containing.map(String), inside: inside.map(String) };
}
