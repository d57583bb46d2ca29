import { Direction, PortRange, PrefixSet } from '../../../lib/net';
import { FilterKind } from '../../../lib/verify/document/filter-kind';
import type { GroupReading, Reading, RuleReading } from '../../../lib/verify/document/reading';
import { AdmittedNames } from '../../../lib/verify/space/admitted-names';
import { AdmittedSpace } from '../../../lib/verify/space/admitted-space';
import { NameSet } from '../../../lib/verify/space/name-set';

/** TCP 443 of some addresses, inbound unless it is said otherwise. */
export function space(prefixes: string[], { direction = Direction.INBOUND, protocol = 'tcp', ports = PortRange.of(443) } = {}): AdmittedSpace {
  return AdmittedSpace.of([{ direction, protocol, ports, addresses: PrefixSet.of(...prefixes) }]);
}

/** Outbound TCP 443 to some names. */
export function names(patterns: string[], { direction = Direction.OUTBOUND, ports = PortRange.of(443) } = {}): AdmittedNames {
  return AdmittedNames.of([{ direction, protocol: 'tcp', ports, names: NameSet.parse(...patterns) }]);
}

/** A written rule. */
export function written(path: string, prefixes: string[], rest: Partial<RuleReading> = {}): RuleReading {
  return { path, direction: Direction.INBOUND, access: 'allow', addresses: PrefixSet.of(...prefixes), local: [], space: space(prefixes), ...rest };
}

/** A group that admits what its rules allow. */
export function group(key: string, rules: readonly RuleReading[], rest: Partial<GroupReading> = {}): GroupReading {
  const none = { ipv4: 0, ipv6: 0 };
  return {
    key,
    kind: FilterKind.NETWORK_SECURITY_GROUP,
    declared: true,
    space: AdmittedSpace.of(rules.filter(({ access }) => access === 'allow').flatMap((rule) => rule.space.boxes())),
    implicitEgress: false,
    counts: { [Direction.INBOUND]: none, [Direction.OUTBOUND]: none },
    quotas: [],
    rules,
    ...rest,
  };
}

/** A document with some groups, each attached to something of its own. */
export function reading(groups: readonly GroupReading[], rest: Partial<Reading> = {}): Reading {
  return {
    groups: new Map(groups.map((one) => [one.key, one])),
    admitted: AdmittedSpace.of(groups.flatMap((one) => one.space.boxes())),
    names: AdmittedNames.EMPTY,
    unresolved: [],
    findings: [],
    uncovered: [],
    attachments: new Map(groups.map(({ key }) => [key, [`subnet of ${key}`]])),
    parts: new Map(),
    ...rest,
  };
}
