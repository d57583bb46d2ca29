import { Wafv2IpSet } from '@cdktf/provider-aws/lib/wafv2-ip-set';
import { Wafv2RuleGroup, Wafv2RuleGroupRule } from '@cdktf/provider-aws/lib/wafv2-rule-group';
import { Construct, IConstruct } from 'constructs';
import { httpApiProblem, isHttpApi } from '../aws-rules/waf/http-api';
import { wafName } from '../aws-rules/waf/waf-ip-set';
import { capacityInForce, PATH_TRANSFORMATIONS, pathPattern, WAF_CAPABILITIES } from '../aws-rules/waf/waf-rule';
import { WafRulePool } from '../aws-rules/waf/waf-rule-pool';
import { WAF_SCOPE, WafScope } from '../aws-rules/waf/waf-scope';
import { AddressFamily } from '../net';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes, required } from '../rules/options/option-type';
import { concreteText, flag, listOf, number, port, tags, text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { PathPrefix } from '../rules/pool/path-prefix';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { identify } from '../terraform/identify';
import { recordProvenance } from '../terraform/record-provenance';
import { requireSameFramework } from '../terraform/require-same-framework';
import { showWarnings } from '../terraform/show-warnings';
import { warnWhenUnused } from '../terraform/warn-when-unused';

/** Options of {@link WafIpSets}. */
export interface WafIpSetsProps {
  /**
   * What the web ACL protects. It cannot be changed later. The provider of a stack with
   * `WafScope.CLOUDFRONT` must be for us-east-1.
   */
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
   * Name of the rule and its metric, and first part of the names of the IP sets and the rule group: letters, digits,
   * `_` and `-`. Unique in the account and region.
   *
   * @default - from the construct path
   */
  readonly name?: string;

  /**
   * Capacity units (WCU) of `ruleGroup`, also in its name: a rule group whose capacity changes is replaced, the new one first.
   *
   * @default 50
   */
  readonly capacity?: number;

  /**
   * Tags of the IP sets and the rule group.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}

const OPTIONS: OptionTypes<WafIpSetsProps> = {
  scope: required(WAF_SCOPE),
  path: concreteText('/api/notifications'),
  ports: listOf(port({ deployTime: true }), { example: '443', empty: 'name the ports of the listeners, or leave the option out for 443' }),
  countOnly: flag(),
  name: text('from-microsoft'),
  capacity: number(),
  tags: tags(),
};

/**
 * IP sets with the admitted sources by Terraform, one for each address family, and a
 * rule that blocks everyone else from a path or from everything.
 *
 * The rule only blocks. The requests that it does not block are still subject to later rules and
 * the default action of the web ACL. It never changes when published prefixes do: only
 * the IP sets do.
 *
 * @example
 * const graph = new WafIpSets(this, 'FromGraph', { scope: WafScope.REGIONAL, path: '/api/notifications' });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [graph] });
 * new Wafv2WebAcl(this, 'WebAcl', { rule: [graph.webAclRule(0)], defaultAction: { allow: {} }, … });
 */
export class WafIpSets extends Construct implements IEnforcementPoint {
  readonly capabilities = WAF_CAPABILITIES;

  private readonly ofIpv4: Wafv2IpSet;
  private readonly ofIpv6: Wafv2IpSet;
  private readonly pool: WafRulePool;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private isUsed = false;
  private readonly path?: PathPrefix;
  private readonly capacity: number;
  private group?: Wafv2RuleGroup;

  /**
   * @throws EndpointError `InvalidOption`, `InvalidPathPrefix`, `InvalidQuota` or `EmptyList`
   */
  constructor(scope: Construct, id: string, private readonly props: WafIpSetsProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    requireSameFramework(this);
    this.pool = new WafRulePool(this.node.path, props.ports ?? [443]);
    this.path = props.path === undefined ? undefined : PathPrefix.of(props.path);
    this.capacity = capacityInForce(props.capacity, this.path);
    this.node.addValidation({ validate: () => this.associationsWithHttpApis().map((association) => httpApiProblem(this.node.path, association)) });
    warnWhenUnused(this, this.pool, () => this.isUsed, 'put webAclRule into a web ACL, or use ruleGroup in one elsewhere');
    this.ofIpv4 = this.ipSet(AddressFamily.IPV4);
    this.ofIpv6 = this.ipSet(AddressFamily.IPV6);
  }

  /** The admitted IPv4 sources. */
  get ipv4Set(): Wafv2IpSet {
    this.isUsed = true;
    this.rendered.update();
    return this.ofIpv4;
  }

  /** The admitted IPv6 sources. */
  get ipv6Set(): Wafv2IpSet {
    this.isUsed = true;
    this.rendered.update();
    return this.ofIpv6;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.rendered.outdate();
  }

  /**
   * The rule, for a web ACL of this stack. It costs 35 WCU, or 2 when it protects every path.
   *
   * @param priority its place among the rules of the web ACL; put it before rules that allow
   */
  webAclRule(priority: number): Wafv2RuleGroupRule {
    this.isUsed = true;
    return {
      name: this.nameOf(),
      priority,
      action: this.props.countOnly ? { count: {} } : { block: {} },
      statement: this.statement,
      visibilityConfig: this.visibility(this.nameOf()),
    };
  }

  /**
   * A rule group with nothing but the rule, for web ACLs elsewhere. It is created when it is first asked for.
   *
   * Use it or `webAclRule`, not both: they do the same.
   */
  get ruleGroup(): Wafv2RuleGroup {
    this.group ??= new Wafv2RuleGroup(this, 'RuleGroup', {
      name: this.nameOf(`-${this.capacity}`), // AWS cannot change the capacity of a rule group, nor delete one in use
      scope: this.props.scope.name,
      capacity: this.capacity,
      lifecycle: { createBeforeDestroy: true },
      rule: [this.webAclRule(0)],
      visibilityConfig: this.visibility(this.nameOf('-group')),
      tags: this.props.tags,
    });
    return this.group;
  }

  /** Associations in the app that AWS refuses, by path. */
  private associationsWithHttpApis(): string[] {
    return this.node.root.node.findAll().filter((construct) => {
      const arn: unknown = Reflect.get(construct, 'resourceArnInput');
      return Reflect.get(construct, 'terraformResourceType') === 'aws_wafv2_web_acl_association' && typeof arn === 'string' && isHttpApi(identify(arn, construct));
    }).map(({ node }) => node.path);
  }

  private nameOf(suffix = ''): string {
    return this.props.name === undefined ? wafName(this.node.path, suffix) : this.props.name + suffix;
  }

  private ipSet(family: AddressFamily): Wafv2IpSet {
    const { addresses, description } = this.pool.contentOf(family);
    return new Wafv2IpSet(this, `${family}Set`, {
      name: this.nameOf(`-${family.toLowerCase()}`),
      scope: this.props.scope.name,
      ipAddressVersion: family.toUpperCase(),
      addresses: [...addresses],
      description,
      tags: this.props.tags,
    });
  }

  private render(): void {
    this.fill(this.ofIpv4, AddressFamily.IPV4);
    this.fill(this.ofIpv6, AddressFamily.IPV6);
    recordProvenance(this, this.pool, () => ({ ...this.props.path !== undefined && { requests: [this.props.path] }, webPorts: this.props.ports }));
  }

  private fill(set: Wafv2IpSet, family: AddressFamily): void {
    const { addresses, description } = this.pool.contentOf(family);
    set.addresses = [...addresses];
    set.description = description;
  }

  /** Matches a request of the path whose source is in neither set; the provider takes it as it stands in its documents. */
  private get statement(): object {
    const path = this.path === undefined ? [] : [{
      regex_match_statement: {
        field_to_match: { uri_path: {} },
        regex_string: pathPattern(this.path),
        text_transformation: PATH_TRANSFORMATIONS.map((type, priority) => ({ type, priority })),
      },
    }];
    const others = [this.ofIpv4, this.ofIpv6].map(({ arn }) => ({ not_statement: { statement: { ip_set_reference_statement: { arn } } } }));
    return { and_statement: { statement: [...path, ...others] } };
  }

  private visibility(metricName: string) {
    return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
  }
}
