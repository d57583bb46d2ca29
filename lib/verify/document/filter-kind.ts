/** What kind of filter a group is, in the words of its platform. */
export enum FilterKind {
  /** A security group of EC2. */
  SECURITY_GROUP = 'EC2 security group',
  /** A stateful rule group of AWS Network Firewall. */
  NETWORK_FIREWALL = 'Network Firewall rule group',
  /** A rule group of Route 53 Resolver DNS Firewall. */
  DNS_FIREWALL = 'DNS Firewall rule group',
  /** A web ACL or a rule group of AWS WAF. */
  WEB_ACL = 'AWS WAF rules',
  /** The resource policy of a REST API of API Gateway. */
  REST_API_POLICY = 'API Gateway resource policy',
  /** A network security group of Azure. */
  NETWORK_SECURITY_GROUP = 'Azure network security group',
  /** A collection of security admin rules of Azure Virtual Network Manager. */
  ADMIN_RULES = 'Azure security admin rules',
  /** A policy of Azure Firewall. */
  FIREWALL_POLICY = 'Azure Firewall policy',
  /** A firewall policy of Azure Front Door. */
  FRONT_DOOR_WAF = 'Front Door WAF policy',
  /** A firewall policy of Azure Application Gateway. */
  APPLICATION_GATEWAY_WAF = 'Application Gateway WAF policy',
  /** The access restrictions of a web app, a function app or a logic app. */
  ACCESS_RESTRICTIONS = 'App Service access restrictions',
  /** The IP restrictions of a container app. */
  CONTAINER_APP_RESTRICTIONS = 'Container Apps IP restrictions',
  /** The network rules of an Event Hubs namespace. */
  EVENT_HUB_RULES = 'Event Hubs network rules',
}
