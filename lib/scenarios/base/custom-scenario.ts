import { Construct } from 'constructs';
import { Catalog } from '../../catalog';
import { Scenario } from './scenario';
import { ScenarioProps } from './scenario-props';
import { SetSelection } from './set-selection';

/** Options of {@link CustomScenario}. */
export interface CustomScenarioProps extends ScenarioProps {
  /** Endpoint data of your own: `Catalog.of(defineEdition(…))`. */
  readonly catalog: Catalog;

  /** What to admit of it. */
  readonly sets: SetSelection[];
}

/**
 * A scenario of your own endpoint data, such as the published list of another vendor.
 *
 * Everything that scenarios of this library do applies: clouds, families, added and excluded
 * peers, fitting, provenance. Subclass `Scenario` instead where your users deserve typed options.
 *
 * @example
 * const catalog = Catalog.of(defineEdition({ source: 'payroll', edition: '2026-03', url: 'https://example.com/ips' }, [{
 *   slug: 'payroll-feed', row: 1, title: 'The payroll provider delivers its feed', clouds: ['Worldwide'],
 *   flows: [{ name: 'feed', direction: 'inbound', basis: 'stated', tcpPorts: '443', prefixes: ['203.0.113.0/28'] }],
 * }]));
 * new CustomScenario(this, 'Payroll', { enforcedBy: [groups], catalog, sets: [{ slug: 'payroll-feed' }] });
 */
export class CustomScenario extends Scenario {
  constructor(scope: Construct, id: string, props: CustomScenarioProps) {
    super(scope, id, props, ...props.sets);
  }
}
