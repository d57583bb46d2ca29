import { Annotations } from 'cdktf';
import { IConstruct } from 'constructs';
import { Warning } from '../warnings';

/** Shows each warning that is not acknowledged on a construct, once, with the id to acknowledge it by. */
export function showWarnings(scope: IConstruct, warnings: readonly Warning[], acknowledged: readonly string[]): void {
  for (const { id, message } of warnings.filter((warning) => !acknowledged.includes(warning.id))) {
    const text = `${message} [ack: ${id}]`;
    if (!scope.node.metadata.some(({ data }) => data === text)) {
      Annotations.of(scope).addWarning(text);
    }
  }
}
