/** The two kinds of IP address. They never mix: an IPv4-mapped IPv6 address is IPv6. */
export enum AddressFamily {
  /** Internet Protocol version 4: 32 bits. */
  IPV4 = 'IPv4',
  /** Internet Protocol version 6: 128 bits. */
  IPV6 = 'IPv6',
}

/** Both families in canonical order: IPv4 comes first everywhere. */
export const ADDRESS_FAMILIES: readonly AddressFamily[] = [AddressFamily.IPV4, AddressFamily.IPV6];
