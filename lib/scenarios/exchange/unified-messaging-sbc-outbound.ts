import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { Peer } from '../../rules/model/peer';
import { OptionTypes } from '../../rules/options/option-type';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { peers, SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link UnifiedMessagingSbcOutbound}. */
export interface UnifiedMessagingSbcOutboundProps extends ScenarioProps {
  /**
   * Addresses from which the service connects back. The row names it only as
   * `*.um.outlook.com`, and a packet filter cannot see the name of a peer that connects.
   *
   * @default - the published name, which every enforcement point refuses for inbound traffic
   */
  readonly sources?: Peer[];
}

const OPTIONS: OptionTypes<UnifiedMessagingSbcOutboundProps> = {
  ...SCENARIO_OPTIONS,
  sources: peers('name a peer, or leave the option out'),
};

/**
 * Session border controllers exchange voice mail with Exchange Online Unified Messaging, which ended in December 2019.
 *
 * Admits TCP 5061 both ways: to `*.um.outlook.com`, and from `sources`. The row
 * states no port; it comes from the documentation of Unified Messaging.
 *
 * Additional endpoints row 5 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class UnifiedMessagingSbcOutbound extends Scenario {
  static {
    keepName(UnifiedMessagingSbcOutbound, 'UnifiedMessagingSbcOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['unified-messaging-sbc'], example: { sources: [Peer.ipv4('203.0.113.0/24')] } };

  constructor(scope: Construct, id: string, props: UnifiedMessagingSbcOutboundProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, {
      slug: 'unified-messaging-sbc',
      flows: [{ name: 'to-unified-messaging' }, { name: 'from-unified-messaging', peers: options.sources, peersOption: 'sources' }],
    });
  }
}
