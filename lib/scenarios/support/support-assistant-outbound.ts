import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link SupportAssistantOutbound}. */
export interface SupportAssistantOutboundProps extends ScenarioProps {}

/**
 * The Support and Recovery Assistant (later the troubleshooters of Get Help) diagnoses a user's Office.
 *
 * Admits TCP 443 to the hosts that the row lists. Until November 2019 the row
 * was the opposite: see `SupportAssistantSsoValidationInbound`.
 *
 * Additional endpoints row 2 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class SupportAssistantOutbound extends Scenario {
  static {
    keepName(SupportAssistantOutbound, 'SupportAssistantOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['support-assistant'] };

  constructor(scope: Construct, id: string, props: SupportAssistantOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'support-assistant' });
  }
}
