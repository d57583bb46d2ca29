import { EndpointSet } from './endpoint-set';
import { EndpointUser } from './endpoint-user';

/** One thing to know before relying on an endpoint set. */
export interface EndpointNote {
  /** `retired`, `corrected`, `used by`, `needed` or `note`. */
  readonly label: string;

  /** What to know, as one sentence or a part of one. */
  readonly text: string;
}

/** What to know about `set` besides its traffic: whether it was retired or corrected, who needs it and when, and its caveats. */
export function endpointNotes({ retired, corrections, usedBy, neededWhen, caveats }: EndpointSet): EndpointNote[] {
  return [
    ...(retired === undefined ? [] : [{ label: 'retired', text: `${retired.date}: ${retired.successor}` }]),
    ...corrections.map(({ field, published, reason }) => ({ label: 'corrected', text: `${field}, published as ${published}: ${reason}` })),
    ...(usedBy.length === 0 ? [] : [{ label: 'used by', text: usedByText(usedBy) }]),
    ...(neededWhen === undefined ? [] : [{ label: 'needed', text: neededWhen }]),
    ...caveats.map((text) => ({ label: 'note', text })),
  ];
}

/** `servers and administrators`. */
function usedByText(usedBy: readonly EndpointUser[]): string {
  return usedBy.map((user) => WORDS[user]).join(' and ');
}

const WORDS: Readonly<Record<EndpointUser, string>> = {
  [EndpointUser.SERVERS]: 'your servers',
  [EndpointUser.USER_DEVICES]: 'computers and phones of users',
  [EndpointUser.ADMINISTRATORS]: 'administrators',
};
