import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link ExchangeHybridAuthenticationInbound}. */
export interface ExchangeHybridAuthenticationInboundProps extends ScenarioProps {}

/**
 * Exchange Online reaches the on-premises security token service of a hybrid organisation (proxy authentication).
 *
 * Admits TCP 443 from the addresses of Exchange Online's web services. The row
 * names neither port nor source: both are derived from the web service.
 *
 * Additional endpoints row 8 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class ExchangeHybridAuthenticationInbound extends Scenario {
  static {
    keepName(ExchangeHybridAuthenticationInbound, 'ExchangeHybridAuthenticationInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['exchange-hybrid-authentication'] };

  constructor(scope: Construct, id: string, props: ExchangeHybridAuthenticationInboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'exchange-hybrid-authentication', flows: [{ name: 'authentication' }] });
  }
}
