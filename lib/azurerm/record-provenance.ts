import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { PROVENANCE_KEY, provenanceRecords } from '../rules/provenance-record';
import { RulePool } from '../rules/rule-pool';

/** Under which an enforcement point of any kind keeps its pool, for the others of its stack to find. */
const POOL = Symbol.for('cdk-m365-endpoints.pool');

/**
 * Writes where the rules of every enforcement point of a stack come from into the
 * comment of that stack, where no resource is touched.
 *
 * @param point the enforcement point that `pool` belongs to
 */
export function recordProvenance(point: IConstruct, pool: RulePool): void {
  Reflect.set(point, POOL, pool);
  const stack = TerraformStack.of(point);
  const records = stack.node.findAll()
    .map((construct) => [construct.node.path, poolOf(construct)] as const)
    .flatMap(([path, kept]) => (kept === undefined ? [] : [[path, provenanceRecords(kept.all)] as const]))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  stack.addOverride(`//.${PROVENANCE_KEY}`, Object.fromEntries(records));
}

function poolOf(construct: IConstruct): RulePool | undefined {
  return Reflect.get(construct, POOL) as RulePool | undefined;
}
