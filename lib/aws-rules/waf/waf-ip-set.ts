import { ipSetFull } from '../../messages/errors';
import { AddressFamily } from '../../net';
import { describeOrigins } from '../../rules/model/origins';
import { contentHash } from '../../rules/placement/content-hash';
import { CountedEntry } from '../../rules/pool/entry-counter';
import { PooledRules } from '../../rules/pool/rule-pool';
import { sourceAddresses } from '../../rules/pool/source-addresses';
import { WAF_LIMITS } from './waf-limits';

/** What an IP set holds. */
export interface IpSetContent {
  readonly addresses: readonly string[];
  readonly description: string;
}

/** IP sets take no prefix of length zero; its halves are the same addresses. */
const HALVES: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['0.0.0.0/1', '128.0.0.0/1'],
  '::/0': ['::/1', '8000::/1'],
};

/** The prefixes of rules as entries of their IP set, with repetitions. No fewer are enough than those that are distinct. */
export function ipSetEntries({ rules }: PooledRules): CountedEntry[] {
  return rules.flatMap(({ family, peers }) => peers.flatMap(({ cidr }) => (HALVES[cidr] ?? [cidr]).map((key) => ({ quota: family, key }))));
}

/**
 * The IP set of one family. It may be empty: then nothing of that family is admitted.
 *
 * @param path the enforcement point, for messages
 * @throws EndpointError `IpSetFull`
 */
export function ipSetContent(path: string, pooled: readonly PooledRules[], family: AddressFamily): IpSetContent {
  const { cidrs, origins } = sourceAddresses(pooled.flatMap(({ rules }) => rules), family);
  const addresses = cidrs.flatMap((cidr) => HALVES[cidr] ?? [cidr]);
  if (addresses.length > WAF_LIMITS.addressesPerIpSet) {
    throw ipSetFull(path, family, addresses.length, WAF_LIMITS.addressesPerIpSet);
  }
  return { addresses, description: origins.length === 0 ? `no ${family} sources` : withoutBrackets(describeOrigins(origins)) };
}

/** Descriptions in AWS WAF have no brackets: `row (stated)` → `row: stated`. */
function withoutBrackets(description: string): string {
  return description.replace(/ \((\w+)\)/g, ': $1');
}

/**
 * A name that AWS WAF takes, from a construct path: letters, digits, `_` and `-`.
 *
 * Different paths have different names: one that had to be cleaned or cut ends in a hash of the whole.
 */
export function wafName(path: string, suffix = ''): string {
  const clean = path.replace(/[^A-Za-z0-9_-]+/g, '-');
  if (clean === path && path.length + suffix.length <= WAF_LIMITS.nameLength) {
    return clean + suffix;
  }
  const ending = `-${contentHash(path, 8)}${suffix}`;
  return clean.slice(0, WAF_LIMITS.nameLength - ending.length) + ending;
}
