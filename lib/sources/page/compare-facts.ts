import { PortSet } from '../../net';
import { RowFacts } from '../cells/row-facts';
import { FindingCode } from '../findings/finding-code';
import { KnownFacts, Report, RowDefinition } from '../rows/row-definition';

/** The last known facts that are not younger than an edition; the oldest where the edition is older than all. */
export function knownFactsAt(definition: RowDefinition, edition: string): KnownFacts | undefined {
  return definition.known.filter(({ since }) => since <= edition).pop() ?? definition.known[0];
}

/**
 * Compares what a page states with what the row is known to state.
 *
 * What is missing is an error, since a row that lost facts opens less than it should; what is new is a warning. The
 * page's facts are used in both cases.
 */
export function compareFacts(row: RowFacts, known: KnownFacts, report: Report): void {
  const hosts = row.hosts.map(({ host, path }) => `${host}${path ?? ''}`);
  compareLists(hosts, known.hosts, 'host', report);
  compareLists(row.prefixes, known.prefixes, 'prefix', report);
  comparePorts(row.tcp, known.tcpPorts, 'TCP', report);
  comparePorts(row.udp, known.udpPorts, 'UDP', report);
  for (const name of known.names ?? []) {
    if (!name.test(row.text)) {
      report(FindingCode.NAME_CHANGED, 'info', `the product name ${name.source.replace(/\\b|\(\?:|\)/g, '')} is not there; it was probably translated`, 'purpose');
    }
  }
}

function compareLists(found: readonly string[], known: readonly string[] | undefined, kind: string, report: Report): void {
  if (known === undefined) {
    return;
  }
  for (const fact of known.filter((candidate) => !found.includes(candidate))) {
    report(FindingCode.FACT_MISSING, 'error', `the ${kind} ${fact} is missing: compare the page with another edition or language`);
  }
  for (const fact of found.filter((candidate) => !known.includes(candidate))) {
    report(FindingCode.FACT_UNEXPECTED, 'warning', `the ${kind} ${fact} was not known; it is taken from the page`);
  }
}

function comparePorts(found: PortSet, known: string | undefined, protocol: string, report: Report): void {
  const expected = known === undefined ? PortSet.EMPTY : PortSet.parse(known);
  const missing = expected.subtract(found);
  const unexpected = found.subtract(expected);
  if (!missing.isEmpty) {
    report(FindingCode.FACT_MISSING, 'error', `${protocol} ${missing} is missing: compare the page with another edition or language`);
  }
  if (!unexpected.isEmpty) {
    report(FindingCode.FACT_UNEXPECTED, 'warning', `${protocol} ${unexpected} was not known; it is taken from the page`);
  }
}
