/**
 * Limits of custom rules in Azure Web Application Firewall policies.
 *
 * Checked 2026-11.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-front-door-standard-and-premium-service-limits
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#application-gateway-limits
 */
export const WAF_POLICY_LIMITS = {
  /** Prefixes of a condition, on Front Door. */
  frontDoorValues: 600,

  /** Prefixes of a condition, on Application Gateway; 600 with the Core Rule Set 3.2 or newer. */
  applicationGatewayValues: 540,

  /** Conditions of a rule. */
  conditions: 10,

  /** Characters of one value that is compared. */
  valueLength: 256,

  /** Characters of a rule's name: letters and digits, a letter first. */
  nameLength: 128,

  /** Highest priority that Application Gateway takes. */
  applicationGatewayPriority: 100,
} as const;
