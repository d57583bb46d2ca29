/** Who takes part in the traffic of an endpoint set on the customer's side. */
export enum EndpointUser {
  /** Servers that you run, such as Exchange or Entra Connect. */
  SERVERS = 'servers',

  /** Computers and phones of users. */
  USER_DEVICES = 'user-devices',

  /** People who administer the tenant, from whichever computer they use. */
  ADMINISTRATORS = 'administrators',
}
