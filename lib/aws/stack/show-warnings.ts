import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Warning } from '../../messages/warnings';

/** Shows warnings on `scope`, or information where they are no more than that; each can be acknowledged by its id. */
export function showWarnings(scope: IConstruct, warnings: Iterable<Warning>): void {
  const annotations = Annotations.of(scope);
  for (const { id, message, isInformation = false } of warnings) {
    if (!isInformation) {
      annotations.addWarningV2(id, message);
    } else if (typeof annotations.addInfoV2 === 'function') {
      annotations.addInfoV2(id, message);
    } else {
      annotations.addInfo(`${message} [ack: ${id}]`); // before aws-cdk-lib 2.208
    }
  }
}
