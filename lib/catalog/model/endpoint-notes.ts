import { EndpointSet } from './endpoint-set';

/** One thing to know before relying on an endpoint set. */
export interface EndpointNote {
  /** `retired`, `corrected` or `note`. */
  readonly label: string;
  readonly text: string;
}

/** What to know of `set` beside its traffic: what became of it, what is mended in it, and its caveats. */
export function endpointNotes({ retired, corrections, caveats }: EndpointSet): EndpointNote[] {
  return [
    ...(retired === undefined ? [] : [{ label: 'retired', text: `${retired.date}: ${retired.successor}` }]),
    ...corrections.map(({ field, published, reason }) => ({ label: 'corrected', text: `${field}, published as ${published}: ${reason}` })),
    ...caveats.map((text) => ({ label: 'note', text })),
  ];
}
