import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { Peer } from '../../rules/model/peer';
import { OptionTypes } from '../../rules/options/option-type';
import { flag, instanceOf } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { peers, SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';
import { FlowSelection } from '../base/set-selection';
import { AppleNetworks } from './apple-networks';

/** Options of {@link TeamsMobilePushOutbound}. */
export interface TeamsMobilePushOutboundProps extends ScenarioProps {
  /**
   * Whether Android phones are served: hosts of Firebase, for which Google publishes no addresses.
   *
   * @default true
   */
  readonly firebase?: boolean;

  /**
   * The addresses of Apple to admit, for iPhones.
   *
   * @default AppleNetworks.NOTIFICATION
   */
  readonly apple?: AppleNetworks;

  /**
   * Whether your servers also send notifications through Apple: TCP 2197 to the same addresses. Phones do not need it.
   *
   * @default false
   */
  readonly appleSending?: boolean;

  /**
   * Remote sides to admit on the ports of Firebase alone, such as known Google addresses.
   *
   * @default - none
   */
  readonly firebasePeers?: Peer[];

  /**
   * Remote sides to admit on the ports of Apple alone.
   *
   * @default - none
   */
  readonly applePeers?: Peer[];
}

const OPTIONS: OptionTypes<TeamsMobilePushOutboundProps> = {
  ...SCENARIO_OPTIONS,
  firebase: flag(),
  apple: instanceOf('AppleNetworks', 'give AppleNetworks.ALL, say'),
  appleSending: flag(),
  firebasePeers: peers(),
  applePeers: peers(),
};

/**
 * Phones receive notifications of Teams from Google and Apple.
 *
 * Admits TCP 443 and 5228-5230 to the hosts of Firebase Cloud Messaging, and TCP
 * 443 and 5223 to the addresses of Apple, as the vendors document them: phones
 * receive on 5228 (Android) and 5223 (Apple), and fall back to 443. Network address translation
 * must keep idle connections for half an hour. The phones open the connections, although the page calls the row
 * server traffic.
 *
 * Additional endpoints row 25 (2025-01).
 *
 * @see https://firebase.google.com/docs/cloud-messaging/network-configuration
 * @see https://support.apple.com/102266
 */
export class TeamsMobilePushOutbound extends Scenario {
  static {
    keepName(TeamsMobilePushOutbound, 'TeamsMobilePushOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['teams-mobile-push'] };

  constructor(scope: Construct, id: string, props: TeamsMobilePushOutboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, {
      slug: 'teams-mobile-push', flows: flowsOf(options), flowOptions: ['firebase: false', 'apple: AppleNetworks.NONE'],
    });
  }
}

function flowsOf(props: TeamsMobilePushOutboundProps): FlowSelection[] {
  const { firebase = true, apple = AppleNetworks.NOTIFICATION, appleSending = false, firebasePeers = [], applePeers = [] } = props;
  return [
    ...(firebase ? [{ name: 'firebase', morePeers: firebasePeers }] : []),
    ...(apple.flow === undefined ? [] : [{ name: apple.flow, morePeers: applePeers }]),
    ...(apple.flow !== undefined && appleSending ? [{ name: `${apple.flow}-sending`, morePeers: applePeers }] : []),
  ];
}
