import { FindingCode } from '../document/finding';
import type { Report } from '../document/report';
import { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import type { FirewallRule } from './firewall-rule';

/** A rule with its place: priorities of its group and of its collection, unknown ones where they admit most. */
export interface PlacedRule {
  readonly rule: FirewallRule;
  readonly group: number;
  readonly collection: number;
}

/** What is let through, by address and by name. */
export interface FirewallAdmission {
  readonly space: AdmittedSpace;
  readonly names: AdmittedNames;
}

/**
 * What the rules of a policy admit: DNAT rules come before network rules, and those before
 * application rules, whatever their priorities; within a kind the groups come by priority, then the collections of a
 * group. The first rule that matches decides, and what no rule matches is denied. A network
 * rule that denies where a DNAT rule sends traffic on to is reported, and the traffic read as let in.
 *
 * @see https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function evaluateFirewall(rules: readonly PlacedRule[], report: Report): FirewallAdmission {
  let admitted: FirewallAdmission = { space: AdmittedSpace.EMPTY, names: AdmittedNames.EMPTY };
  let denied: FirewallAdmission = { space: AdmittedSpace.EMPTY, names: AdmittedNames.EMPTY };
  const dnat = rules.filter(({ rule }) => rule.kind === 'dnat').map(({ rule: { translated } }) => translated);
  for (const { rule } of [...rules].sort((a, b) => kindOrder(a) - kindOrder(b) || a.group - b.group || a.collection - b.collection)) {
    const { reading: { access, path, space }, names, fromEveryone, kind } = rule;
    if (access === 'deny' && kind === 'network' && dnat.some((translated) => translated === undefined || !translated.intersect(space).isEmpty)) {
      report.find(FindingCode.DENY_AFTER_DNAT, path, 'may deny what a DNAT rule of the policy lets in, which is read as let in');
    }
    if (access === 'allow') {
      const left = names.subtract(denied.names);
      if (kind === 'application' && !left.isEmpty && !denied.space.isEmpty && concernsPorts(denied.space, left)) {
        report.find(FindingCode.ADDRESS_DENY_BEFORE_NAMES, path, 'a network rule denies addresses on the same port, names on them are read as admitted');
      }
      admitted = { space: admitted.space.union(space.subtract(denied.space)), names: admitted.names.union(left) };
    } else if (fromEveryone) {
      denied = { space: denied.space.union(space), names: denied.names.union(names) };
    } else {
      report.find(FindingCode.SOURCE_LIMITED_DENY, path, 'denies some sources only, read as denying nothing');
    }
  }
  return admitted;
}

function kindOrder({ rule }: PlacedRule): number {
  return ['dnat', 'network', 'application'].indexOf(rule.kind);
}

function concernsPorts(denied: AdmittedSpace, names: AdmittedNames): boolean {
  return denied.boxes().some((box) => names.boxes().some(({ protocol, ports }) => (
    box.protocol === protocol && box.ports.first <= ports.last && ports.first <= box.ports.last
  )));
}
