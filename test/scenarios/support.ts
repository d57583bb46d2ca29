import { Construct } from 'constructs';
import { Catalog, parseEdition } from '../../lib/catalog';
import { AddressFamily, Direction, HostPatternKind, Protocol } from '../../lib/net';
import { Capabilities, IEnforcementPoint, Rule, RuleSet } from '../../lib/rules';
import { Scenario, ScenarioProps, SetSelection } from '../../lib/scenarios';
import { editionJson, row } from '../support/fixture-catalog';

/** An enforcement point that only remembers what it was given. */
export class RecordingEnforcementPoint implements IEnforcementPoint {
  readonly capabilities: Capabilities = {
    platform: 'a recorder',
    addressFamilies: Object.values(AddressFamily),
    protocols: Object.values(Protocol),
    hostPatterns: Object.values(HostPatternKind),
    hostAlternatives: '',
  };

  readonly enforced: { scope: string; rules: RuleSet }[] = [];

  enforce(scope: Construct, rules: RuleSet): void {
    this.enforced.push({ scope: scope.node.path, rules });
  }
}

/** A root for constructs that need no framework. */
export class Root extends Construct {
  constructor() {
    // `constructs` asks for a scope of every construct but the root, and its type does not know the root.
    super(undefined as never, '');
  }
}

/** A scenario of a test. */
export class TestScenario extends Scenario {
  constructor(scope: Construct, id: string, props: ScenarioProps, ...sets: SetSelection[]) {
    super(scope, id, props, ...sets);
  }
}

/** A catalog of one set called `row` with these flows. */
export function catalogOf(flows: object[], rest: object = {}): Catalog {
  return Catalog.of(parseEdition(editionJson({ source: 'test', edition: '2026' }, [row('row', ['Worldwide'], flows, rest)])));
}

/** One outbound flow on TCP 443, with whatever a test wants to be different. */
export function outboundFlow(name: string, rest: object): object {
  return { name, direction: 'outbound', basis: 'stated', tcpPorts: '443', ...rest };
}

/** A rule as one line: `inbound tcp 443 192.0.2.1/32 from row (stated)`. */
export function line(rule: Rule): string {
  const { direction, protocol, ports, deployTimePorts, prefixes, deployTimePrefixes, hosts, origins } = rule;
  const peers = [...prefixes.toStrings(), ...deployTimePrefixes.map(({ value }) => value), ...hosts.map(String)].join(' ');
  const via = origins.map(({ basis, via: other }) => (other === undefined ? basis : `${basis} via ${other.slug}`)).join();
  return `${direction === Direction.INBOUND ? 'in' : 'out'} ${protocol} ${[ports, ...deployTimePorts].join()} ${peers} (${via})`;
}
