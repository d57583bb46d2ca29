import { EndpointSet } from '../../model/endpoint-set';
import { Finding } from '../../model/finding';

/** What a check of the guard is about. */
export enum GuardCode {
  /** A prefix, after merging, is shorter than the limit. */
  PREFIX_TOO_WIDE = 'PrefixTooWide',
  /** Private, multicast, documentation or other addresses that no public service has. */
  RESERVED_ADDRESSES = 'ReservedAddresses',
  /** A wildcard that covers names of everybody, such as `*.com` or `*.azurewebsites.net`. */
  WILDCARD_TOO_WIDE = 'WildcardTooWide',
  /** More ports than the limit. */
  TOO_MANY_PORTS = 'TooManyPorts',

  /** Addresses that are not Microsoft's, and that no known edition published. */
  FOREIGN_ADDRESSES = 'ForeignAddresses',
  /** A host of a domain that no known edition published, or that anybody can register. */
  FOREIGN_HOST = 'ForeignHost',
  /** Ports that a set never had, and that are not those of its service. */
  UNUSUAL_PORTS = 'UnusualPorts',
  /** More new addresses, though Microsoft's own, than years of real updates brought. */
  MANY_NEW_ADDRESSES = 'ManyNewAddresses',
  /** An id that belongs to another service than before. */
  SERVICE_AREA_CHANGED = 'ServiceAreaChanged',
  /** Most sets of a cloud are gone. */
  MOST_SETS_GONE = 'MostSetsGone',
  /** Most addresses of a set, or of a cloud, are gone. */
  MOST_ADDRESSES_GONE = 'MostAddressesGone',

  /** A part of a document that could not be read, and is left out. Found by importers, and acknowledged like the rest. */
  UNREAD = 'Unread',

  /** An acknowledgement that lets nothing pass. */
  ACKNOWLEDGEMENT_UNUSED = 'AcknowledgementUnused',
}

/** The recorded decision of a human that one finding may pass. It is kept in the lock, with the data it lets pass. */
export interface Acknowledgement {
  /** The check that may pass. */
  readonly code: GuardCode;

  /** Where, exactly as the finding names it, such as `row-slug (Worldwide), flow service`. */
  readonly place: string;

  /** What may pass, exactly as the finding names it, such as `40.0.0.0/8`. Anything else at that place is still refused. */
  readonly value: string;

  /** Why it is right all the same. */
  readonly reason: string;
}

/** A finding of the guard. */
export interface GuardFinding extends Finding {
  readonly code: GuardCode;

  /** What would be opened; an acknowledgement names it. */
  readonly value: string;
}

/** How a finding names a set. */
export function placeOf({ slug, clouds }: EndpointSet): string {
  return `${slug} (${clouds.join(', ')})`;
}

/** A finding that must be acknowledged. */
export function refusal(code: GuardCode, place: string, value: string, why: string): GuardFinding {
  return { code, severity: 'error', place, value, message: `${value} ${why}; check it with the publisher, and acknowledge it if it is right` };
}
