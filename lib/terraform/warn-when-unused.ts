import { IConstruct } from 'constructs';
import { enforcesNothing } from '../messages/warnings';
import { RulePool } from '../rules/pool/rule-pool';
import { showWarnings } from './show-warnings';
import { whenComplete } from './when-complete';

/**
 * Warns, of the complete app, when scenarios name an enforcement point that nothing uses.
 *
 * @param point the enforcement point
 * @param pool what scenarios asked for
 * @param nextStep how it is used, as the warning says it
 */
export function warnWhenUnused(point: IConstruct, pool: Pick<RulePool, 'all' | 'isAcknowledged'>, isUsed: () => boolean, nextStep: string): void {
  whenComplete(point, () => {
    const warning = enforcesNothing(point.node.path, nextStep);
    if (pool.all.length > 0 && !isUsed() && !pool.isAcknowledged(warning)) {
      showWarnings(point, [warning]);
    }
  });
}
