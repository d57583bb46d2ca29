import { PrefixSet } from '../../net';
import { type Cidr, readCidr } from '../document/cidr';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';

/** A list of prefixes in a filter of web requests. */
export interface Sources {
  readonly addresses: PrefixSet;
  readonly cidrs: readonly Cidr[];
}

/**
 * Reads prefixes; what is known only at deployment is under `unresolved`.
 *
 * @param bare whether a single address may stand without a length
 */
export function readSources(items: readonly JsonNode[], isUnknown: (node: JsonNode) => boolean, report: Report, bare: boolean): Sources {
  items.filter(isUnknown).forEach((item) => report.unresolve(item));
  const cidrs = items.filter((item) => !isUnknown(item)).map((item) => readCidr(item, report, bare)).filter((cidr) => cidr !== undefined);
  return { addresses: PrefixSet.union(cidrs.map((cidr) => cidr.addresses)), cidrs };
}
