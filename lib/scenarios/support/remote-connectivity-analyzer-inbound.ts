import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { OptionTypes } from '../../rules/options/option-type';
import { instanceOf, listOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
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

const OPTIONS: OptionTypes<RemoteConnectivityAnalyzerInboundProps> = {
  ...SCENARIO_OPTIONS,
  protocols: listOf(instanceOf<AnalyzerProtocol>('AnalyzerProtocol', 'give AnalyzerProtocol.SMTP, say'), {
    example: 'AnalyzerProtocol.SMTP', empty: 'name a protocol, or leave the option out to admit all',
  }),
};

/**
 * The Remote Connectivity Analyzer tests on-premises mail systems.
 *
 * Admits the TCP ports of the protocols from the addresses that the page lists for starting tests, because this row
 * gives only a host name as the source.
 *
 * Training page row 15.
 *
 * @see https://learn.microsoft.com/training/
 */
export class RemoteConnectivityAnalyzerInbound extends Scenario {
  static {
    keepName(RemoteConnectivityAnalyzerInbound, 'RemoteConnectivityAnalyzerInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['remote-connectivity-analyzer-tests'] };

  constructor(scope: Construct, id: string, props: RemoteConnectivityAnalyzerInboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, {
      slug: 'remote-connectivity-analyzer-tests',
      flows: [{ name: 'tests', tcpPorts: options.protocols?.flatMap(({ ports }) => ports) }],
    });
  }
}
