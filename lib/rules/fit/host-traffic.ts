import { HostPatternKind, PortSet, Protocol } from '../../net';
import { Rule } from '../model/rule';

/** Outbound traffic of one protocol for which a platform matches the same forms of host patterns. */
export interface HostTraffic {
  /** The one protocol of the traffic. */
  readonly protocol: Protocol;

  /** A port belongs to the first entry that contains it, and a deploy-time port to the first entry with `PortSet.ALL`. */
  readonly ports: PortSet;

  /** Forms of host patterns that the platform matches exactly; empty if it sees no names. */
  readonly hostPatterns: readonly HostPatternKind[];

  /** Why it does not match other forms there, as messages say it: `no TLS shows it the name`. */
  readonly limitation: string;

  /** What to do about other forms, as messages say it. */
  readonly alternatives: string;
}

/** Ports of a rule, and the traffic that they belong to, if any. */
interface HostTrafficPart extends Pick<Rule, 'ports' | 'deployTimePorts'> {
  readonly traffic?: HostTraffic;
}

/** The ports of a rule by the traffic that they belong to, each in one part. */
export function splitByTraffic({ protocol, ports, deployTimePorts }: Rule, traffics: readonly HostTraffic[]): HostTrafficPart[] {
  const parts: HostTrafficPart[] = [];
  let rest: HostTrafficPart = { ports, deployTimePorts };
  for (const traffic of traffics.filter((one) => one.protocol === protocol)) {
    const takesAll = traffic.ports.equals(PortSet.ALL);
    parts.push({ ports: rest.ports.intersect(traffic.ports), deployTimePorts: takesAll ? rest.deployTimePorts : [], traffic });
    rest = { ports: rest.ports.subtract(traffic.ports), deployTimePorts: takesAll ? [] : rest.deployTimePorts };
  }
  return [...parts, rest].filter((part) => !part.ports.isEmpty || part.deployTimePorts.length > 0);
}
