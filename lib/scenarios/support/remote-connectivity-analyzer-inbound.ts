import { Construct } from 'constructs';
import { emptyList } from '../../messages/errors';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { ScenarioProps } from '../base/scenario-props';
import { AnalyzerProtocol } from './analyzer-protocol';

/** Options of {@link RemoteConnectivityAnalyzerInbound}. */
export interface RemoteConnectivityAnalyzerInboundProps extends ScenarioProps {
  /**
   * What is tested.
   *
   * @default - HTTP, HTTPS, SMTP, POP3 and IMAP4 on their usual ports, as published
   */
  readonly protocols?: AnalyzerProtocol[];
}

/**
 * The Remote Connectivity Analyzer tests mail systems on premises.
 *
 * Admits the TCP ports of the protocols from the addresses that the page lists
 * where administrators start the tests: this row names the source by its host only.
 *
 * Training page row 15.
 *
 * @see https://learn.microsoft.com/training/
 */
export class RemoteConnectivityAnalyzerInbound extends Scenario {
  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['remote-connectivity-analyzer-tests'] };

  constructor(scope: Construct, id: string, props: RemoteConnectivityAnalyzerInboundProps) {
    if (props.protocols?.length === 0) {
      throw emptyList('protocols', 'name a protocol, or leave the option out to admit all');
    }
    super(scope, id, props, {
      slug: 'remote-connectivity-analyzer-tests',
      flows: [{ name: 'tests', tcpPorts: props.protocols?.flatMap(({ ports }) => ports) }],
    });
  }
}
