import { Construct } from 'constructs';
import { ApplicationGatewayWafRules, ApplicationGatewayWafRulesProps } from './application-gateway-waf-rules';
import { FrontDoorWafRules, FrontDoorWafRulesProps } from './front-door-waf-rules';
import { WafPolicyRulesBase } from './waf-policy-rules-base';

/**
 * A custom rule in an Azure Web Application Firewall policy that blocks everyone but
 * the admitted sources from a path, or from everything.
 *
 * It is one rule whatever the number of prefixes, with a name and a priority that
 * nothing changes. It only blocks: what it lets through is still up to the managed
 * rules and to those behind it, which a rule that allows would skip.
 *
 * @example
 * const rules = WafPolicyRules.forFrontDoor(this, 'FromGraph', { policy, priority: 10, path: '/api/notifications' });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });
 */
export class WafPolicyRules {
  /**
   * A rule in a policy of Front Door. It compares the address that the connection comes
   * from (`SocketAddr`), never one that a header names.
   *
   * @throws EndpointError `InvalidPathPrefix`, `InvalidQuota`, `InvalidWafRuleName`, `EmptyList` or `UnknownCustomRules`
   */
  static forFrontDoor(scope: Construct, id: string, props: FrontDoorWafRulesProps): WafPolicyRulesBase {
    return new FrontDoorWafRules(scope, id, props);
  }

  /**
   * A rule in a policy of Application Gateway.
   *
   * @throws EndpointError `InvalidPathPrefix`, `InvalidQuota`, `InvalidWafRuleName`, `EmptyList` or `UnknownCustomRules`
   */
  static forApplicationGateway(scope: Construct, id: string, props: ApplicationGatewayWafRulesProps): WafPolicyRulesBase {
    return new ApplicationGatewayWafRules(scope, id, props);
  }

  private constructor() {}
}
