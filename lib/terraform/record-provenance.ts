import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { byText } from '../collections/by-text';
import { PROVENANCE_KEY, ProvenanceRecord, provenanceRecords } from '../rules/pool/provenance-record';
import { PooledRules } from '../rules/pool/rule-pool';

/** What was recorded for each stack, by construct path of the enforcement point. */
const RECORDED = new WeakMap<TerraformStack, Map<string, Record<string, ProvenanceRecord>>>();

/** Writes where the rules of an enforcement point come from into the comment of its stack, where no resource is touched. */
export function recordProvenance(enforcementPoint: IConstruct, pooled: readonly PooledRules[]): void {
  const stack = TerraformStack.of(enforcementPoint);
  const records = RECORDED.get(stack) ?? new Map<string, Record<string, ProvenanceRecord>>();
  RECORDED.set(stack, records.set(enforcementPoint.node.path, provenanceRecords(pooled)));
  stack.addOverride(`//.${PROVENANCE_KEY}`, Object.fromEntries([...records].sort(byText(([path]) => path))));
}
