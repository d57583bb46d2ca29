import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link SkypePstnHybridInbound}. */
export interface SkypePstnHybridInboundProps extends ScenarioProps {}

/**
 * The online service reaches on-premises Skype for Business edge servers for telephony.
 *
 * Admits TCP 5061 to the access edge, and TCP 50000-59999 and UDP 3478 to the
 * audio and video edge, from the Teams addresses of the web service. The row states neither. The media connections
 * come from source port 443, which the rules do not restrict.
 *
 * Additional endpoints row 14 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class SkypePstnHybridInbound extends Scenario {
  static {
    keepName(SkypePstnHybridInbound, 'SkypePstnHybridInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['skype-pstn-hybrid'] };

  constructor(scope: Construct, id: string, props: SkypePstnHybridInboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'skype-pstn-hybrid' });
  }
}
