import { invalidOption, unknownOption } from '../../messages/errors';

/** Who answers for an exception, and until when it holds. */
export interface PeerExceptionOptions {
  /**
   * Who answers for it: a team, a person, a ticket.
   *
   * @default - not recorded
   */
  readonly owner?: string;

  /**
   * The last day on which it holds, as `2027-03-31`. Synthesis does not look at a clock and always admits the peer;
   * reports and `verify` show what has expired.
   *
   * @default - no end
   */
  readonly until?: string;
}

/** Why an app adds a peer to what is published, or leaves one out. */
export interface PeerException extends PeerExceptionOptions {
  /** The reason that the app gave. */
  readonly reason: string;
}

/** Longest reason that is accepted. */
const LONGEST = 200;

/**
 * A validated exception.
 *
 * @throws EndpointError `InvalidOption` or `UnknownOption`
 */
export function peerException(reason: string, given: PeerExceptionOptions = {}): PeerException {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw invalidOption('options', given, "give an object, such as { owner: 'netops', until: '2027-03-31' }");
  }
  const { owner, until, ...rest } = given;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) {
    throw unknownOption(unknown, ['owner', 'until']);
  }
  requireLine('reason', reason);
  if (owner !== undefined) requireLine('owner', owner);
  if (until !== undefined && !isDay(until)) {
    throw invalidOption('until', until, 'give the last day as YYYY-MM-DD, such as 2027-03-31');
  }
  return { reason, ...(owner === undefined ? {} : { owner }), ...(until === undefined ? {} : { until }) };
}

/** An exception as text: `monitoring (netops, until 2027-03-31)`. */
export function describeException({ reason, owner, until }: PeerException): string {
  const details = [...(owner === undefined ? [] : [owner]), ...(until === undefined ? [] : [`until ${until}`])];
  return details.length === 0 ? reason : `${reason} (${details.join(', ')})`;
}

function requireLine(option: string, value: unknown): void {
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST || /[\p{Cc}\u2028\u2029]|\$\{/u.test(value)) {
    throw invalidOption(option, value, `give one line of text, at most ${LONGEST} characters, without deploy-time values`);
  }
}

/** Whether it is a valid calendar date. */
function isDay(value: unknown): boolean {
  const match = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) : null;
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
