import { PrefixSet } from '../../../net';
import { type Cidr, readCidr } from '../../document/cidr';
import type { JsonNode } from '../../document/json-node';
import type { Literals } from '../../document/literals';
import type { Report } from '../../document/report';

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
export function readSources(list: JsonNode, values: Literals, report: Report, bare: boolean): Sources {
  const cidrs = values.items(list).map((item) => readCidr(item, report, bare)).filter((cidr) => cidr !== undefined);
  return { addresses: PrefixSet.union(cidrs.map(({ addresses }) => addresses)), cidrs };
}
