import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { HostPatternKind } from '../../net';
import { Peer } from '../../rules/model/peer';
import { OptionTypes, required } from '../../rules/options/option-type';
import { concreteText, listOf, oneOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { peers, SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';
import { SetSelection } from '../base/set-selection';
import { requireTenant } from '../base/tenant-hosts';
import { RequiredEndpoints } from './required-endpoints';

/** Options of {@link RequiredEndpointsOutbound}. */
export interface RequiredEndpointsOutboundProps extends ScenarioProps {
  /** The rows to admit. */
  readonly rows: RequiredEndpoints[];

  /**
   * Name of the tenant, such as `contoso`, which the row `PORTAL_SHARED` needs.
   *
   * @default - none: that row is refused
   */
  readonly tenant?: string;

  /**
   * Where your certificates and Microsoft's publish their revocation lists. The row `CERTIFICATE_REVOCATION` does not
   * say.
   *
   * @default - none: that row is refused
   */
  readonly revocationPeers?: Peer[];
}

const OPTIONS: OptionTypes<RequiredEndpointsOutboundProps> = {
  ...SCENARIO_OPTIONS,
  rows: required(listOf(oneOf('RequiredEndpoints', RequiredEndpoints), { example: 'RequiredEndpoints.PORTAL', empty: 'name a row' })),
  tenant: concreteText('contoso'),
  revocationPeers: peers('name a peer, or choose everyone with Peer.anyInternet()'),
};

/**
 * Clients reach the required and optional endpoints that a Microsoft training page lists.
 *
 * Admits the hosts of the chosen rows on the ports that they state. The page is
 * older than the web service of 2018: prefer `Microsoft365Outbound` where it has the host.
 *
 * Training page rows 1 to 12.
 *
 * @see https://learn.microsoft.com/training/
 */
export class RequiredEndpointsOutbound extends Scenario {
  static {
    keepName(RequiredEndpointsOutbound, 'RequiredEndpointsOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = {
    slugs: Object.values(RequiredEndpoints), example: { rows: [RequiredEndpoints.PORTAL, RequiredEndpoints.COMPLIANCE] },
  };

  constructor(scope: Construct, id: string, props: RequiredEndpointsOutboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, ...[...new Set(options.rows)].map((row) => selectionOf(row, options)));
  }
}

function selectionOf(slug: RequiredEndpoints, { tenant, revocationPeers }: RequiredEndpointsOutboundProps): SetSelection {
  if (slug === RequiredEndpoints.CERTIFICATE_REVOCATION) {
    return { slug, flows: [{ name: 'revocation-lists', peers: revocationPeers, peersOption: 'revocationPeers' }] };
  }
  return {
    slug,
    flows: [{
      name: 'service',
      resolveHost: (host) => [
        tenant !== undefined && host.kind === HostPatternKind.TEMPLATE ? host.resolve({ tenant: requireTenant(tenant) }) : host,
      ],
    }],
  };
}
