import { Rule } from './rule';

/** The protocol and ports of a rule, for messages: `TCP 80, 443`. */
export function describePorts({ protocol, ports, deployTimePorts }: Pick<Rule, 'protocol' | 'ports' | 'deployTimePorts'>): string {
  return `${protocol.toUpperCase()} ${[...ports.ranges, ...deployTimePorts.map(() => 'a deploy-time port')].join(', ')}`;
}
