import { NetworkManagerAdminRule, NetworkManagerAdminRuleConfig } from '@cdktf/provider-azurerm/lib/network-manager-admin-rule';
import { Fn, Lazy, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { groupBy } from '../../collections/group-by';
import { adminRulesFull, denyBeforeAllow, EndpointError, invalidOption } from '../../messages/errors';
import { adminAllowIsNoOp, overridesNetworkSecurityGroups, Warning } from '../../messages/warnings';
import { AddressFamily, Direction, Protocol } from '../../net';
import { Capabilities } from '../../rules/fit/capabilities';
import { RuleSet, slugsOf } from '../../rules/model/rule-set';
import { contentHash } from '../../rules/placement/content-hash';
import { idOf } from '../../terraform/id-of';
import { isResourceOf } from '../../terraform/provider-of';
import { resourceKey } from '../../terraform/resource-key';
import { ValidationIndex } from '../../terraform/validation-index';
import { AddressRule, renderDeny } from '../address-rules/address-rules';
import { AddressRulesBase, AddressRulesOptions } from '../address-rules/address-rules-base';
import { DefaultDeny } from '../address-rules/default-deny';
import { isServiceTag, localAddress, LocalSide } from '../address-rules/local-side';
import { reconcileChildren } from '../address-rules/reconcile-children';
import { RuleCounts } from '../address-rules/rule-tally';
import { ADMIN_RULE_LIMITS } from '../limits/admin-rule-limits';
import { AdminRuleAction } from './admin-rule-action';

/** Options for security admin rules in any rule collection. */
export interface AdminRulesOptions extends AddressRulesOptions {
  /**
   * What the rules do with traffic that a scenario admits.
   *
   * @default AdminRuleAction.ALLOW - network security groups still decide; a warning unless the rest is denied
   */
  readonly action?: AdminRuleAction;

  /**
   * Rules that refuse inbound traffic which no rule admits, to `destination` and `destinationIpv6`: no network security
   * group can admit it any more. A side of both families takes the priority before the stated one too.
   *
   * @default - no such rule: network security groups decide
   */
  readonly denyOtherInbound?: DefaultDeny;

  /**
   * Rules that refuse outbound traffic which no rule admits, from `source` and `sourceIpv6`. Where `denyOtherInbound`
   * has the same priority, the ones before are taken.
   *
   * @default - no such rule: network security groups decide
   */
  readonly denyOtherOutbound?: DefaultDeny;

  /**
   * Rules that this enforcement point may have; the level holds those of others too.
   *
   * @default 100
   */
  readonly rulesPerLevel?: number;

  /**
   * Prefixes that these rules may have together; the level holds those of others too.
   *
   * @default 1000
   */
  readonly prefixesPerLevel?: number;
}

const CAPABILITIES: Capabilities = {
  platform: 'a security admin rule of Azure Virtual Network Manager',
  addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6],
  protocols: [Protocol.TCP, Protocol.UDP],
  hostPatterns: [],
  hostAlternatives: 'an Azure Firewall policy matches host names',
  rulesByFlow: true,
};

const EVERY_PORT = '0-65535';

/** What rules in existing and owned collections have in common. */
export abstract class AdminRulesBase extends AddressRulesBase {
  private readonly action: AdminRuleAction;
  private rendered: readonly AddressRule[] = [];

  protected constructor(scope: Construct, id: string, private readonly options: AdminRulesOptions) {
    super(scope, id, CAPABILITIES, options, ADMIN_RULE_LIMITS.nameLength, false);
    this.action = options.action ?? AdminRuleAction.ALLOW;
    for (const [name, list] of Object.entries({ destinationPrefixes: options.destinationPrefixes, sourcePrefixes: options.sourcePrefixes })) {
      if (Token.isUnresolved(list)) throw invalidOption(name, 'a list that only deployment knows', 'give its items, such as Fn.element(list, 0)');
    }
    const early = this.denyingRules.find(({ priority }) => priority <= this.priorities.last);
    if (early !== undefined) {
      throw denyBeforeAllow(this.node.path, early.priority, this.node.path, this.priorities.toString());
    }
    this.node.addValidation({ validate: () => this.otherRuleProblems() });
  }

  /**
   * Text that changes whenever these rules do. A configuration takes effect when it is deployed, and a deployment is
   * repeated only when its `triggers` change: put this there, or new published prefixes are never enforced. It refers to
   * every rule, so that the deployment waits for them.
   *
   * @see https://learn.microsoft.com/azure/virtual-network-manager/concept-deployments
   */
  get deploymentTrigger(): string {
    return Lazy.stringValue({
      produce: (context) => {
        this.resources.update();
        const rules = this.node.findAll().filter((construct) => construct instanceof NetworkManagerAdminRule);
        const hash = contentHash(JSON.stringify(context.resolve([this.action, this.rendered])), 16);
        return rules.length === 0 ? hash : `${hash} ${Fn.sha1(Fn.join(' ', rules.map(idOf)))}`;
      },
    });
  }

  /** Where the rules are. */
  protected abstract get ruleCollectionId(): string;

  /** Text for that collection, the same for everything that names it. */
  protected get collectionKey(): string {
    return collectionKey(this, this.ruleCollectionId);
  }

  protected get denyingRules(): readonly AddressRule[] {
    const { denyOtherInbound, denyOtherOutbound } = this.options;
    const taken = new Set<number>();
    return [
      ...this.denyingOf(Direction.INBOUND, denyOtherInbound, this.destination),
      ...this.denyingOf(Direction.OUTBOUND, denyOtherOutbound, this.source),
    ].map((rule) => {
      let { priority } = rule;
      while (taken.has(priority)) {
        priority--;
      }
      taken.add(priority);
      return { ...rule, priority };
    });
  }

  protected platformWarnings(ruleSet: RuleSet): Warning[] {
    const { denyOtherInbound, denyOtherOutbound } = this.options;
    if (this.action === AdminRuleAction.ALWAYS_ALLOW) {
      return [overridesNetworkSecurityGroups(slugsOf([ruleSet]).join(', '))];
    }
    const denied = { [Direction.INBOUND]: denyOtherInbound, [Direction.OUTBOUND]: denyOtherOutbound };
    return ruleSet.rules.some(({ direction }) => denied[direction] === undefined) ? [adminAllowIsNoOp(slugsOf([ruleSet]).join(', '))] : [];
  }

  protected get isAtomic(): boolean {
    return false;
  }

  protected roomProblem(counts: RuleCounts): EndpointError | undefined {
    const { rulesPerLevel = ADMIN_RULE_LIMITS.rulesPerLevel, prefixesPerLevel = ADMIN_RULE_LIMITS.prefixesPerLevel } = this.options;
    const rules = counts.rules();
    const prefixes = counts.remotes() + counts.locals();
    return rules > rulesPerLevel || prefixes > prefixesPerLevel
      ? adminRulesFull(this.node.path, rules, prefixes, rulesPerLevel, prefixesPerLevel) : undefined;
  }

  protected render(rules: readonly AddressRule[]): void {
    this.rendered = rules;
    const { ruleCollectionId: adminRuleCollectionId, provider } = this;
    const configs = rules.map((rule) => [rule.name, { ...adminRule(rule, this.action), adminRuleCollectionId, provider }] as const);
    reconcileChildren(this, new Map(configs), {
      create: (scope, id, config) => new NetworkManagerAdminRule(scope, id, config),
      update: (resource, { source, destination, ...rest }) => {
        if (resource instanceof NetworkManagerAdminRule) {
          Object.assign(resource, rest);
          resource.putSource(source);
          resource.putDestination(destination);
        }
      },
    });
  }

  /** One rule for each local side that is of one family; `*` and service tags are of both. */
  private denyingOf(direction: Direction, deny: DefaultDeny | undefined, side: LocalSide): AddressRule[] {
    if (deny === undefined) {
      return [];
    }
    const scope = this.nameOf();
    const locals = Object.values(AddressFamily).map((family) => ({ family, local: localAddress(side, family) }));
    const [first] = locals;
    return locals.every(({ local }) => local?.prefixes.join() === first.local?.prefixes.join())
      ? [renderDeny(scope, direction, deny, this.nameLength, first.local)]
      : locals.filter(({ local }) => local !== undefined)
        .map(({ family, local }) => renderDeny(`${scope}-${family.toLowerCase()}`, direction, deny, this.nameLength, local));
  }

  /** Rules of others in the same collection that take what is ours. */
  private otherRuleProblems(): string[] {
    const all = COLLECTION_INDEX.of(this).get(this.collectionKey) ?? [];
    const isOurs = (rule: WrittenRule) => rule.node.path.startsWith(`${this.node.path}/`);
    const ours = all.filter(isOurs);
    const priorities = new Set(ours.map((rule) => rule.priorityInput));
    const names = new Set(ours.map((rule) => rule.nameInput?.toLowerCase()));
    return all.filter((rule) => !isOurs(rule)).flatMap(({ node: { path }, priorityInput: priority, nameInput: name }) => [
      ...(priority !== undefined && (this.priorities.includes(priority) || priorities.has(priority))
        ? [`${path} has priority ${priority}, which ${this.node.path} takes or may take, and Azure takes a priority once in a collection: give it another`] : []),
      ...(names.has(name?.toLowerCase())
        ? [`${path} is called ${name}, as is a rule of ${this.node.path}, and Azure takes a name once in a collection: rename it`] : []),
    ]);
  }
}

/** A rule, read through the inputs of its class, whichever provider package made it. */
interface WrittenRule extends TerraformResource {
  readonly nameInput?: string;
  readonly priorityInput?: number;
  readonly adminRuleCollectionIdInput?: string;
}

/** The rules of every collection of an app, by the key of the collection. */
const COLLECTION_INDEX = new ValidationIndex((root) => (
  groupBy(root.node.findAll().filter(isAdminRule), (rule) => collectionKey(rule, rule.adminRuleCollectionIdInput ?? ''))
));

function isAdminRule(construct: IConstruct): construct is WrittenRule {
  return isResourceOf(construct, 'azurerm_network_manager_admin_rule');
}

/** A whole id is one for all stacks; any other text is not known to mean the same in another stack. */
function collectionKey(scope: IConstruct, id: string): string {
  return resourceKey(scope, /^\/subscriptions\//i.test(id) || Token.isUnresolved(id) ? { id } : { names: [id] });
}

function adminRule(rule: AddressRule, action: AdminRuleAction) {
  const { name, priority, direction, access, protocol, remotePrefixes, remoteTag, local, ports, description } = rule;
  const remoteSide = (remoteTag === undefined ? remotePrefixes : [remoteTag]).map(addressItem);
  const localSide = local.prefixes.map(addressItem);
  const inbound = direction === Direction.INBOUND;
  return {
    name,
    description,
    priority,
    direction: inbound ? 'Inbound' : 'Outbound',
    action: access === 'Deny' ? 'Deny' : action,
    protocol: protocol === '*' ? 'Any' : protocol,
    source: inbound ? remoteSide : localSide,
    destination: inbound ? localSide : remoteSide,
    sourcePortRanges: protocol === '*' ? undefined : [EVERY_PORT],
    destinationPortRanges: protocol === '*' ? undefined : [...ports],
  } satisfies Partial<NetworkManagerAdminRuleConfig>;
}

function addressItem(addressPrefix: string) {
  return { addressPrefix, addressPrefixType: isServiceTag(addressPrefix) ? 'ServiceTag' : 'IPPrefix' };
}
