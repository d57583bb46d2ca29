import { brand } from '../../collections/brand';
import { listOf, port } from '../../rules/options/option-types';

const PORTS = listOf(port({ deployTime: true }), { empty: 'name a port, or use the constant for the usual ones' });

/** A protocol that the Remote Connectivity Analyzer tests, with the TCP ports of the customer's servers. */
export class AnalyzerProtocol {
  static {
    brand(AnalyzerProtocol, 'AnalyzerProtocol');
  }

  /** Web services over HTTP: TCP 80. */
  static readonly HTTP = new AnalyzerProtocol([80]);

  /** Web services over HTTPS: TCP 443. */
  static readonly HTTPS = new AnalyzerProtocol([443]);

  /** Mail over SMTP: TCP 25. */
  static readonly SMTP = new AnalyzerProtocol([25]);

  /** Mailboxes over POP3: TCP 110, and 995 with TLS. */
  static readonly POP3 = new AnalyzerProtocol([110, 995]);

  /** Mailboxes over IMAP4: TCP 143, and 993 with TLS. */
  static readonly IMAP4 = new AnalyzerProtocol([143, 993]);

  /** Every protocol above. */
  static readonly ALL: readonly AnalyzerProtocol[] = [
    AnalyzerProtocol.HTTP, AnalyzerProtocol.HTTPS, AnalyzerProtocol.SMTP, AnalyzerProtocol.POP3, AnalyzerProtocol.IMAP4,
  ];

  /**
   * POP3 on ports of your choice, which the row allows.
   *
   * @throws EndpointError `EmptyList`, `InvalidOption` or `InvalidPort`
   */
  static pop3On(...ports: number[]): AnalyzerProtocol {
    return custom(ports);
  }

  /**
   * IMAP4 on ports of your choice, which the row allows.
   *
   * @throws EndpointError `EmptyList`, `InvalidOption` or `InvalidPort`
   */
  static imap4On(...ports: number[]): AnalyzerProtocol {
    return custom(ports);
  }

  /** @internal */
  static ofPorts(ports: readonly number[]): AnalyzerProtocol {
    return new AnalyzerProtocol(ports);
  }

  private constructor(
    /** TCP ports. */
    readonly ports: readonly number[],
  ) {}
}

function custom(ports: readonly number[]): AnalyzerProtocol {
  return AnalyzerProtocol.ofPorts(PORTS.read('ports', ports));
}
