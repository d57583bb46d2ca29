import { Construct } from 'constructs';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { ScenarioProps } from '../base/scenario-props';
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
}

/**
 * Phones receive notifications of Teams from Google and Apple.
 *
 * Admits TCP 443 and 5228-5230 to the hosts of Firebase Cloud Messaging, and TCP
 * 443, 2197 and 5223 to the addresses of Apple, as the vendors document them.
 * Idle connections must live for half an hour in address translation.
 *
 * Additional endpoints row 25 (2025-01).
 *
 * @see https://firebase.google.com/docs/cloud-messaging/concept-options
 * @see https://support.apple.com/102266
 */
export class TeamsMobilePushOutbound extends Scenario {
  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['teams-mobile-push'] };

  constructor(scope: Construct, id: string, props: TeamsMobilePushOutboundProps) {
    const names = [
      ...(props.firebase ?? true ? ['firebase'] : []),
      ...[(props.apple ?? AppleNetworks.NOTIFICATION).flow].filter((flow) => flow !== undefined),
    ];
    super(scope, id, props, { slug: 'teams-mobile-push', flows: names.map((name) => ({ name })) });
  }
}
