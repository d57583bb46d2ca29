import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Warning } from '../../messages/warnings';

/** Shows warnings on `scope`, each with the id by which it can be acknowledged. */
export function showWarnings(scope: IConstruct, warnings: Iterable<Warning>): void {
  for (const { id, message } of warnings) {
    Annotations.of(scope).addWarningV2(id, message);
  }
}
