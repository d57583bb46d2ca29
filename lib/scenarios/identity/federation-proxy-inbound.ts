import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { Peer } from '../../rules/model/peer';
import { OptionTypes, required } from '../../rules/options/option-type';
import { flag } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { peers, SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link FederationProxyInbound}. */
export interface FederationProxyInboundProps extends ScenarioProps {
  /**
   * Who may sign in. Clients connect from anywhere, so the row does not name them, and
   * Microsoft publishes no list that would narrow it: choose `Peer.anyInternet()` to admit
   * everyone.
   */
  readonly sources: Peer[];

  /**
   * Whether clients also sign in with certificates, which needs TCP 49443.
   *
   * @default false
   */
  readonly certificateAuthentication?: boolean;
}

const OPTIONS: OptionTypes<FederationProxyInboundProps> = {
  ...SCENARIO_OPTIONS,
  sources: required(peers('name it with sources, or choose everyone with Peer.anyInternet()')),
  certificateAuthentication: flag(),
};

/**
 * Clients anywhere sign in through the AD FS proxy of a federated organisation.
 *
 * Admits TCP 443 from the sources, and TCP 49443 for client certificates as an option.
 *
 * Additional endpoints row 4 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class FederationProxyInbound extends Scenario {
  static {
    keepName(FederationProxyInbound, 'FederationProxyInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['federation-proxy'], example: { sources: [Peer.anyInternet()] } };

  constructor(scope: Construct, id: string, props: FederationProxyInboundProps) {
    const options = readOptions(OPTIONS, props);
    const names = ['sign-in', ...(options.certificateAuthentication ? ['client-certificates'] : [])];
    super(scope, id, options, {
      slug: 'federation-proxy', flows: names.map((name) => ({ name, peers: options.sources, peersOption: 'sources', mayBeAnyone: true })),
    });
  }
}
