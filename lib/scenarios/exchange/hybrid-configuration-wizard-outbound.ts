import { Construct } from 'constructs';
import { Catalog, Cloud } from '../../catalog';
import { keepName } from '../../collections/keep-name';
import { OptionTypes } from '../../rules/options/option-type';
import { flag } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link HybridConfigurationWizardOutbound}. */
export interface HybridConfigurationWizardOutboundProps extends ScenarioProps {
  /**
   * Whether the wizard configures Exchange 2010 SP3, which also needs `domains.live.com` on TCP 80 and 443.
   *
   * @default false
   */
  readonly exchange2010?: boolean;
}

const OPTIONS: OptionTypes<HybridConfigurationWizardOutboundProps> = {
  ...SCENARIO_OPTIONS,
  exchange2010: flag(),
};

/**
 * The Exchange Hybrid Configuration Wizard runs on one of your servers.
 *
 * Admits TCP 443 to the published hosts (Worldwide) or to two addresses (GCC
 * High and DoD), which lie in the commercial Azure cloud: check that they still
 * answer. Where the row publishes a URL with a path, its host is admitted. The
 * row states ports only for Exchange 2010; 443 is derived.
 *
 * Additional endpoints row 9 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class HybridConfigurationWizardOutbound extends Scenario {
  static {
    keepName(HybridConfigurationWizardOutbound, 'HybridConfigurationWizardOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['hybrid-configuration-wizard'] };

  constructor(scope: Construct, id: string, props: HybridConfigurationWizardOutboundProps) {
    const options = readOptions(OPTIONS, props);
    const names = [...(publishesWizard(options) ? ['wizard'] : []), ...(options.exchange2010 ? ['exchange-2010'] : [])];
    super(scope, id, options, { slug: 'hybrid-configuration-wizard', flows: names.map((name) => ({ name })), flowOptions: ['exchange2010: false'] });
  }
}

/** Before 2019 the row was about Exchange 2010 alone; without that option nothing of it is admitted. */
function publishesWizard({ catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE }: HybridConfigurationWizardOutboundProps): boolean {
  return catalog.require('hybrid-configuration-wizard', cloud).flows.some(({ name }) => name === 'wizard');
}
