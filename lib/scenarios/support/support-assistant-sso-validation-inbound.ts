import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { OptionTypes } from '../../rules/options/option-type';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS, tcpPorts } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link SupportAssistantSsoValidationInbound}. */
export interface SupportAssistantSsoValidationInboundProps extends ScenarioProps {
  /**
   * TCP ports of your security token service.
   *
   * @default - 443, as is typical
   */
  readonly ports?: number[];
}

const OPTIONS: OptionTypes<SupportAssistantSsoValidationInboundProps> = {
  ...SCENARIO_OPTIONS,
  ports: tcpPorts(),
};

/**
 * The Support and Recovery Assistant tests single sign-on against your security token service.
 *
 * Admits the two published addresses, on TCP 443 or the chosen ports. The page of
 * additional endpoints dropped the row in November 2019; the training page still has it.
 *
 * Additional endpoints row 2 (2018-10), training page row 16.
 *
 * @see https://learn.microsoft.com/training/
 */
export class SupportAssistantSsoValidationInbound extends Scenario {
  static {
    keepName(SupportAssistantSsoValidationInbound, 'SupportAssistantSsoValidationInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['support-assistant-sso-validation'] };

  constructor(scope: Construct, id: string, props: SupportAssistantSsoValidationInboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, { slug: 'support-assistant-sso-validation', flows: [{ name: 'single-sign-on-test', tcpPorts: options.ports }] });
  }
}
