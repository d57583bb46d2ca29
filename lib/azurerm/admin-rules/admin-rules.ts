import { Construct } from 'constructs';
import { overlappingPriorities } from '../../messages/errors';
import { OptionTypes, required } from '../../rules/options/option-type';
import { objectWith } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { providerOf, requireSingle } from '../../terraform/provider-of';
import { Registry } from '../../terraform/registry';
import { AdminRulesBase, AdminRulesOptions } from './admin-rules-base';
import { ANY_COLLECTION } from './admin-rules-option-types';
import { OwnedAdminRules, OwnedAdminRulesProps } from './owned-admin-rules';

/** A rule collection that exists already, in this app or outside. The provider's `NetworkManagerAdminRuleCollection` is one. */
export interface IAdminRuleCollection {
  /** Azure resource id of the rule collection. */
  readonly id: string;
}

/** Options of {@link AdminRules}. */
export interface AdminRulesProps extends AdminRulesOptions {
  /** The collection to add rules to. */
  readonly ruleCollection: IAdminRuleCollection;
}

const OPTIONS: OptionTypes<AdminRulesProps> = {
  ...ANY_COLLECTION,
  ruleCollection: required(objectWith<IAdminRuleCollection>({ id: 'string' }, 'give a NetworkManagerAdminRuleCollection, or an object with its id')),
};

/**
 * Security admin rules of Azure Virtual Network Manager: rules for every virtual network of an organisation, evaluated
 * before any network security group.
 *
 * By default they permit, and leave the decision to the network security groups; together with `denyOtherInbound` or
 * `denyOtherOutbound` nobody behind them can admit more than what is published. They take effect when the configuration
 * is deployed: see `deploymentTrigger`.
 *
 * Security admin rules know addresses only: if a row publishes addresses with its host names, they are admitted instead, with a
 * warning; otherwise host names are refused.
 *
 * @example
 * const rules = new AdminRules(this, 'FromMicrosoft', {
 *   ruleCollection, priorities: PriorityRange.ofAdminRules(1000, 1999), destination: '10.0.1.0/24', denyOtherInbound: DefaultDeny.internet(),
 * });
 * new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });
 */
export class AdminRules extends AdminRulesBase {
  /** Rules in a security admin configuration and a rule collection that this library creates. */
  static withOwnCollection(scope: Construct, id: string, props: OwnedAdminRulesProps): OwnedAdminRules {
    return new OwnedAdminRules(scope, id, props);
  }

  protected readonly ruleCollectionId: string;

  /**
   * @throws EndpointError `DenyBeforeAllow`, `InvalidLocalSide`, `InvalidQuota`, `InvalidOption` for a collection with forEach
   * or count, or `OverlappingPriorities` when another enforcement point of this collection may take the same priorities
   */
  constructor(scope: Construct, id: string, props: AdminRulesProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    requireSingle('ruleCollection', props.ruleCollection);
    this.ruleCollectionId = props.ruleCollection.id;
    this.provider = providerOf(this, props.ruleCollection, props.provider);
    const rival = BY_COLLECTION.get(this, this.collectionKey).find((other) => other.priorities.overlaps(this.priorities));
    if (rival !== undefined) {
      throw overlappingPriorities(this.node.path, this.priorities.toString(), rival.node.path, rival.priorities.toString());
    }
    BY_COLLECTION.add(this, this.collectionKey);
    this.beginWithDenying();
  }

  protected override get holders(): readonly string[] {
    return [this.ruleCollectionId];
  }
}

/** Enforcement points by the key of their collection. */
const BY_COLLECTION = new Registry<AdminRules>();
