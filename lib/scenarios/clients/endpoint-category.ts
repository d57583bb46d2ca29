/**
 * How Microsoft ranks an endpoint set of the web service.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-network-connectivity-principles
 */
export enum EndpointCategory {
  /** Most of the traffic, sensitive to delay. Has addresses. */
  OPTIMIZE = 'Optimize',

  /** Needed, less sensitive. Has addresses. */
  ALLOW = 'Allow',

  /** Not sensitive, hosted anywhere. Has host names only. */
  DEFAULT = 'Default',
}
