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

/** Options of {@link EntraConnectStsInbound}. */
export interface EntraConnectStsInboundProps extends ScenarioProps {
  /** Your Entra Connect servers: both sides are yours, so the row names no address. Naming everyone gives a warning. */
  readonly sources: Peer[];

  /**
   * Whether the servers also manage AD FS and its proxies through WinRM: TCP 5985, a port that the
   * reference of Entra Connect gives.
   *
   * @default false
   */
  readonly remoteManagement?: boolean;
}

const OPTIONS: OptionTypes<EntraConnectStsInboundProps> = {
  ...SCENARIO_OPTIONS,
  sources: required(peers('name it with sources')),
  remoteManagement: flag(),
};

/**
 * Your Entra Connect server reaches your AD FS servers and proxies (single sign-on option).
 *
 * Admits TCP 80 and 443 from the sources, and TCP 5985 as an option.
 *
 * Additional endpoints row 3 (2025-01).
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/additional-office365-ip-addresses-and-urls
 */
export class EntraConnectStsInbound extends Scenario {
  static {
    keepName(EntraConnectStsInbound, 'EntraConnectStsInbound');
  }

  /** For documentation and tools. */
  static readonly metadata: ScenarioMetadata = { slugs: ['entra-connect-sts'], example: { sources: [Peer.ipv4('10.0.0.10/32')] } };

  constructor(scope: Construct, id: string, props: EntraConnectStsInboundProps) {
    const options = readOptions(OPTIONS, props);
    const names = ['federation-service', ...(options.remoteManagement ? ['remote-management'] : [])];
    super(scope, id, options, {
      slug: 'entra-connect-sts', flows: names.map((name) => ({ name, peers: options.sources, peersOption: 'sources' })),
    });
  }
}
