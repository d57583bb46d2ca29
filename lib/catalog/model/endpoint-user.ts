/** Who uses an endpoint set on your side. */
export enum EndpointUser {
  /** Servers that you run, such as Exchange or Entra Connect. */
  SERVERS = 'servers',

  /** Computers and phones of users. */
  USER_DEVICES = 'user-devices',

  /** People who administer the tenant, from whichever computer they use. */
  ADMINISTRATORS = 'administrators',
}
