import { Construct } from 'constructs';
import { keepName } from '../../collections/keep-name';
import { readOptions } from '../../rules/options/read-options';
import { Scenario } from '../base/scenario';
import { ScenarioMetadata } from '../base/scenario-metadata';
import { SCENARIO_OPTIONS } from '../base/scenario-options';
import { ScenarioProps } from '../base/scenario-props';

/** Options of {@link MailboxMigrationInbound}. */
export interface MailboxMigrationInboundProps extends ScenarioProps {}

/**
 * Exchange Online moves mailboxes through the on-premises migration endpoint (EWS and MRS proxy).
 *
 * Admits TCP 443 from every address of the Exchange Online table, as the row
 * states. Give the MRS proxy a separate host name and public address first, so that other EWS
 * clients are not cut off.
 *
 * Additional endpoints row 6 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class MailboxMigrationInbound extends Scenario {
  static {
    keepName(MailboxMigrationInbound, 'MailboxMigrationInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['mailbox-migration'] };

  constructor(scope: Construct, id: string, props: MailboxMigrationInboundProps) {
    super(scope, id, readOptions(SCENARIO_OPTIONS, props), { slug: 'mailbox-migration', flows: [{ name: 'migration' }] });
  }
}
