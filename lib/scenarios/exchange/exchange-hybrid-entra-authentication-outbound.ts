import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link ExchangeHybridEntraAuthenticationOutbound}. */
export interface ExchangeHybridEntraAuthenticationOutboundProps extends ScenarioProps {}

/**
 * On-premises Exchange servers of a hybrid organisation reach Entra ID through the application proxy.
 *
 * Admits `*.msappproxy.net` on TCP 443, and on TCP 80 for certificate revocation.
 * The row says TCP without a port: both come from the documentation of the proxy.
 *
 * Additional endpoints row 11 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class ExchangeHybridEntraAuthenticationOutbound extends Scenario {
  static {
    keepName(ExchangeHybridEntraAuthenticationOutbound, 'ExchangeHybridEntraAuthenticationOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['exchange-hybrid-entra-authentication'] };

  constructor(scope: Construct, id: string, props: ExchangeHybridEntraAuthenticationOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'exchange-hybrid-entra-authentication' });
  }
}
