import { invalidQuota } from './errors';

/** Whether a value is a whole number from `first` to `last`. */
export function isIntegerWithin(value: number, first: number, last: number): boolean {
  return Number.isInteger(value) && first <= value && value <= last;
}

/**
 * Checks an option that is a whole number from `first` to `last`, or without an end.
 *
 * @param name the option, as the message names it
 * @returns the value
 * @throws EndpointError `InvalidQuota`
 */
export function requireInteger(name: string, value: number, first: number, last = Infinity): number {
  if (!isIntegerWithin(value, first, last)) {
    throw invalidQuota(name, value, `a whole number from ${first}${last < Number.MAX_SAFE_INTEGER ? ` to ${last}` : ''}`);
  }
  return value;
}
