import { Annotations } from 'cdktf';
import { IConstruct } from 'constructs';
import { Warning } from '../messages/warnings';

/**
 * Shows warnings on `scope`, or information where they are no more than that, each with the id by which it can be
 * acknowledged; once, however often it is asked for.
 */
export function showWarnings(scope: IConstruct, warnings: Iterable<Warning>): void {
  const annotations = Annotations.of(scope);
  for (const { id, message, isInformation = false } of warnings) {
    const text = `${message} [ack: ${id}]`;
    if (scope.node.metadata.some(({ data }) => data === text)) continue;
    if (isInformation) annotations.addInfo(text);
    else annotations.addWarning(text);
  }
}
