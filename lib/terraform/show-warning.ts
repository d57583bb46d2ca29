import { Annotations } from 'cdktf';
import { IConstruct } from 'constructs';
import { Warning } from '../messages/warnings';

/** Shows a warning on `scope` with the id by which it can be acknowledged; once, however often it is asked for. */
export function showWarning(scope: IConstruct, { id, message }: Warning): void {
  const text = `${message} [ack: ${id}]`;
  if (!scope.node.metadata.some(({ data }) => data === text)) {
    Annotations.of(scope).addWarning(text);
  }
}
