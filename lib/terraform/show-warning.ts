import { IConstruct } from 'constructs';
import { Warning } from '../messages/warnings';
import { showWarnings } from './show-warnings';

/** As {@link showWarnings}, for one. */
export function showWarning(scope: IConstruct, warning: Warning): void {
  showWarnings(scope, [warning]);
}
