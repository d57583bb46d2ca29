import { Lazy, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { byText } from '../collections/by-text';
import { PROVENANCE_KEY, provenanceRecords } from '../rules/pool/provenance-record';
import { RulePool } from '../rules/pool/rule-pool';

/** What enforcement points of each stack enforce, by their construct paths. */
const POOLS = new WeakMap<TerraformStack, Map<string, Pick<RulePool, 'all'>>>();

/** Writes where the rules of an enforcement point come from into the comment of its stack, where no resource is touched. */
export function recordProvenance(enforcementPoint: IConstruct, pool: Pick<RulePool, 'all'>): void {
  const stack = TerraformStack.of(enforcementPoint);
  const pools = POOLS.get(stack);
  if (pools !== undefined) {
    pools.set(enforcementPoint.node.path, pool);
    return;
  }
  const first = new Map([[enforcementPoint.node.path, pool]]);
  POOLS.set(stack, first);
  stack.addOverride(`//.${PROVENANCE_KEY}`, Lazy.anyValue({
    produce: () => Object.fromEntries([...first].sort(byText(([path]) => path)).map(([path, { all }]) => [path, provenanceRecords(all)])),
  }));
}
