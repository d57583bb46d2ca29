import { Basis, Origin } from '../../lib/catalog';
import { Direction, HostPattern, PortSet, PrefixSet, Protocol } from '../../lib/net';
import { Rule } from '../../lib/rules';

/** An origin of the fixture. */
export function origin(slug: string, basis = Basis.STATED): Origin {
  return { slug, basis };
}

/** An inbound rule on TCP 443, with whatever a test wants to be different. */
export function rule(prefixes: string[], rest: Partial<Rule> = {}): Rule {
  return {
    direction: Direction.INBOUND,
    protocol: Protocol.TCP,
    ports: PortSet.parse('443'),
    deployTimePorts: [],
    prefixes: PrefixSet.of(...prefixes),
    deployTimePrefixes: [],
    hosts: [],
    origins: [origin('some-row')],
    ...rest,
  };
}

/** A host pattern. */
export const host = (text: string) => HostPattern.parse(text);
