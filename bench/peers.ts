import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What another library does with lists of texts; what it cannot do is left out. */
export interface Peer {
  readonly name: string;
  /** The longest list of each family it is given, where more would take minutes. */
  readonly longest?: { readonly IPv4: number; readonly IPv6: number };
  readonly aggregate?: (texts: string[]) => string[];
  readonly union?: (a: string[], b: string[]) => string[];
  readonly subtract?: (a: string[], b: string[]) => string[];
  readonly contains?: (a: string[], b: string[]) => boolean;

  /** Prepares a list, untimed, and gives what looks addresses up in it. */
  readonly lookup?: (texts: string[]) => (addresses: string[]) => number;
}

/** The peers that are installed, and the names of those that are not. */
export interface Peers {
  readonly installed: Peer[];
  readonly missing: string[];
}

/**
 * Loads the peers, which are development dependencies.
 *
 * @param folder where they are looked for: below its `node_modules`
 */
export async function loadPeers(folder: string): Promise<Peers> {
  const require = createRequire(join(folder, 'package.json'));
  const installed: Peer[] = [];
  const missing: string[] = [];
  for (const [name, adapt] of Object.entries(ADAPTERS)) {
    const path = name.startsWith('node:') ? name : resolved(require, name);
    if (path === undefined) missing.push(name);
    else installed.push({ name, ...adapt(await import(path)) });
  }
  return { installed, missing };
}

function resolved(require: NodeJS.Require, name: string): string | undefined {
  try {
    return pathToFileURL(require.resolve(name)).href;
  } catch {
    return undefined;
  }
}

const ADAPTERS: Record<string, (library: any) => Omit<Peer, 'name'>> = {
  'cidr-tools': ({ mergeCidr, excludeCidr, containsCidr }) => ({
    aggregate: mergeCidr,
    union: (a, b) => mergeCidr([...a, ...b]),
    subtract: excludeCidr,
    contains: containsCidr,
  }),
  'fast-cidr-tools': ({ merge, exclude, contains }) => ({
    longest: { IPv4: 10_000, IPv6: 1000 },
    aggregate: (texts) => merge(texts),
    union: (a, b) => merge([...a, ...b]),
    subtract: (a, b) => exclude(a, b),
    contains,
  }),
  'ip-num': ({ Pool, IPv4CidrRange, IPv6CidrRange }) => {
    const range = (text: string) => (text.includes(':') ? IPv6CidrRange : IPv4CidrRange).fromCidr(text);
    const aggregate = (texts: string[]): string[] => (
      Pool.fromCidrRanges(texts.map(range)).aggregate().getRanges().map((found: any) => found.toCidrRange().toCidrString())
    );
    return { longest: { IPv4: 1000, IPv6: 1000 }, aggregate, union: (a, b) => aggregate([...a, ...b]) };
  },
  'ipaddr.js': ({ default: ipaddr }) => ({
    lookup: (texts) => {
      const ranges = texts.map((text) => ipaddr.parseCIDR(text));
      return (addresses) => addresses.map((text) => ipaddr.parse(text)).filter((address) => ranges.some((range) => address.match(range))).length;
    },
  }),
  'node:net': ({ BlockList }) => ({
    lookup: (texts) => {
      const list = new BlockList();
      const family = texts[0].includes(':') ? 'ipv6' : 'ipv4';
      for (const text of texts) list.addSubnet(text.split('/')[0], Number(text.split('/')[1]), family);
      return (addresses) => addresses.filter((address) => list.check(address, family)).length;
    },
  }),
};
