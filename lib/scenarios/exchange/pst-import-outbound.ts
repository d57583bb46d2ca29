import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link PstImportOutbound}. */
export interface PstImportOutboundProps extends ScenarioProps {}

/**
 * Administrators upload PST files and other content to the import service of Microsoft 365.
 *
 * Admits TCP 443 to Azure Storage of the cloud, where any Azure customer can have an account:
 * the row links to the import service and does not name a host.
 *
 * Additional endpoints row 1 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class PstImportOutbound extends Scenario {
  static {
    keepName(PstImportOutbound, 'PstImportOutbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['pst-import'] };

  constructor(scope: Construct, id: string, props: PstImportOutboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'pst-import' });
  }
}
