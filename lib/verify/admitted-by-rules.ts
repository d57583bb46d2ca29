import type { Direction, PortSet, PrefixSet } from '../net';
import { AdmittedSpace } from './admitted-space';
import type { Box } from './box';

/** What is needed of a neutral rule; `Rule` of the rules layer has this shape. */
export interface AdmittingRule {
  readonly direction: Direction;
  readonly protocol: string;
  readonly ports: PortSet;
  readonly prefixes: PrefixSet;
  readonly hosts?: readonly unknown[];
  readonly deployTimePorts?: readonly unknown[];
  readonly deployTimePrefixes?: readonly unknown[];
}

/** A part of a rule that is no set of addresses and ports yet. */
export interface Uncovered {
  /** Position of the rule among those given. */
  readonly rule: number;
  readonly field: 'hosts' | 'deployTimePorts' | 'deployTimePrefixes';
  readonly count: number;
}

/** What rules admit, and what of them the space cannot hold. */
export interface ModelReading {
  /** The known ports × known prefixes of every rule. */
  readonly admitted: AdmittedSpace;
  /**
   * Host patterns and deploy-time values: they have no addresses or ports before the
   * deployment, so they are in no space. A comparison is complete only when this is empty.
   */
  readonly uncovered: readonly Uncovered[];
}

/**
 * The space that neutral rules mean to admit.
 *
 * The space holds exactly each rule's `ports` × `prefixes`; whatever else a rule carries
 * is listed in `uncovered`, never dropped silently.
 */
export function admittedByRules(rules: Iterable<AdmittingRule>): ModelReading {
  const boxes: Box[] = [];
  const uncovered: Uncovered[] = [];
  [...rules].forEach((rule, index) => {
    for (const ports of rule.ports.ranges) {
      boxes.push({ direction: rule.direction, protocol: rule.protocol, ports, addresses: rule.prefixes });
    }
    for (const field of ['hosts', 'deployTimePorts', 'deployTimePrefixes'] as const) {
      const count = rule[field]?.length ?? 0;
      if (count > 0) uncovered.push({ rule: index, field, count });
    }
  });
  return { admitted: AdmittedSpace.of(boxes), uncovered };
}
