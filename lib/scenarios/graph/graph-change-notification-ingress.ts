import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { OptionTypes } from '../../rules/options/option-type';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS, tcpPorts } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link GraphChangeNotificationIngress}. */
export interface GraphChangeNotificationIngressProps extends ScenarioProps {
  /**
   * TCP ports of the webhook: the row lets the subscriber choose them.
   *
   * @default - 443, as published
   */
  readonly ports?: number[];
}

const OPTIONS: OptionTypes<GraphChangeNotificationIngressProps> = {
  ...SCENARIO_OPTIONS,
  ports: tcpPorts(),
};

/**
 * Microsoft Graph delivers change notifications to your webhook.
 *
 * Admits the addresses published for the cloud, on TCP 443 or the chosen ports.
 * They also send validation requests and lifecycle notifications. An address
 * filter is not authentication: keep checking `clientState` and the tokens.
 *
 * Additional endpoints row 23 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class GraphChangeNotificationIngress extends Scenario {
  static {
    keepName(GraphChangeNotificationIngress, 'GraphChangeNotificationIngress');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['graph-change-notifications'] };

  constructor(scope: Construct, id: string, props: GraphChangeNotificationIngressProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, {
      slug: 'graph-change-notifications',
      flows: [{ name: 'notifications', tcpPorts: options.ports }],
    });
  }
}
