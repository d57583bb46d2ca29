/** The transport protocols of published endpoints. */
export enum Protocol {
  /** Transmission Control Protocol. */
  TCP = 'tcp',
  /** User Datagram Protocol, QUIC included. */
  UDP = 'udp',
}
