import { EndpointFlowJson } from '../../catalog/editions/edition-json';
import { PortSet } from '../../net';
import { HostFact } from '../cells/read-hosts';
import { FactList, RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { quote } from '../findings/finding-list';
import { KnownFacts, listsFor, Report, SetDraft } from '../rows/row-definition';
import { portsOf } from './compare-facts';

/** A fact of a list: how a message names it, and where it counts as taken. */
interface Fact {
  readonly name: string;
  readonly isKnown: boolean;
  isIn(set: TakenSet): boolean;
}

/** A set, and its prefixes for looking one up. */
interface TakenSet extends SetDraft {
  readonly prefixes: ReadonlySet<string>;
}

/**
 * The account of a row: each fact that it states is in one of its sets, for each cloud that its list names and for no
 * other, or an error quotes it. So whatever a definition of a row does not think of is never lost in silence.
 *
 * A fact that is taken and was not known is a warning.
 */
export function accountFacts(row: RowFacts, sets: readonly SetDraft[], known: KnownFacts | undefined, report: Report): void {
  const taken = sets.map((set): TakenSet => ({ ...set, prefixes: new Set(set.flows.flatMap(({ prefixes = [] }) => prefixes)) }));
  for (const list of row.lists) {
    const under = list.label === undefined ? '' : `, below ${quote(list.label)},`;
    for (const fact of factsOf(list, known)) {
      const missing = list.clouds === undefined
        ? (taken.some((set) => fact.isIn(set)) ? [] : ['the row'])
        : list.clouds.filter((cloud) => !taken.some((set) => set.clouds.includes(cloud) && fact.isIn(set)));
      if (missing.length > 0) {
        report(FindingCode.FACT_LEFT_OUT, 'error', `the ${fact.name}${under} is left out: no set of ${missing.join(', ')} takes it`);
      } else if (!fact.isKnown) {
        report(FindingCode.FACT_UNEXPECTED, 'warning', `the ${fact.name} was not known${list.clouds === undefined ? '' : ` for ${list.clouds.join(' and ')}`}; it is taken from the page`);
      }
    }
  }
  reportStrayFacts(row, sets, report);
  const clouds = new Set(sets.flatMap((set) => set.clouds));
  for (const cloud of row.mentioned.filter((mentioned) => !clouds.has(mentioned))) {
    report(FindingCode.CLOUD_UNKNOWN, 'error', `${cloud} is named in the row, and no set of the row is for it: see what the page means`);
  }
}

function factsOf({ clouds, prefixes, hosts, tcp, udp }: FactList, known: KnownFacts | undefined): Fact[] {
  const isKnownFor = (cloud: string, fact: string) => (
    known?.byCloud?.some((list) => list.clouds.includes(cloud) && list.facts.includes(fact)) ?? true
  );
  const isKnownIn = (fact: string) => clouds?.every((cloud) => isKnownFor(cloud, fact)) ?? true;
  return [
    ...prefixes.map((prefix): Fact => ({
      name: `prefix ${prefix}`,
      isKnown: (known?.prefixes?.includes(prefix) ?? true) && isKnownIn(prefix),
      isIn: (set) => set.prefixes.has(prefix),
    })),
    ...hosts.map((fact): Fact => ({
      name: `host ${fact.host}${fact.port === undefined ? '' : `:${fact.port}`}${fact.path ?? ''}`,
      isKnown: (known?.hosts?.includes(`${fact.host}${fact.path ?? ''}`) ?? true) && isKnownIn(`${fact.host}${fact.path ?? ''}`),
      isIn: ({ flows, trustedSites }) => trustedSites?.includes(fact.host) === true || flows.some((flow) => takesHost(flow, fact)),
    })),
    ...portFacts('TCP', tcp, known?.tcpPorts, known, ({ tcpPorts }) => tcpPorts),
    ...portFacts('UDP', udp, known?.udpPorts, known, ({ udpPorts }) => udpPorts),
  ];
}

function takesHost({ hosts, tcpPorts }: EndpointFlowJson, { host, port }: HostFact): boolean {
  return hosts?.includes(host) === true && (port === undefined || !portsOf(tcpPorts).intersect(portsOf(String(port))).isEmpty);
}

/** Each range of ports; those that are known and those that are not are apart. */
function portFacts(
  protocol: string, ports: PortSet, knownPorts: string | undefined, known: KnownFacts | undefined,
  portsIn: (flow: EndpointFlowJson) => string | undefined,
): Fact[] {
  const expected = known === undefined ? ports : portsOf(knownPorts);
  return [[ports.intersect(expected), true] as const, [ports.subtract(expected), false] as const].flatMap(([part, isKnown]) => (
    part.isEmpty ? [] : String(part).split(',').map((range): Fact => ({
      name: `port ${protocol} ${range}`,
      isKnown,
      isIn: ({ flows }) => (
        flows.map((flow) => portsOf(portsIn(flow))).reduce((all, each) => all.union(each), PortSet.EMPTY).containsSet(portsOf(range))
      ),
    }))
  ));
}

/** A fact of a list for some clouds is in a set of another one: a mistake of the definition, which must not open anything. */
function reportStrayFacts(row: RowFacts, sets: readonly SetDraft[], report: Report): void {
  const named = row.lists.filter(({ clouds }) => clouds !== undefined);
  for (const set of named.length === 0 ? [] : sets) {
    const taken = new Set([...set.flows.flatMap(({ prefixes = [], hosts = [] }) => [...prefixes, ...hosts]), ...set.trustedSites ?? []]);
    for (const cloud of set.clouds) {
      const own = new Set(listsFor(row, cloud).flatMap(peersOf));
      for (const fact of named.flatMap(peersOf).filter((peer) => taken.has(peer) && !own.has(peer))) {
        report(FindingCode.CLOUD_UNKNOWN, 'error', `${fact} is in the list of another cloud, and in a set of ${cloud} too`);
      }
    }
  }
}

function peersOf({ prefixes, hosts }: FactList): string[] {
  return [...prefixes, ...hosts.map(({ host }) => host)];
}
