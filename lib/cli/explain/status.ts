import { AddressOwner } from './address-owner';
import { Answer } from './answer';

/** What is said of an address or host in one word. */
export enum Status {
  /** A set of the editions shown names it, or a part of it, for the traffic that was asked about. */
  PUBLISHED = 'published',
  /** A set names it, for other traffic than was asked about. */
  OTHER_TRAFFIC = 'other-traffic',
  /** An earlier edition named it, and a later one does not. */
  WITHDRAWN = 'withdrawn',
  /** Only an edition that is not shown, and newer, names it. */
  OTHER_EDITION = 'other-edition',
  /** No edition names it; all of it, or a part, is in Microsoft's address space. */
  MICROSOFT = 'microsoft-space',
  NOT_MICROSOFT = 'not-microsoft',
  /** A host that no edition names; nothing tells whose a host is. */
  NOT_PUBLISHED = 'not-published',
}

/** What each means, for people. */
export const STATUS_TEXTS: Readonly<Record<Status, string>> = {
  [Status.PUBLISHED]: 'published',
  [Status.OTHER_TRAFFIC]: 'published for other traffic',
  [Status.WITHDRAWN]: 'withdrawn',
  [Status.OTHER_EDITION]: 'published in another edition',
  [Status.MICROSOFT]: 'in Microsoft\'s space',
  [Status.NOT_MICROSOFT]: 'not Microsoft\'s',
  [Status.NOT_PUBLISHED]: 'not published',
};

/** The status that an answer comes down to. */
export function statusOf({ isPublished, isAdmitted, inOtherEditions, owner }: Answer): Status {
  if (isPublished) {
    return isAdmitted ? Status.PUBLISHED : Status.OTHER_TRAFFIC;
  }
  if (inOtherEditions.length > 0) {
    return inOtherEditions.some(({ withdrawnIn }) => withdrawnIn.length > 0) ? Status.WITHDRAWN : Status.OTHER_EDITION;
  }
  if (owner === undefined) {
    return Status.NOT_PUBLISHED;
  }
  return owner === AddressOwner.OTHER ? Status.NOT_MICROSOFT : Status.MICROSOFT;
}
