import { PortSet } from '../../net';
import { RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { KnownFacts, listsFor, Report, RowDefinition } from '../rows/row-definition';

/**
 * The last known facts that are not younger than an edition; the oldest where the edition is older than all.
 *
 * Of several with one date, of which nobody knows when one replaced the other, those that differ least from the row.
 */
export function knownFactsAt(definition: RowDefinition, edition: string, row: RowFacts): KnownFacts | undefined {
  const latest = definition.known.filter(({ since }) => since <= edition).pop() ?? definition.known[0];
  const candidates = definition.known.filter(({ since }) => since === latest.since).map((known) => ({ known, distance: distanceOf(row, known) }));
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.known;
}

/** How many facts are in one of both and not in the other. */
function distanceOf(row: RowFacts, known: KnownFacts): number {
  const found = new Set<string>([...row.prefixes, ...writtenHosts(row)]);
  const expected = new Set<string>([...known.prefixes ?? [], ...known.hosts ?? []]);
  return [...found].filter((fact) => !expected.has(fact)).length + [...expected].filter((fact) => !found.has(fact)).length;
}

/** The hosts of a row as it writes them, with their paths. */
export function writtenHosts(row: RowFacts): string[] {
  return row.hosts.map(({ host, path }) => `${host}${path ?? ''}`);
}

/**
 * Reports what a row is known to state and does not.
 *
 * That is an error, since a row that lost facts opens less than it should. What the page states is used all the same:
 * what is known never replaces it.
 */
export function reportMissing(row: RowFacts, known: KnownFacts, report: Report): void {
  const found = new Set([...row.prefixes, ...writtenHosts(row)]);
  const missing = (kind: string, facts: readonly string[] = []) => facts.filter((fact) => !found.has(fact)).forEach((fact) => (
    report(FindingCode.FACT_MISSING, 'error', `the ${kind} ${fact} is missing: compare the page with another edition or language`)
  ));
  missing('host', known.hosts);
  missing('prefix', known.prefixes);
  for (const { clouds, facts } of known.byCloud ?? []) {
    const listed = clouds.map((cloud) => new Set(
      listsFor(row, cloud).filter((list) => list.clouds !== undefined).flatMap((list) => [...list.prefixes, ...writtenHosts({ ...row, ...list })]),
    ));
    for (const fact of facts.filter((each) => found.has(each) && listed.some((list) => !list.has(each)))) {
      report(FindingCode.FACT_MISSING, 'error', `${fact} is no longer in the list of ${clouds.join(' and ')}: compare the page with another edition or language`);
    }
  }
  missingPorts(row.tcp, known.tcpPorts, 'TCP', report);
  missingPorts(row.udp, known.udpPorts, 'UDP', report);
  for (const name of known.names ?? []) {
    if (!name.test(row.text)) {
      report(FindingCode.NAME_CHANGED, 'info', `the product name ${name.source.replace(/\\b|\(\?:|\)/g, '')} is not there; it was probably translated`, 'purpose');
    }
  }
}

function missingPorts(found: PortSet, known: string | undefined, protocol: string, report: Report): void {
  const missing = portsOf(known).subtract(found);
  if (!missing.isEmpty) {
    report(FindingCode.FACT_MISSING, 'error', `${protocol} ${missing} is missing: compare the page with another edition or language`);
  }
}

/** The ports of a text that may be absent. */
export function portsOf(text: string | undefined): PortSet {
  return text === undefined || text === '' ? PortSet.EMPTY : PortSet.parse(text);
}
