/** The transport protocols of published endpoints. */
export enum Protocol {
  TCP = 'tcp',
  UDP = 'udp',
}
