import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link MfaServerOutbound}. */
export interface MfaServerOutboundProps extends ScenarioProps {}

/**
 * Your Multi-Factor Authentication servers ask the service to call or message a user. Retired on 2024-09-30.
 *
 * Admits TCP 443 to the prefixes, or to the names, that the linked documentation lists.
 *
 * Additional endpoints row 22 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class MfaServerOutbound extends Scenario {
  static {
    keepName(MfaServerOutbound, 'MfaServerOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['mfa-server'] };

  constructor(scope: Construct, id: string, props: MfaServerOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'mfa-server' });
  }
}
