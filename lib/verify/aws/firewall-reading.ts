import { Direction, PrefixSet } from '../../net';
import type { GroupReading, RuleReading } from '../document/reading';
import { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import type { Box } from '../space/box';

/** A rule of a firewall, as it is traced back to where it is written. */
export function firewallRule(path: string, description: string | undefined, direction: Direction, access: 'allow' | 'deny', boxes: readonly Box[] = [], local: readonly string[] = []): RuleReading {
  const addresses = PrefixSet.union(boxes.map((box) => box.addresses));
  return { path, description, direction, access, addresses, local, space: AdmittedSpace.of(boxes) };
}

/** The reading of a rule group of a firewall. Its capacity is not counted by family. */
export function firewallReading(
  key: string, rules: readonly RuleReading[], names: AdmittedNames, own: Pick<GroupReading, 'kind' | 'quotas' | 'addedUpOn' | 'knowsNamesOnly'>,
): GroupReading {
  const none = { ipv4: 0, ipv6: 0 };
  return {
    key,
    declared: true,
    space: AdmittedSpace.of(rules.flatMap(({ space }) => space.boxes())),
    names,
    ...own,
    implicitEgress: false,
    counts: { [Direction.INBOUND]: none, [Direction.OUTBOUND]: none },
    rules,
  };
}
