import { Stack, Token } from 'aws-cdk-lib';
import { CfnIPSet, CfnRuleGroup, CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct, IConstruct } from 'constructs';
import { httpApiProblem, isHttpApi } from '../aws-rules/waf/http-api';
import { wafName } from '../aws-rules/waf/waf-ip-set';
import { WAF_LIMITS } from '../aws-rules/waf/waf-limits';
import { capacityInForce, PATH_TRANSFORMATIONS, pathPattern, WAF_CAPABILITIES } from '../aws-rules/waf/waf-rule';
import { WafRulePool } from '../aws-rules/waf/waf-rule-pool';
import { WAF_SCOPE, WafScope } from '../aws-rules/waf/waf-scope';
import { wafRegion } from '../messages/errors';
import { AddressFamily } from '../net';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes, required } from '../rules/options/option-type';
import { concreteText, flag, listOf, number, port, text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { PathPrefix } from '../rules/pool/path-prefix';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { isPendingLookup } from './stack/lookup';
import { pathWithinStack } from './stack/path-within-stack';
import { recordProvenance } from './stack/record-provenance';
import { propertiesOf, resourceTypeOf } from './stack/rendered-resource';
import { showWarnings } from './stack/show-warnings';
import { warnWhenUnused } from './stack/warn-when-unused';

/** Options of {@link WafIpSets}. */
export interface WafIpSetsProps {
  /** What the web ACL protects. It cannot be changed later. */
  readonly scope: WafScope;

  /**
   * The beginning of the paths that only the admitted sources can reach, such as
   * `/api/notifications`. Requests for other paths are let through.
   *
   * @default - every path
   */
  readonly path?: string;

  /**
   * TCP ports of the listeners that the web ACL protects. AWS WAF does not see ports,
   * so a scenario that is for other ports, or for some of these only, is refused.
   *
   * @default [443]
   */
  readonly ports?: number[];

  /**
   * Whether requests of others are counted instead of blocked. Nothing is protected then.
   *
   * @default false
   */
  readonly countOnly?: boolean;

  /**
   * Name of the metric, and of the rule: letters, digits, `_` and `-`.
   *
   * @default - from the construct path within the stack
   */
  readonly metricName?: string;

  /**
   * Capacity units (WCU) of `ruleGroup`. A rule group whose capacity changes is replaced.
   *
   * @default 50
   */
  readonly capacity?: number;
}

const OPTIONS: OptionTypes<WafIpSetsProps> = {
  scope: required(WAF_SCOPE),
  path: concreteText('/api/notifications'),
  ports: listOf(port({ deployTime: true }), { example: '443', empty: 'name the ports of the listeners, or leave the option out for 443' }),
  countOnly: flag(),
  metricName: text('from-microsoft'),
  capacity: number(),
};

/**
 * IP sets with the admitted sources, one for each address family, and a rule that
 * blocks everyone else from a path or from everything.
 *
 * The rule only blocks. The requests that it does not block are still subject to later rules and
 * the default action of the web ACL. It never changes when published prefixes do: only
 * the IP sets do.
 *
 * @example
 * const graph = new WafIpSets(this, 'FromGraph', { scope: WafScope.REGIONAL, path: '/api/notifications' });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [graph] });
 * new CfnWebACL(this, 'WebAcl', { rules: [graph.webAclRule(0)], defaultAction: { allow: {} }, … });
 */
export class WafIpSets extends Construct implements IEnforcementPoint {
  readonly capabilities = WAF_CAPABILITIES;

  private readonly ofIpv4: CfnIPSet;
  private readonly ofIpv6: CfnIPSet;
  private readonly pool: WafRulePool;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private isUsed = false;
  private readonly path?: PathPrefix;
  private readonly capacity: number;
  private readonly metricName: string;
  private group?: CfnRuleGroup;

  /**
   * @throws EndpointError `InvalidOption`, `InvalidPathPrefix`, `InvalidQuota`, `EmptyList`, or `WafRegion` for CloudFront in a region that is known to be another
   */
  constructor(scope: Construct, id: string, private readonly props: WafIpSetsProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    const { region } = Stack.of(this);
    if (props.scope.name === WafScope.CLOUDFRONT.name && !Token.isUnresolved(region) && region !== WAF_LIMITS.cloudFrontRegion) {
      throw wafRegion(this.node.path, region, WAF_LIMITS.cloudFrontRegion);
    }
    this.pool = new WafRulePool(this.node.path, props.ports ?? [443], (value) => isPendingLookup(value, this));
    this.path = props.path === undefined ? undefined : PathPrefix.of(props.path);
    this.capacity = capacityInForce(props.capacity, this.path);
    this.metricName = props.metricName ?? wafName(pathWithinStack(this));
    warnWhenUnused(this, this.pool, () => this.isUsed, 'put webAclRule into a web ACL, or use ruleGroup in one elsewhere');
    this.node.addValidation({ validate: () => this.associationsWithHttpApis().map((association) => httpApiProblem(this.node.path, association)) });
    this.ofIpv4 = this.ipSet(AddressFamily.IPV4);
    this.ofIpv6 = this.ipSet(AddressFamily.IPV6);
  }

  /** The admitted IPv4 sources. */
  get ipv4Set(): CfnIPSet {
    this.isUsed = true;
    this.rendered.update();
    return this.ofIpv4;
  }

  /** The admitted IPv6 sources. */
  get ipv6Set(): CfnIPSet {
    this.isUsed = true;
    this.rendered.update();
    return this.ofIpv6;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.rendered.outdate();
    recordProvenance(this, this.pool, () => ({ ...this.props.path !== undefined && { requests: [this.props.path] }, webPorts: this.props.ports }));
  }

  /**
   * The rule, for a web ACL of this app. It costs 35 WCU, or 2 when it protects every path.
   *
   * @param priority its place among the rules of the web ACL; put it before rules that allow
   */
  webAclRule(priority: number): CfnWebACL.RuleProperty {
    this.isUsed = true;
    return this.rule(priority);
  }

  /**
   * A rule group with nothing but the rule, for web ACLs elsewhere. It is created when it is first asked for.
   *
   * Use it or `webAclRule`, not both: they do the same.
   */
  get ruleGroup(): CfnRuleGroup {
    this.isUsed = true;
    this.group ??= new CfnRuleGroup(this, 'RuleGroup', {
      scope: this.props.scope.name,
      capacity: this.capacity,
      rules: [this.rule(0)],
      visibilityConfig: this.visibility(`${this.metricName}-group`),
    });
    return this.group;
  }

  /** Associations in the app that AWS refuses, by path. */
  private associationsWithHttpApis(): string[] {
    return this.node.root.node.findAll().filter((construct) => (
      resourceTypeOf(construct) === 'AWS::WAFv2::WebACLAssociation' && isHttpApi(JSON.stringify(propertiesOf(construct).ResourceArn ?? ''))
    )).map(({ node }) => node.path);
  }

  private ipSet(family: AddressFamily): CfnIPSet {
    const { addresses, description } = this.pool.contentOf(family);
    return new CfnIPSet(this, `${family}Set`, {
      scope: this.props.scope.name, ipAddressVersion: family.toUpperCase(), addresses: [...addresses], description,
    });
  }

  private render(): void {
    this.fill(this.ofIpv4, AddressFamily.IPV4);
    this.fill(this.ofIpv6, AddressFamily.IPV6);
  }

  private fill(set: CfnIPSet, family: AddressFamily): void {
    const { addresses, description } = this.pool.contentOf(family);
    set.addresses = [...addresses];
    set.description = description;
  }

  /** Blocks a request of the path whose source is in neither set. */
  private rule(priority: number) {
    const others = [this.ofIpv4, this.ofIpv6].map(({ attrArn: arn }) => ({ notStatement: { statement: { ipSetReferenceStatement: { arn } } } }));
    return {
      name: this.metricName,
      priority,
      action: this.props.countOnly ? { count: {} } : { block: {} },
      statement: { andStatement: { statements: [...this.pathStatements, ...others] } },
      visibilityConfig: this.visibility(this.metricName),
    };
  }

  private get pathStatements() {
    return this.path === undefined ? [] : [{
      regexMatchStatement: {
        fieldToMatch: { uriPath: {} },
        regexString: pathPattern(this.path),
        textTransformations: PATH_TRANSFORMATIONS.map((type, priority) => ({ type, priority })),
      },
    }];
  }

  private visibility(metricName: string) {
    return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
  }
}
