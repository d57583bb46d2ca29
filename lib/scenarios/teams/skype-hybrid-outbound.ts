import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link SkypeHybridOutbound}. */
export interface SkypeHybridOutboundProps extends ScenarioProps {}

/**
 * On-premises Skype for Business servers reach the online service.
 *
 * Admits TCP 5061 and 50000-59999 and UDP 50000-59999 to the two published
 * prefixes. The Teams sets of the web service are newer: compare them.
 *
 * Additional endpoints row 13 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class SkypeHybridOutbound extends Scenario {
  static {
    keepName(SkypeHybridOutbound, 'SkypeHybridOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['skype-hybrid'] };

  constructor(scope: Construct, id: string, props: SkypeHybridOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'skype-hybrid' });
  }
}
