import { Construct } from 'constructs';
import { Catalog, Cloud } from '../../catalog';
import { enforcementPointRequired } from '../../messages/errors';
import { AddressFamily, PortRange } from '../../net';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { OnUnsupported } from '../../rules/model/on-unsupported';
import { Scenario } from '../base/scenario';
import { ScenarioProps } from '../base/scenario-props';
import { Microsoft365Outbound } from '../clients/microsoft365-outbound';
import { ExchangeHybridAuthenticationInbound } from './exchange-hybrid-authentication-inbound';
import { ExchangeHybridEntraAuthenticationOutbound } from './exchange-hybrid-entra-authentication-outbound';
import { ExchangeHybridInbound } from './exchange-hybrid-inbound';
import { HybridConfigurationWizardOutbound } from './hybrid-configuration-wizard-outbound';
import { MailboxMigrationInbound } from './mailbox-migration-inbound';
import { OutlookMobileAutoDetectInbound } from './outlook-mobile-auto-detect-inbound';

/** Options of {@link ExchangeHybrid}: what the deployment does. */
export interface ExchangeHybridProps {
  /** In front of the Exchange servers: admits what Exchange Online sends to them. */
  readonly enforcedBy: IEnforcementPoint[];

  /**
   * Behind the Exchange servers: admits what they send to Microsoft.
   *
   * @default - the outbound side is left to you
   */
  readonly outboundEnforcedBy?: IEnforcementPoint[];

  /**
   * In front of the security token service: Exchange Online reaches it to authenticate users for the on-premises servers.
   *
   * @default - Exchange Online does not reach it
   */
  readonly authenticationEnforcedBy?: IEnforcementPoint[];

  /**
   * Mail flows directly between both sides: TCP 25 in, and out where `outboundEnforcedBy` is given.
   *
   * @default true
   */
  readonly mailFlow?: boolean;

  /**
   * Mailboxes are moved: the migration endpoint admits the whole Exchange Online table.
   *
   * @default false
   */
  readonly migration?: boolean;

  /**
   * Outlook for iOS and Android finds on-premises mailboxes (AutoDetect).
   *
   * @default false
   */
  readonly outlookMobile?: boolean;

  /**
   * The Hybrid Configuration Wizard runs on a server behind `outboundEnforcedBy`, which must match host names (Worldwide).
   *
   * @default false
   */
  readonly configurationWizard?: boolean;

  /**
   * The servers authenticate to Entra ID through the application proxy, whose host names `outboundEnforcedBy` must match.
   *
   * @default false
   */
  readonly applicationProxy?: boolean;

  /**
   * The Microsoft 365 cloud of the tenant.
   *
   * @default Cloud.WORLDWIDE
   */
  readonly cloud?: Cloud;

  /**
   * The published data to use.
   *
   * @default Catalog.bundled()
   */
  readonly catalog?: Catalog;

  /**
   * Address families to admit.
   *
   * @default - both
   */
  readonly addressFamilies?: AddressFamily[];

  /**
   * What happens with a rule that an enforcement point cannot express.
   *
   * @default OnUnsupported.FAIL
   */
  readonly onUnsupported?: OnUnsupported;

  /**
   * Ids of warnings not to show.
   *
   * @default - every warning is shown
   */
  readonly acknowledgedWarnings?: string[];
}

/**
 * A hybrid deployment of Exchange, composed of the scenarios that its options ask for.
 *
 * Free/busy and the other shared features come always: Exchange Online calls the on-premises servers, and they call
 * Exchange Online and Entra ID where `outboundEnforcedBy` is given. Each scenario is a child, so that its rules can be read.
 *
 * Additional endpoints rows 6 to 11 (2025-01), and the Exchange and Entra ID sets of the web service.
 *
 * @see https://learn.microsoft.com/exchange/hybrid-deployment-prerequisites
 */
export class ExchangeHybrid extends Construct {
  /** The scenarios that it is composed of. */
  readonly scenarios: readonly Scenario[];

  /**
   * @throws EndpointError `EnforcementPointRequired` when an option needs `outboundEnforcedBy`, or that of a scenario
   */
  constructor(scope: Construct, id: string, props: ExchangeHybridProps) {
    super(scope, id);
    this.scenarios = [...this.inbound(props), ...this.authentication(props), ...this.outbound(props)];
  }

  private inbound(props: ExchangeHybridProps): Scenario[] {
    const common = commonProps(props, props.enforcedBy);
    return [
      new ExchangeHybridInbound(this, 'Inbound', { ...common, mailFlow: props.mailFlow ?? true }),
      ...(props.migration ? [new MailboxMigrationInbound(this, 'Migration', common)] : []),
      ...(props.outlookMobile ? [new OutlookMobileAutoDetectInbound(this, 'AutoDetect', common)] : []),
    ];
  }

  private authentication(props: ExchangeHybridProps): Scenario[] {
    const { authenticationEnforcedBy } = props;
    return authenticationEnforcedBy === undefined ? []
      : [new ExchangeHybridAuthenticationInbound(this, 'Authentication', commonProps(props, authenticationEnforcedBy))];
  }

  private outbound(props: ExchangeHybridProps): Scenario[] {
    const { outboundEnforcedBy, configurationWizard, applicationProxy } = props;
    if (outboundEnforcedBy === undefined) {
      const option = Object.entries({ configurationWizard, applicationProxy }).find(([, wanted]) => wanted === true)?.[0];
      if (option !== undefined) {
        throw enforcementPointRequired(this.node.path, option, 'outboundEnforcedBy');
      }
      return [];
    }
    const common = commonProps(props, outboundEnforcedBy);
    return [
      new Microsoft365Outbound(this, 'ExchangeOnline', { ...common, ids: exchangeOnlineIds(props), quic: false }),
      ...(configurationWizard ? [new HybridConfigurationWizardOutbound(this, 'ConfigurationWizard', common)] : []),
      ...(applicationProxy ? [new ExchangeHybridEntraAuthenticationOutbound(this, 'ApplicationProxy', common)] : []),
    ];
  }
}

function commonProps(props: ExchangeHybridProps, enforcedBy: IEnforcementPoint[]): ScenarioProps {
  const { cloud, catalog, addressFamilies, onUnsupported, acknowledgedWarnings } = props;
  return { enforcedBy, cloud, catalog, addressFamilies, onUnsupported, acknowledgedWarnings };
}

/**
 * What the servers call: the sets that the hybrid row points at for web services and mail, as far as they are about TCP 443
 * or 25, and the sets of Entra ID, where they get tokens.
 */
function exchangeOnlineIds({ catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE, mailFlow = true }: ExchangeHybridProps): number[] {
  const setsOf = (slug: string, flow: string, port: number) => catalog.require(slug, cloud).flows
    .filter(({ name }) => name === flow)
    .flatMap(({ prefixesOf }) => prefixesOf.map((other) => catalog.require(other, cloud)))
    .filter(({ flows }) => flows.some(({ tcpPorts }) => tcpPorts.contains(PortRange.of(port))));
  const sets = [
    ...setsOf('exchange-hybrid', 'coexistence', 443),
    ...(mailFlow ? setsOf('exchange-hybrid', 'mail-flow', 25) : []),
    ...setsOf('entra-connect', 'entra-id', 443),
  ];
  return [...new Set(sets.flatMap(({ webService }) => (webService === undefined ? [] : [webService.id])))];
}
