import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link SkypeLegacyClientOutbound}. */
export interface SkypeLegacyClientOutboundProps extends ScenarioProps {}

/**
 * Skype for Business clients of Office 2013 and earlier share their screens.
 *
 * Admits TCP 443 to the published prefix. Only clients that are out of support need it.
 *
 * Additional endpoints row 12 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class SkypeLegacyClientOutbound extends Scenario {
  static {
    keepName(SkypeLegacyClientOutbound, 'SkypeLegacyClientOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['skype-legacy-client'] };

  constructor(scope: Construct, id: string, props: SkypeLegacyClientOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'skype-legacy-client' });
  }
}
