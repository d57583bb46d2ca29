import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { OptionTypes } from '../../rules/options/option-type';
import { flag } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link ExchangeHybridInbound}. */
export interface ExchangeHybridInboundProps extends ScenarioProps {
  /**
   * Whether Exchange Online also delivers mail to the on-premises servers: TCP 25 from the SMTP addresses.
   *
   * @default false
   */
  readonly mailFlow?: boolean;

  /**
   * Whether TCP 443 is admitted from every set of the Exchange Online table, not only from those of its web services.
   *
   * @default false
   */
  readonly wholeExchangeTable?: boolean;
}

const OPTIONS: OptionTypes<ExchangeHybridInboundProps> = {
  ...SCENARIO_OPTIONS,
  mailFlow: flag(),
  wholeExchangeTable: flag(),
};

/**
 * Exchange Online calls the on-premises Exchange servers of a hybrid organisation, for free/busy and other shared features.
 *
 * Admits TCP 443 from the addresses of Exchange Online's web services and, as
 * options, TCP 25 for mail and the rest of the Exchange Online table. The row
 * names neither port nor source: both are derived from the web service.
 *
 * Additional endpoints row 7 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class ExchangeHybridInbound extends Scenario {
  static {
    keepName(ExchangeHybridInbound, 'ExchangeHybridInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['exchange-hybrid'] };

  constructor(scope: Construct, id: string, props: ExchangeHybridInboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, {
      slug: 'exchange-hybrid',
      flows: [
        { name: options.wholeExchangeTable ? 'coexistence-whole-table' : 'coexistence' },
        ...(options.mailFlow ? [{ name: 'mail-flow' }] : []),
      ],
    });
  }
}
