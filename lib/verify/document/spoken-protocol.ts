import type { PortRange } from '../../net';
import { FindingCode } from './finding';
import type { Report } from './report';

/** The ports of protocols that filters of names tell apart. */
const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, tls: 443, mssql: 1433 };

/**
 * Reports a rule that matches one protocol on the port of another, such as plain HTTP on 443. The readers do not tell
 * protocols apart, and read it as if it matched every protocol on that port.
 *
 * @param protocol in lower case
 */
export function checkSpokenProtocol(protocol: string, ports: readonly PortRange[], path: string, report: Report): void {
  const others = [80, 443].filter((port) => port !== PORTS[protocol] && ports.some(({ first, last }) => first <= port && port <= last));
  if (others.length > 0) {
    report.find(FindingCode.OTHER_PROTOCOL, path, `matches only ${protocol}, which is unusual on TCP ${others.join(' and ')}; it is read as if it matched every protocol there`);
  }
}
