import { type Direction, type HostPattern, HostPatternKind, type PortSet, type PrefixSet } from '../../net';
import { AdmittedNames, type NameBox } from './admitted-names';
import { AdmittedSpace } from './admitted-space';
import type { Box } from './box';
import { NameSet } from './name-set';

/** What is needed of a neutral rule; `Rule` of the rules layer has this shape. */
export interface AdmittingRule {
  /** Seen from your network. */
  readonly direction: Direction;
  /** As in `Box`: `tcp` or `udp`. */
  readonly protocol: string;
  /** Destination ports. */
  readonly ports: PortSet;
  /** Addresses of the remote side. */
  readonly prefixes: PrefixSet;
  /** Names of the remote side. */
  readonly hosts?: readonly HostPattern[];
  /** Ports that are not known before deployment; each is an `UncoveredPart`. */
  readonly deployTimePorts?: readonly unknown[];
  /** Prefixes that are not known before deployment; each is an `UncoveredPart`. */
  readonly deployTimePrefixes?: readonly unknown[];
}

/** A part of a rule that is no set of addresses, names and ports yet. */
export interface UncoveredPart {
  /** Position of the rule among those given. */
  readonly rule: number;
  /** The field of the rule that holds it. */
  readonly field: 'hosts' | 'deployTimePorts' | 'deployTimePrefixes';
  /** How many values of the field are in no space. */
  readonly count: number;
}

/** What rules admit by address and by name, and what of them neither can hold. */
export interface ModelReading {
  /** The known ports × known prefixes of every rule. */
  readonly admitted: AdmittedSpace;
  /**
   * The known ports × host patterns of every rule. Where a rule has prefixes as well, they
   * and its names are the same remote side, named twice: a platform that knows one of the
   * two is compared with that one only.
   */
  readonly names: AdmittedNames;
  /**
   * Host templates that are not resolved and deploy-time values: they have no names,
   * addresses or ports before the deployment. A comparison is complete only when this is empty.
   */
  readonly uncovered: readonly UncoveredPart[];
}

/**
 * The space and the names that neutral rules mean to admit.
 *
 * They hold exactly each rule's `ports` × `prefixes` and `ports` × `hosts`; whatever else
 * a rule carries is listed in `uncovered`, never dropped silently.
 */
export function admittedByRules(rules: Iterable<AdmittingRule>): ModelReading {
  const boxes: Box[] = [];
  const nameBoxes: NameBox[] = [];
  const uncovered: UncoveredPart[] = [];
  [...rules].forEach((rule, index) => {
    const { direction, protocol, prefixes, hosts = [], deployTimePorts = [], deployTimePrefixes = [] } = rule;
    const templates = hosts.filter(({ kind }) => kind === HostPatternKind.TEMPLATE);
    const names = NameSet.of(...hosts);
    for (const ports of rule.ports.ranges) {
      boxes.push({ direction, protocol, ports, addresses: prefixes });
      nameBoxes.push({ direction, protocol, ports, names });
    }
    for (const [field, parts] of Object.entries({ hosts: templates, deployTimePorts, deployTimePrefixes }) as [UncoveredPart['field'], readonly unknown[]][]) {
      if (parts.length > 0) uncovered.push({ rule: index, field, count: parts.length });
    }
  });
  return { admitted: AdmittedSpace.of(boxes), names: AdmittedNames.of(nameBoxes), uncovered };
}
