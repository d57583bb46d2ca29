import { Construct } from 'constructs';
import { Catalog } from '../../catalog';
import { keepName } from '../../collections/keep-name';
import { HostPattern, PortSet } from '../../net';
import { OptionTypes, required } from '../../rules/options/option-type';
import { concreteText, flag, functionOf, instanceOf, listOf } from '../../rules/options/option-types';
import { nestedOptions, readOptions } from '../../rules/options/read-options';
import { Scenario } from './scenario';
import { CATALOG, peers, SCENARIO_OPTIONS, tcpPorts } from './scenario-options';
import { ScenarioProps } from './scenario-props';
import { FlowSelection, SetSelection } from './set-selection';

/** Options of {@link CustomScenario}. */
export interface CustomScenarioProps extends ScenarioProps {
  /** Your own endpoint data: `Catalog.of(defineEdition(…))`. */
  readonly catalog: Catalog;

  /** What to admit of it. */
  readonly sets: SetSelection[];
}

const FLOW: OptionTypes<FlowSelection> = {
  name: required(concreteText('feed')),
  tcpPorts: tcpPorts(),
  exceptUdpPorts: instanceOf<PortSet>('PortSet', 'give a PortSet of cdk-m365-endpoints/net'),
  peers: peers('name a peer, or choose everyone with Peer.anyInternet()'),
  morePeers: peers(),
  mayBeAnyone: flag(),
  peersOption: concreteText('sources'),
  resolveHost: functionOf<(host: HostPattern) => readonly HostPattern[]>('give a function that takes a HostPattern and gives a list of them'),
};

const SET: OptionTypes<SetSelection> = {
  slug: required(concreteText('payroll-feed')),
  flows: listOf(nestedOptions(FLOW), { example: "{ name: 'feed' }", empty: 'name a flow, or leave the option out to admit all' }),
  flowOptions: listOf(concreteText('feed: true')),
};

const OPTIONS: OptionTypes<CustomScenarioProps> = {
  ...SCENARIO_OPTIONS,
  catalog: required(CATALOG),
  sets: required(listOf(nestedOptions(SET), { example: "{ slug: 'payroll-feed' }", empty: 'name a set of the catalog' })),
};

/**
 * A scenario of your own endpoint data, such as the published list of another vendor.
 *
 * It does everything that the scenarios of this library do: clouds, families, added and excluded
 * peers, fitting, provenance. Subclass `Scenario` instead to give your users typed options.
 *
 * @example
 * const catalog = Catalog.of(defineEdition({ source: 'payroll', edition: '2026-03', url: 'https://example.com/ips' }, [{
 *   slug: 'payroll-feed', row: 1, title: 'The payroll provider delivers its feed', clouds: ['Worldwide'],
 *   flows: [{ name: 'feed', direction: 'inbound', basis: 'stated', tcpPorts: '443', prefixes: ['203.0.113.0/28'] }],
 * }]));
 * new CustomScenario(this, 'Payroll', { enforcedBy: [groups], catalog, sets: [{ slug: 'payroll-feed' }] });
 */
export class CustomScenario extends Scenario {
  static {
    keepName(CustomScenario, 'CustomScenario');
  }

  constructor(scope: Construct, id: string, props: CustomScenarioProps) {
    const options = readOptions(OPTIONS, props);
    super(scope, id, options, ...options.sets);
  }
}
