import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PROVENANCE_KEY, provenanceRecords } from '../../rules/pool/provenance-record';
import { PooledRules } from '../../rules/pool/rule-pool';

/** Writes where the rules of an enforcement point come from into the metadata of its template, where no resource is touched. */
export function recordProvenance(enforcementPoint: Construct, pooled: readonly PooledRules[]): void {
  const stack = Stack.of(enforcementPoint);
  const others: unknown = stack.templateOptions.metadata?.[PROVENANCE_KEY];
  const records = {
    ...(typeof others === 'object' ? others : {}),
    [enforcementPoint.node.path]: provenanceRecords(pooled),
  };
  stack.addMetadata(PROVENANCE_KEY, Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1))));
}
