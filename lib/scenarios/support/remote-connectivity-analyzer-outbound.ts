import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link RemoteConnectivityAnalyzerOutbound}. */
export interface RemoteConnectivityAnalyzerOutboundProps extends ScenarioProps {}

/**
 * Administrators start tests at the Remote Connectivity Analyzer.
 *
 * Admits TCP 80 and 443 to its host, or to the prefixes that the row lists for it.
 *
 * Training page row 14.
 *
 * @see https://learn.microsoft.com/training/
 */
export class RemoteConnectivityAnalyzerOutbound extends Scenario {
  static {
    keepName(RemoteConnectivityAnalyzerOutbound, 'RemoteConnectivityAnalyzerOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['remote-connectivity-analyzer'] };

  constructor(scope: Construct, id: string, props: RemoteConnectivityAnalyzerOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'remote-connectivity-analyzer' });
  }
}
