import { AddressFamily, Protocol } from '../../net';

/** Host names over HTTP and HTTPS. */
export interface ApplicationRule {
  readonly name: string;
  readonly description: string;
  readonly protocols: readonly ApplicationProtocol[];
  readonly fqdns: readonly string[];
  readonly fqdnTags: readonly string[];
}

/** A protocol that an application rule understands, on one port. */
interface ApplicationProtocol {
  readonly type: 'Http' | 'Https';
  readonly port: number;
}

/** Addresses or exact host names, on ports of one protocol. */
export interface NetworkRule {
  readonly name: string;
  readonly description: string;
  readonly protocol: Protocol;
  readonly ports: readonly string[];

  /** Of the addresses; none in a rule on names or tags. */
  readonly family?: AddressFamily;

  /** Minimal and in canonical order, deploy-time ones last; or a service tag. */
  readonly addresses: readonly string[];
  readonly fqdns: readonly string[];
}

/** Rules of one kind that share a priority, all of which allow. */
export interface RuleCollection<Rule> {
  readonly name: string;
  readonly priority: number;

  /** By name. */
  readonly rules: readonly Rule[];
}

/** A collection whose priority is not known yet. */
export type UnplacedCollection<Rule> = Omit<RuleCollection<Rule>, 'priority'>;
