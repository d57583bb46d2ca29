import { Construct } from 'constructs';
import { Catalog, Cloud } from '../../catalog';
import { enforcementPointRequired, invalidOption } from '../../messages/errors';
import { sharedMigrationEndpoint, Warning } from '../../messages/warnings';
import { AddressFamily, PortRange } from '../../net';
import { IEnforcementPoint } from '../../rules/fit/enforcement-point';
import { OnUnsupported } from '../../rules/model/on-unsupported';
import { Peer } from '../../rules/model/peer';
import { ACKNOWLEDGED_WARNINGS } from '../../rules/options/acknowledged-warnings';
import { OptionTypes, required } from '../../rules/options/option-type';
import { concreteText, flag, listOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ADDRESS_FAMILIES, CATALOG, CLOUD, enforcementPoints, ON_UNSUPPORTED, peers } from '../base/scenario-options';
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
   * In front of the migration endpoint (MRS proxy), which should have a separate host name and
   * public address before sources are restricted, as Microsoft advises: it admits all Exchange
   * Online addresses.
   *
   * @default - `enforcedBy`, with a warning, where `migration` is on
   */
  readonly migrationEnforcedBy?: IEnforcementPoint[];

  /**
   * Mail flows directly between both sides: TCP 25 in, and out where `outboundEnforcedBy` is given.
   *
   * @default false
   */
  readonly mailFlow?: boolean;

  /**
   * Mailboxes are moved: the migration endpoint admits the whole Exchange Online table.
   *
   * @default - true where `migrationEnforcedBy` is given
   */
  readonly migration?: boolean;

  /**
   * The other Exchange services admit TCP 443 from every set of the Exchange Online table too, not only from those of its
   * web services.
   *
   * @default false
   */
  readonly wholeExchangeTable?: boolean;

  /**
   * Outlook for iOS and Android finds on-premises mailboxes (AutoDetect).
   *
   * @default false
   */
  readonly outlookMobile?: boolean;

  /**
   * With `outlookMobile`, the addresses of Exchange Online's web services are admitted for AutoDetect too.
   *
   * @default false
   */
  readonly exchangeOnlineRanges?: boolean;

  /**
   * With `outlookMobile`, the mail domains of the organisation, for the `serviceHosts` of that scenario.
   *
   * @default - none
   */
  readonly emailDomains?: string[];

  /**
   * The Hybrid Configuration Wizard runs on a server behind `outboundEnforcedBy`, which must match host names (Worldwide).
   *
   * @default false
   */
  readonly configurationWizard?: boolean;

  /**
   * With `configurationWizard`, the wizard configures Exchange 2010 SP3, which needs one more host.
   *
   * @default false
   */
  readonly exchange2010?: boolean;

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
   * Remote sides to admit to your servers in addition to the published ones, on every port of the inbound scenarios.
   *
   * @default - none
   */
  readonly additionalSources?: Peer[];

  /**
   * Remote sides that your servers may reach in addition to the published ones, on every port of the outbound scenarios.
   *
   * @default - none
   */
  readonly additionalDestinations?: Peer[];

  /**
   * Remote sides that none of the scenarios admits.
   *
   * @default - none
   */
  readonly excludedPeers?: Peer[];

  /**
   * Whether to add the addresses that the web service publishes for the host names of the outbound scenarios.
   *
   * @default false
   */
  readonly derivePrefixes?: boolean;

  /**
   * What to do with a rule that an enforcement point cannot express.
   *
   * @default OnUnsupported.FAIL
   */
  readonly onUnsupported?: OnUnsupported;

  /**
   * Ids of warnings to hide.
   *
   * @default - every warning is shown
   */
  readonly acknowledgedWarnings?: string[];
}

const ONE_OR_NONE = 'name an enforcement point, or leave the option out';

const OPTIONS: OptionTypes<ExchangeHybridProps> = {
  enforcedBy: required(enforcementPoints()),
  outboundEnforcedBy: enforcementPoints(ONE_OR_NONE),
  authenticationEnforcedBy: enforcementPoints(ONE_OR_NONE),
  migrationEnforcedBy: enforcementPoints(ONE_OR_NONE),
  mailFlow: flag(),
  migration: flag(),
  wholeExchangeTable: flag(),
  outlookMobile: flag(),
  exchangeOnlineRanges: flag(),
  emailDomains: listOf(concreteText('contoso.com'), { example: "'contoso.com'" }),
  configurationWizard: flag(),
  exchange2010: flag(),
  applicationProxy: flag(),
  cloud: CLOUD,
  catalog: CATALOG,
  addressFamilies: ADDRESS_FAMILIES,
  additionalSources: peers(),
  additionalDestinations: peers(),
  excludedPeers: peers(),
  derivePrefixes: flag(),
  onUnsupported: ON_UNSUPPORTED,
  acknowledgedWarnings: ACKNOWLEDGED_WARNINGS,
};

/**
 * A hybrid deployment of Exchange, composed of the scenarios that its options ask for.
 *
 * Free/busy and the other shared features are always included: Exchange Online calls the on-premises servers, and they call
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
   * @throws EndpointError `EnforcementPointRequired` when an option needs an enforcement point, `InvalidOption` when one is
   * given without what it belongs to, or that of a scenario
   */
  constructor(scope: Construct, id: string, props: ExchangeHybridProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id);
    requireOptionsInUse(options);
    this.scenarios = [...this.inbound(options), ...this.migration(options), ...this.authentication(options), ...this.outbound(options)];
  }

  private inbound(props: ExchangeHybridProps): Scenario[] {
    const { mailFlow, wholeExchangeTable, outlookMobile, exchangeOnlineRanges, emailDomains } = props;
    const common = inboundProps(props, props.enforcedBy);
    return [
      new ExchangeHybridInbound(this, 'Inbound', { ...common, mailFlow, wholeExchangeTable }),
      ...(outlookMobile ? [new OutlookMobileAutoDetectInbound(this, 'AutoDetect', { ...common, exchangeOnlineRanges, emailDomains })] : []),
    ];
  }

  private migration(props: ExchangeHybridProps): Scenario[] {
    const { enforcedBy, migrationEnforcedBy, migration = migrationEnforcedBy !== undefined } = props;
    if (!migration) {
      return [];
    }
    const own = migrationEnforcedBy ?? enforcedBy;
    const warned = own.map((point) => (enforcedBy.includes(point) ? withWarning(point, sharedMigrationEndpoint(this.node.path)) : point));
    return [new MailboxMigrationInbound(this, 'Migration', inboundProps(props, warned))];
  }

  private authentication(props: ExchangeHybridProps): Scenario[] {
    const { authenticationEnforcedBy } = props;
    return authenticationEnforcedBy === undefined ? []
      : [new ExchangeHybridAuthenticationInbound(this, 'Authentication', inboundProps(props, authenticationEnforcedBy))];
  }

  private outbound(props: ExchangeHybridProps): Scenario[] {
    const { outboundEnforcedBy, configurationWizard, exchange2010, applicationProxy } = props;
    if (outboundEnforcedBy === undefined) {
      const option = Object.entries({ configurationWizard, applicationProxy }).find(([, wanted]) => wanted === true)?.[0];
      if (option !== undefined) {
        throw enforcementPointRequired(this.node.path, option, 'outboundEnforcedBy');
      }
      return [];
    }
    const { additionalDestinations, derivePrefixes } = props;
    const common = { ...commonProps(props, outboundEnforcedBy), additionalPeers: additionalDestinations, derivePrefixes };
    return [
      new Microsoft365Outbound(this, 'ExchangeOnline', { ...common, ids: exchangeOnlineIds(props), quic: false }),
      ...(configurationWizard ? [new HybridConfigurationWizardOutbound(this, 'ConfigurationWizard', { ...common, exchange2010 })] : []),
      ...(applicationProxy ? [new ExchangeHybridEntraAuthenticationOutbound(this, 'ApplicationProxy', common)] : []),
    ];
  }
}

function inboundProps(props: ExchangeHybridProps, enforcedBy: IEnforcementPoint[]): ScenarioProps {
  return { ...commonProps(props, enforcedBy), additionalPeers: props.additionalSources };
}

function commonProps(props: ExchangeHybridProps, enforcedBy: IEnforcementPoint[]): ScenarioProps {
  const { cloud, catalog, addressFamilies, excludedPeers, onUnsupported, acknowledgedWarnings } = props;
  return { enforcedBy, cloud, catalog, addressFamilies, excludedPeers, onUnsupported, acknowledgedWarnings };
}

/** The same enforcement point, which shows `warning` on the scenario that uses it. */
function withWarning(point: IEnforcementPoint, warning: Warning): IEnforcementPoint {
  const enforce: IEnforcementPoint['enforce'] = (scope, rules) => point.enforce(scope, { ...rules, warnings: [...rules.warnings, warning] });
  return Object.create(point, { enforce: { value: enforce } });
}

/**
 * Refuses an option of a scenario that is not asked for, which would be ignored.
 *
 * @throws EndpointError `InvalidOption`
 */
function requireOptionsInUse(props: ExchangeHybridProps): void {
  const owners: readonly (readonly [option: keyof ExchangeHybridProps, owner: keyof ExchangeHybridProps])[] = [
    ['exchangeOnlineRanges', 'outlookMobile'], ['emailDomains', 'outlookMobile'], ['exchange2010', 'configurationWizard'],
    ['additionalDestinations', 'outboundEnforcedBy'], ['derivePrefixes', 'outboundEnforcedBy'],
  ];
  for (const [option, owner] of owners) {
    if (props[option] !== undefined && props[option] !== false && !props[owner]) {
      throw invalidOption(option, props[option], `it has no effect without ${owner}; give that too, or leave it out`);
    }
  }
  if (props.migration === false && props.migrationEnforcedBy !== undefined) {
    throw invalidOption('migration', false, 'migrationEnforcedBy is given; leave one of them out');
  }
}

/**
 * What the servers call: the sets that the hybrid row points at for web services and mail, as far as they are about TCP 443
 * or 25, and the sets of Entra ID, where they get tokens.
 */
function exchangeOnlineIds({ catalog = Catalog.bundled(), cloud = Cloud.WORLDWIDE, mailFlow = false }: ExchangeHybridProps): number[] {
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
