import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link StreamOutbound}. */
export interface StreamOutboundProps extends ScenarioProps {}

/**
 * Users watch and upload videos of Stream (Classic), which was retired in 2024.
 *
 * Admits TCP 443 to the hosts that the row lists, among them `*.cloudapp.net`,
 * which covers services of every Azure customer. The row is labelled inbound;
 * it lists hosts that a client calls, so it is corrected to outbound.
 *
 * Additional endpoints row 21 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class StreamOutbound extends Scenario {
  static {
    keepName(StreamOutbound, 'StreamOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['stream'] };

  constructor(scope: Construct, id: string, props: StreamOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'stream' });
  }
}
