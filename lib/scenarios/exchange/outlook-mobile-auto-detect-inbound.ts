import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { HostPattern } from '../../net';
import { OptionTypes } from '../../rules/options/option-type';
import { concreteText, flag, listOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { selectFlows } from '../base/compose-rules';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link OutlookMobileAutoDetectInbound}. */
export interface OutlookMobileAutoDetectInboundProps extends ScenarioProps {
  /**
   * Whether the addresses of Exchange Online's web services are admitted too.
   * The row does not list them, but customers see connections from them.
   *
   * @default false
   */
  readonly exchangeOnlineRanges?: boolean;

  /**
   * Mail domains of the organisation, such as `contoso.com`, for `serviceHosts`.
   *
   * @default - none
   */
  readonly emailDomains?: string[];
}

const OPTIONS: OptionTypes<OutlookMobileAutoDetectInboundProps> = {
  ...SCENARIO_OPTIONS,
  exchangeOnlineRanges: flag(),
  emailDomains: listOf(concreteText('contoso.com'), { example: "'contoso.com'" }),
};

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
  static {
    keepName(OutlookMobileAutoDetectInbound, 'OutlookMobileAutoDetectInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['outlook-mobile-autodetect'] };

  /** The published names of the service for each of `emailDomains`: for DNS and logs, since no rule on addresses knows names. */
  readonly serviceHosts: readonly HostPattern[];

  constructor(scope: Construct, id: string, props: OutlookMobileAutoDetectInboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, {
      slug: 'outlook-mobile-autodetect',
      flows: [{ name: 'autodetect' }, ...(options.exchangeOnlineRanges ? [{ name: 'exchange-online' }] : [])],
    });
    const templates = selectFlows(options, [{ slug: 'outlook-mobile-autodetect' }]).flatMap(({ flow }) => flow.hosts);
    const hosts = (options.emailDomains ?? []).flatMap((domain) => templates.map((host) => host.resolve({ email_domain: domain })));
    this.serviceHosts = [...new Map(hosts.map((host) => [`${host}`, host])).values()];
  }
}
