import { Construct } from 'constructs';
import { Catalog, Cloud } from '../../catalog';
import { keepName } from '../../collections/keep-name';
import { healthAgentNotPublished } from '../../messages/errors';
import { OptionTypes } from '../../rules/options/option-type';
import { flag } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';
import { SetSelection } from '../base/set-selection';

/** Options of {@link EntraConnectOutbound}. */
export interface EntraConnectOutboundProps extends ScenarioProps {
  /**
   * Whether the agent of Entra Connect Health runs on the server: more hosts on TCP 443 and 80,
   * and TCP 5671 to Azure Service Bus. Its hosts are documented for Worldwide, GCC High and DoD.
   *
   * @default false
   */
  readonly healthAgent?: boolean;
}

const OPTIONS: OptionTypes<EntraConnectOutboundProps> = {
  ...SCENARIO_OPTIONS,
  healthAgent: flag(),
};

/**
 * Your Entra Connect server synchronises your accounts with Entra ID.
 *
 * Admits the addresses of Entra ID in the web service on the ports that it publishes
 * (TCP 80 and 443; GCC High and DoD 443), and the hosts that the documentation
 * (Worldwide) or the page (China) lists. For GCC High and DoD the hosts of the
 * health agent are documented, and no others.
 *
 * Additional endpoints rows 19 and 20 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class EntraConnectOutbound extends Scenario {
  static {
    keepName(EntraConnectOutbound, 'EntraConnectOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['entra-connect', 'entra-connect-china'] };

  /** @throws EndpointError `HealthAgentNotPublished` when the health agent is asked for in another cloud, or that of any scenario */
  constructor(scope: Construct, id: string, props: EntraConnectOutboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, ...selectionsOf(options));
  }
}

const HOST_FLOWS = ['revocation-lists', 'synchronisation'];
const HEALTH_FLOWS = ['health-agent', 'health-agent-http', 'health-agent-service-bus'];

function selectionsOf({ catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE, healthAgent }: EntraConnectOutboundProps): SetSelection[] {
  const published = catalog.require('entra-connect', cloud).flows.map(({ name }) => name);
  if (healthAgent && !HEALTH_FLOWS.some((name) => published.includes(name))) {
    throw healthAgentNotPublished(cloud.name);
  }
  const names = ['entra-id', ...[...HOST_FLOWS, ...(healthAgent ? HEALTH_FLOWS : [])].filter((name) => published.includes(name))];
  return [
    { slug: 'entra-connect', flows: names.map((name) => ({ name })) },
    ...(cloud === Cloud.CHINA ? [{ slug: 'entra-connect-china' }] : []),
  ];
}
