import { Catalog, Cloud, type EndpointSet } from '../../catalog';
import { unknownFlow } from '../../messages/errors';
import { AddressFamily, PortSet } from '../../net';
import type { AdmittingRule } from '../../verify';
import { type FlowFilter, type FlowList, selectFlows } from '../export/flow-list';
import type { Arguments } from '../shell/arguments';

/** What an operand of `--allows` means, in rules and in words. */
export interface PublishedRules {
  readonly set: EndpointSet;

  /** The flows of the set that are meant, as they are published. */
  readonly lists: readonly FlowList[];

  /** Which flows those are. */
  readonly filter: FlowFilter;
  readonly rules: readonly AdmittingRule[];

  /** What is meant, as the verdict names it: `graph-change-notifications on 8443 (additional-endpoints 2025-01)`. */
  readonly text: string;

  /** Flows that an option of the construct of the set adds, and that are not meant. */
  readonly leftOut: readonly string[];
}

/**
 * What an endpoint set publishes, as rules: `<slug>` for the flows that its construct admits without an option,
 * `<slug>/<flow>` for one flow, and `:<ports>` behind either where the app chose its own.
 *
 * @throws EndpointError `UnknownSlug`, `UnknownFlow`, `InvalidPort`, or `InvalidUsage` for a set without any address or name
 */
export function publishedRules(operand: string, catalog: Catalog, cloud: Cloud, args: Arguments): PublishedRules {
  const family = args.oneOf('family', Object.values(AddressFamily));
  const [, slug, flow, written] = /^([^:/]*)(?:\/([^:]*))?(?::(.*))?$/.exec(operand)!;
  const set = catalog.require(slug, cloud);
  const known = set.flows.map(({ name }) => name);
  if (flow !== undefined && !known.includes(flow)) throw unknownFlow(slug, flow, known);
  const [tenant, emailDomain] = [args.text('tenant'), args.text('email-domain')];
  const filter: FlowFilter = {
    flows: flow === undefined ? [] : [flow],
    onlyHosts: false,
    families: [],
    parameters: { ...tenant !== undefined && { tenant }, ...emailDomain !== undefined && { email_domain: emailDomain } },
  };
  const { lists, leftOut } = selectFlows(set, catalog, cloud, filter);
  if (lists.length === 0) throw args.wrong(`--allows ${operand} publishes no address and no name to compare; see m365-endpoints show ${slug}`);
  const published = new Set(lists.map(({ tcpPorts, udpPorts }) => `${tcpPorts} ${udpPorts}`));
  if (written !== undefined && published.size > 1) {
    throw args.wrong(`--allows ${operand} names ports for flows on several: name one of them, such as ${slug}/${lists[0].flow}:${written}`);
  }
  const ports = written === undefined ? undefined : PortSet.parse(written);
  const rules = lists.flatMap(({ direction, tcpPorts, udpPorts, prefixes, hosts }) => (
    ([['tcp', tcpPorts], ['udp', udpPorts]] as const).filter(([, own]) => !own.isEmpty)
      .map(([protocol, own]): AdmittingRule => (
        { direction, protocol, ports: ports ?? own, prefixes: family === undefined ? prefixes : prefixes.only(family), hosts }
      ))
  ));
  const isEmpty = rules.every(({ prefixes, hosts = [] }) => prefixes.isEmpty && hosts.length === 0);
  if (isEmpty) throw args.wrong(`--allows ${operand} publishes no address or name of ${family ?? 'any family'}`);
  const { source, edition } = set.publication;
  const text = `${slug}${flow === undefined ? '' : `/${flow}`}${written === undefined ? '' : ` on ${written}`} (${source} ${edition})`;
  return { set, lists, filter, rules, text, leftOut };
}
