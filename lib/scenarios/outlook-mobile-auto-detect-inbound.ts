import { Construct } from 'constructs';
import { Scenario } from './scenario';
import { ScenarioProps } from './scenario-props';

/** Options of {@link OutlookMobileAutoDetectInbound}. */
export interface OutlookMobileAutoDetectInboundProps extends ScenarioProps {
  /**
   * Whether the addresses of Exchange Online's web services are admitted too.
   * The row does not list them, but customers see connections from them.
   *
   * @default false
   */
  readonly exchangeOnlineRanges?: boolean;
}

/**
 * The AutoDetect service of Outlook for iOS and Android finds the on-premises Exchange servers (hybrid modern authentication).
 *
 * Admits TCP 443 from the two published prefixes, in every cloud: the row does
 * not say which belongs to which. Its host names are templates for DNS and
 * appear in no rule on addresses.
 *
 * Additional endpoints row 10 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class OutlookMobileAutoDetectInbound extends Scenario {
  constructor(scope: Construct, id: string, props: OutlookMobileAutoDetectInboundProps) {
    super(scope, id, props, {
      slug: 'outlook-mobile-autodetect',
      flows: [{ name: 'autodetect' }, ...(props.exchangeOnlineRanges ? [{ name: 'exchange-online' }] : [])],
    });
  }
}
