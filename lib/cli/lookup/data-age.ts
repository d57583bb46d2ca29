import { Catalog, EndpointSet } from '../../catalog';
import { Invocation } from '../shell/command';

const DAY = 24 * 3_600_000;

/** How old the data is that a command answers from: that of a lock, or that of this package. */
export function describeAge(catalog: Catalog, retrieved: string | undefined, now: Date): string {
  if (retrieved !== undefined) {
    return `answered from a lock that was retrieved on ${retrieved.slice(0, 10)}, ${age(retrieved, now)}`;
  }
  const sets = catalog.where({});
  const isOfService = ({ webService }: EndpointSet) => webService !== undefined;
  const parts = [
    ['the web service', datesOf(sets.filter(isOfService))],
    ['the pages', datesOf(sets.filter((set) => !isOfService(set)))],
  ] as const;
  return `answered from the data of this package: ${parts.filter(([, dates]) => dates.length > 0).map(([name, dates]) => {
    const [oldest, newest] = [dates[0], dates[dates.length - 1]];
    return `${name} of ${oldest === newest ? newest : `${oldest} to ${newest}`}, ${age(newest, now)}`;
  }).join('; ')}`;
}

/** Tells people on standard error how old the data is, so that the answer itself is the same on every day. */
export function tellAge({ args, io }: Invocation, catalog: Catalog, retrieved?: string): void {
  if (!args.flag('json')) {
    io.stderr(`${describeAge(catalog, retrieved, io.now())}\n`);
  }
}

function datesOf(sets: readonly EndpointSet[]): string[] {
  return [...new Set(sets.map(({ publication }) => publication.published))].sort();
}

/** `12 days old`; a date that is known to the month counts from its first day. */
function age(date: string, now: Date): string {
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(date)) / DAY));
  return `${days} ${days === 1 ? 'day' : 'days'} old`;
}
