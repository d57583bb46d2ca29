import { counted } from '../../messages/errors';
import { BudgetFigure } from './budget';

/**
 * What a budget did to one quota, for a message.
 *
 * @param unit what an entry is, in the plural
 * @example
 * describeFigure({ quota: 'inbound IPv4', exact: 94, entries: 60, extraAddresses: 1234n }, 'rules');
 * //=> 'inbound IPv4: 60 rules instead of 94, 1234 extra addresses'
 */
export function describeFigure({ quota, exact, entries, extraAddresses }: BudgetFigure, unit: string): string {
  return `${quota}: ${entries} ${unit} instead of ${exact}, ${counted(extraAddresses, 'extra address')}`;
}
