import { PortRange } from '../../../lib/net';
import { Report } from '../../../lib/verify/document/report';
import { checkSpokenProtocol } from '../../../lib/verify/document/spoken-protocol';

test.each<[protocol: string, first: number, last: number, others: string | undefined]>([
  ['http', 80, 80, undefined],
  ['http', 443, 443, '443'],
  ['http', 1, 65_535, '443'],
  ['http', 8080, 8080, undefined],
  ['https', 443, 443, undefined],
  ['https', 80, 80, '80'],
  ['tls', 443, 443, undefined],
  ['tls', 80, 80, '80'],
  ['tls', 79, 81, '80'],
  ['tls', 81, 442, undefined],
  ['mssql', 1433, 1433, undefined],
  ['mssql', 443, 443, '443'],
  ['mssql', 1, 65_535, '80 and 443'],
])('%s on %s to %s', (protocol, first, last, others) => {
  const report = new Report();
  checkSpokenProtocol(protocol, [PortRange.of(first, last)], 'rule', report);
  expect(report.findings).toEqual(others === undefined ? [] : [
    { code: 'OtherProtocol', path: 'rule', message: `matches only ${protocol}, which is unusual on TCP ${others}; it is read as if it matched every protocol there` },
  ]);
});
