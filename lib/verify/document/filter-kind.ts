/** What kind of filter a group is, in the words of its platform. */
export enum FilterKind {
  SECURITY_GROUP = 'EC2 security group',
  NETWORK_FIREWALL = 'Network Firewall rule group',
  DNS_FIREWALL = 'DNS Firewall rule group',
  WEB_ACL = 'AWS WAF rules',
  REST_API_POLICY = 'API Gateway resource policy',
  NETWORK_SECURITY_GROUP = 'Azure network security group',
  ADMIN_RULES = 'Azure security admin rules',
  FIREWALL_POLICY = 'Azure Firewall policy',
  FRONT_DOOR_WAF = 'Front Door WAF policy',
  APPLICATION_GATEWAY_WAF = 'Application Gateway WAF policy',
  ACCESS_RESTRICTIONS = 'App Service access restrictions',
  CONTAINER_APP_RESTRICTIONS = 'Container Apps IP restrictions',
  EVENT_HUB_RULES = 'Event Hubs network rules',
}
