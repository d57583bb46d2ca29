import { FindingCode } from '../document/finding';
import type { Report } from '../document/report';
import { isUnlimited, opaqueTexts, rank } from './evaluate-nsg';
import type { NsgRule } from './nsg-rule';

/**
 * Reports every Deny that takes an Allow away for a part of its local side only: the space knows no local side, and
 * holds what reaches any of it. Where the part is a tag, an application security group or an expression, that is
 * under `unresolved`.
 */
export function checkLocalDenies(rules: readonly NsgRule[], report: Report): void {
  for (const deny of rules.filter((rule) => rule.reading.access === 'deny' && !isUnlimited(rule))) {
    const concerned = rules.find((allow) => allow.reading.access === 'allow' && allow.reading.direction === deny.reading.direction
      && rank(deny) <= rank(allow) && !isSettled(deny, allow) && !deny.reading.space.intersect(allow.reading.space).isEmpty);
    if (concerned === undefined) continue;
    if (deny.local.opaque.length > 0) deny.local.opaque.forEach((node) => report.unresolve(node));
    else report.find(FindingCode.LOCAL_DENY, deny.reading.path, `denies a part of the local side that ${concerned.reading.path} admits to, read as admitted, since the rest is reached`);
  }
}

/** Whether a Deny is sure to concern all or nothing of the local side of an Allow. */
function isSettled(deny: NsgRule, allow: NsgRule): boolean {
  const covered = opaqueTexts(deny);
  const other = opaqueTexts(allow);
  if (isUnlimited(allow)) return false;
  const all = deny.local.addresses.containsSet(allow.local.addresses) && other.every((text) => covered.includes(text));
  const isKnown = covered.length === 0 && other.length === 0;
  return all || (isKnown && deny.local.addresses.intersect(allow.local.addresses).isEmpty);
}
