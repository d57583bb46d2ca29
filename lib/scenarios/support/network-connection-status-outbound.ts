import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link NetworkConnectionStatusOutbound}. */
export interface NetworkConnectionStatusOutboundProps extends ScenarioProps {}

/**
 * Windows checks whether the computer is connected to the Internet.
 *
 * Admits TCP 80 to the hosts of the probe. The row states one host and no port:
 * the port and the host of the probe over IPv6 come from the documentation of Windows.
 * User computers open the connections, although the page calls the row server traffic.
 *
 * Additional endpoints row 24 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class NetworkConnectionStatusOutbound extends Scenario {
  static {
    keepName(NetworkConnectionStatusOutbound, 'NetworkConnectionStatusOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['network-connection-status'] };

  constructor(scope: Construct, id: string, props: NetworkConnectionStatusOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'network-connection-status' });
  }
}
