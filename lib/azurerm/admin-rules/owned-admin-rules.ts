import { NetworkManagerAdminRuleCollection } from '@cdktf/provider-azurerm/lib/network-manager-admin-rule-collection';
import { NetworkManagerSecurityAdminConfiguration } from '@cdktf/provider-azurerm/lib/network-manager-security-admin-configuration';
import { Construct } from 'constructs';
import { OptionTypes, required } from '../../rules/options/option-type';
import { listOf, objectWith, text } from '../../rules/options/option-types';
import { readOptions } from '../../rules/options/read-options';
import { AdminRulesBase, AdminRulesOptions } from './admin-rules-base';
import { ANY_COLLECTION } from './admin-rules-option-types';

/** A network manager. The provider's `NetworkManager` is one. */
export interface INetworkManager {
  /** Azure resource id of the network manager. */
  readonly id: string;
}

/** Options of security admin rules in a separate configuration. */
export interface OwnedAdminRulesProps extends AdminRulesOptions {
  /** The network manager, whose scope must cover the virtual networks. */
  readonly networkManager: INetworkManager;

  /** Ids of the network groups whose virtual networks get the rules. */
  readonly networkGroupIds: string[];

  /** Name of the configuration and of its one rule collection. */
  readonly name: string;
}

const OPTIONS: OptionTypes<OwnedAdminRulesProps> = {
  ...ANY_COLLECTION,
  networkManager: required(objectWith<INetworkManager>({ id: 'string' }, 'give a NetworkManager, or an object with its id')),
  networkGroupIds: required(listOf(text('group.id'), { example: 'group.id', empty: 'name the network groups whose virtual networks get the rules' })),
  name: required(text('from-microsoft')),
};

/** Security admin rules in a configuration that this library creates. Made by `AdminRules.withOwnCollection`. */
export class OwnedAdminRules extends AdminRulesBase {
  /** The configuration, to be deployed. */
  readonly securityAdminConfiguration: NetworkManagerSecurityAdminConfiguration;

  /** The collection that holds the rules. */
  readonly ruleCollection: NetworkManagerAdminRuleCollection;

  /**
   * @throws EndpointError `EmptyList`, `DenyBeforeAllow`, `InvalidLocalSide` or `InvalidQuota`
   */
  constructor(scope: Construct, id: string, props: OwnedAdminRulesProps) {
    props = readOptions(OPTIONS, props);
    super(scope, id, props);
    const { name, provider, networkGroupIds, networkManager } = props;
    this.securityAdminConfiguration = new NetworkManagerSecurityAdminConfiguration(this, 'Configuration', {
      name, networkManagerId: networkManager.id, provider,
    });
    this.ruleCollection = new NetworkManagerAdminRuleCollection(this, 'Collection', {
      name, securityAdminConfigurationId: this.securityAdminConfiguration.id, networkGroupIds, provider,
    });
    this.beginWithDenying();
  }

  protected get ruleCollectionId(): string {
    return this.ruleCollection.id;
  }
}
