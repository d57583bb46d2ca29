import { microsoftAddressSpace } from '../../catalog';
import { Query } from '../lookup/query';

/** Whose addresses are that no endpoint set names: Microsoft's, in part Microsoft's, or somebody else's. */
export enum AddressOwner {
  MICROSOFT = 'microsoft',
  PARTLY_MICROSOFT = 'partly-microsoft',
  OTHER = 'other',
}

/** Whose the addresses of `query` are by Microsoft's own published address space; `undefined` for a name. */
export function ownerOf(query: Query): AddressOwner | undefined {
  if (query.kind !== 'addresses') {
    return undefined;
  }
  const { prefixes } = microsoftAddressSpace();
  if (prefixes.contains(query.prefix)) {
    return AddressOwner.MICROSOFT;
  }
  return prefixes.overlaps(query.addresses) ? AddressOwner.PARTLY_MICROSOFT : AddressOwner.OTHER;
}

const MEANING: Readonly<Record<AddressOwner, string>> = {
  [AddressOwner.MICROSOFT]: 'inside Microsoft\'s address space (Azure customers rent there too)',
  [AddressOwner.PARTLY_MICROSOFT]: 'in part inside Microsoft\'s address space (Azure customers rent there too); the rest is not Microsoft\'s',
  [AddressOwner.OTHER]: 'not Microsoft\'s',
};

/** What an owner means for whoever found the address in a log, with the day of the list that says so. */
export function describeOwner(owner: AddressOwner): string {
  return `${MEANING[owner]}, by the space that Microsoft published on ${microsoftAddressSpace().edition}`;
}
