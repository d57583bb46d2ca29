import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { byText } from '../../collections/by-text';
import { PROVENANCE_KEY, provenanceRecords } from '../../rules/pool/provenance-record';
import { RulePool } from '../../rules/pool/rule-pool';

/** What a stack knows of the enforcement points in it: shared by all copies of this library that an app may have. */
const RECORDED = Symbol.for('cdk-m365-endpoints.recorded');

/** Pools by construct path of the enforcement point. */
type Recorded = Map<string, Pick<RulePool, 'all'>>;

/** Writes where the rules of an enforcement point come from into the metadata of its template, where no resource is touched. */
export function recordProvenance(enforcementPoint: Construct, pool: Pick<RulePool, 'all'>): void {
  const stack: Stack & { [RECORDED]?: Recorded } = Stack.of(enforcementPoint);
  if (stack[RECORDED] === undefined) {
    const others: unknown = stack.templateOptions.metadata?.[PROVENANCE_KEY];
    const recorded: Recorded = new Map();
    Object.defineProperty(stack, RECORDED, { value: recorded });
    stack.addMetadata(PROVENANCE_KEY, others);
    Object.defineProperty(stack.templateOptions.metadata, PROVENANCE_KEY, {
      enumerable: true, configurable: true, get: () => recordsOf(recorded, others),
    });
  }
  stack[RECORDED]!.set(enforcementPoint.node.path, pool);
}

function recordsOf(recorded: Recorded, others: unknown): object {
  const records = Object.entries({
    ...(typeof others === 'object' ? others : {}),
    ...Object.fromEntries([...recorded].map(([path, { all }]) => [path, provenanceRecords(all)])),
  });
  return Object.fromEntries(records.sort(byText(([path]) => path)));
}
