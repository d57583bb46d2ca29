import { Route53ResolverFirewallDomainList } from '@cdktf/provider-aws/lib/route53-resolver-firewall-domain-list';
import { Route53ResolverFirewallRule } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule';
import { Route53ResolverFirewallRuleGroup } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import { Construct, IConstruct } from 'constructs';
import { DNS_FIREWALL_CAPABILITIES } from '../aws-rules/dns-firewall/dns-firewall-capabilities';
import { DNS_FIREWALL_LIMITS } from '../aws-rules/dns-firewall/dns-firewall-limits';
import { BLOCK_PRIORITY, DomainList, EVERY_DOMAIN } from '../aws-rules/dns-firewall/dns-firewall-lists';
import {
  DNS_FIREWALL_ASSOCIATION_OPTIONS, DNS_FIREWALL_RULES_OPTIONS, DnsFirewallAssociationOptions, DnsFirewallRulesOptions, requireAssociationPriority,
} from '../aws-rules/dns-firewall/dns-firewall-options';
import { DnsRulePool } from '../aws-rules/dns-firewall/dns-rule-pool';
import { invalidOption } from '../messages/errors';
import { IEnforcementPoint } from '../rules/fit/enforcement-point';
import { RuleSet } from '../rules/model/rule-set';
import { OptionTypes, required } from '../rules/options/option-type';
import { text } from '../rules/options/option-types';
import { readOptions } from '../rules/options/read-options';
import { contentHash } from '../rules/placement/content-hash';
import { fitName } from '../rules/placement/naming';
import { RenderedChildren } from '../rules/pool/rendered-children';
import { identify } from '../terraform/identify';
import { pathWithinStack } from '../terraform/path-within-stack';
import { recordProvenance } from '../terraform/record-provenance';
import { requireSameFramework } from '../terraform/require-same-framework';
import { showWarnings } from '../terraform/show-warnings';
import { warnWhenUnused } from '../terraform/warn-when-unused';

/** Options of {@link DnsFirewallRules}. */
export interface DnsFirewallRulesProps extends DnsFirewallRulesOptions {
  /** Name of the rule group, with which those of its rules and lists begin: letters, digits, `-` and `_`, at most 64. */
  readonly ruleGroupName: string;
}

const VPC_ID = text('vpc-1');

const OPTIONS: OptionTypes<DnsFirewallRulesProps> = {
  ...DNS_FIREWALL_RULES_OPTIONS,
  ruleGroupName: required(text('to-microsoft')),
};

/**
 * A rule group of Route 53 Resolver DNS Firewall that lets the host names of scenarios be looked up.
 *
 * It sees names only: a scenario that names only addresses is refused, and a name that is
 * allowed is allowed for every port. A name is judged as it is asked for; where it leads
 * from there is trusted, since Microsoft's names lead to others that it does not publish.
 * A wildcard that is not followed by a dot, or is in the middle, is refused.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 * @example
 * const rules = new DnsFirewallRules(this, 'ToMicrosoft', { ruleGroupName: 'to-microsoft', blockOthers: true });
 * new HybridConfigurationWizardOutbound(this, 'Wizard', { enforcedBy: [rules] });
 * rules.associateWith(vpc.id, { priority: 200 });
 */
export class DnsFirewallRules extends Construct implements IEnforcementPoint {
  readonly capabilities = DNS_FIREWALL_CAPABILITIES;

  private readonly pool: DnsRulePool;
  private readonly group: Route53ResolverFirewallRuleGroup;
  private readonly rendered = new RenderedChildren(this, () => this.render());
  private readonly associations = new Map<string, number>();
  private isUsed = false;

  /** @throws EndpointError `InvalidQuota` */
  constructor(scope: Construct, id: string, private readonly props: DnsFirewallRulesProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id);
    requireSameFramework(this);
    this.pool = new DnsRulePool(this.node.path, props);
    this.group = new Route53ResolverFirewallRuleGroup(this, 'RuleGroup', { name: props.ruleGroupName });
    warnWhenUnused(this, this.pool, () => this.isUsed, 'use associateWith, or ruleGroup in your own association');
    this.node.addValidation({ validate: () => this.pool.emptyProblems(this.node.path) });
  }

  /** The rule group. Do not add your own rules to it. */
  get ruleGroup(): Route53ResolverFirewallRuleGroup {
    this.isUsed = true;
    this.rendered.update();
    return this.group;
  }

  enforce(scope: IConstruct, ruleSet: RuleSet): void {
    showWarnings(scope, this.pool.add(scope.node, ruleSet));
    this.rendered.outdate();
  }

  /**
   * Filters what is looked up in a VPC by the rule group.
   *
   * Associating a VPC twice is the same as once.
   *
   * @param options where the group stands among those of the VPC; lower comes first
   * @throws EndpointError `InvalidAssociationPriority`, or `InvalidOption` for a VPC that is associated with another priority
   */
  associateWith(vpcId: string, options: DnsFirewallAssociationOptions): void {
    options = readOptions(DNS_FIREWALL_ASSOCIATION_OPTIONS, options);
    requireAssociationPriority(options.priority);
    const { priority } = options;
    const vpc = identify(VPC_ID.read('vpcId', vpcId), this);
    const known = this.associations.get(vpc);
    if (known !== undefined) {
      if (known !== priority) {
        throw invalidOption('priority', priority, `the VPC is associated with priority ${known} already`);
      }
      return;
    }
    const isFirst = ![...this.associations.values()].includes(priority); // several VPCs may have one priority
    const key = isFirst ? `${priority}` : `${priority}-${contentHash(vpc, 8)}`;
    this.associations.set(vpc, priority);
    new Route53ResolverFirewallRuleGroupAssociation(this, `Association-${key}`, {
      name: this.nameOf(`association-${key}`), firewallRuleGroupId: this.group.id, priority, vpcId,
    });
  }

  private render(): void {
    const lists = this.pool.domainLists((path) => pathWithinStack(this, path));
    this.node.tryRemoveChild('Lists');
    const holder = new Construct(this, 'Lists');
    lists.forEach((list) => this.renderList(holder, list, 'ALLOW'));
    if (this.props.blockOthers) {
      this.renderList(holder, { key: 'EveryOther', domains: [EVERY_DOMAIN], priority: BLOCK_PRIORITY }, 'BLOCK');
    }
    recordProvenance(this, this.pool);
  }

  private renderList(holder: Construct, { key, domains, priority }: DomainList, action: 'ALLOW' | 'BLOCK'): void {
    const id = key.replaceAll('/', '-');
    const name = this.nameOf(id);
    const list = new Route53ResolverFirewallDomainList(holder, id, { name, domains: [...domains] });
    new Route53ResolverFirewallRule(holder, `${id}-rule`, {
      name,
      action,
      firewallDomainListId: list.id,
      firewallRuleGroupId: this.group.id,
      priority,
      ...action === 'ALLOW' ? { firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' } : { blockResponse: 'NODATA' },
    });
  }

  private nameOf(part: string): string {
    return fitName(`${this.props.ruleGroupName}-${part}`, DNS_FIREWALL_LIMITS.nameLength).replaceAll('.', '_');
  }
}
