import { Annotations } from 'cdktf';
import { IConstruct } from 'constructs';
import { Warning } from '../messages/warnings';

/** Shows warnings on `scope`, each with the id by which it can be acknowledged; once, however often it is asked for. */
export function showWarnings(scope: IConstruct, warnings: Iterable<Warning>): void {
  for (const { id, message } of warnings) {
    const text = `${message} [ack: ${id}]`;
    if (!scope.node.metadata.some(({ data }) => data === text)) {
      Annotations.of(scope).addWarning(text);
    }
  }
}
