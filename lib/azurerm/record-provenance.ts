import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { PROVENANCE_KEY, provenanceRecords } from '../rules/provenance-record';
import { PooledRules } from '../rules/rule-pool';

type Records = ReturnType<typeof provenanceRecords>;

/** What was recorded in each stack, by construct path of the enforcement point. */
const RECORDED = new WeakMap<TerraformStack, Map<string, Records>>();

/** Writes where the rules of an enforcement point come from into the comment of its stack, where no resource is touched. */
export function recordProvenance(enforcementPoint: Construct, pooled: readonly PooledRules[]): void {
  const stack = TerraformStack.of(enforcementPoint);
  const recorded = RECORDED.get(stack) ?? new Map<string, Records>();
  RECORDED.set(stack, recorded.set(enforcementPoint.node.path, provenanceRecords(pooled)));
  stack.addOverride(`//.${PROVENANCE_KEY}`, Object.fromEntries([...recorded].sort(([a], [b]) => (a < b ? -1 : 1))));
}
