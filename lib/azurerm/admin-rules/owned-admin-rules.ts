import { NetworkManagerAdminRuleCollection } from '@cdktf/provider-azurerm/lib/network-manager-admin-rule-collection';
import { NetworkManagerSecurityAdminConfiguration } from '@cdktf/provider-azurerm/lib/network-manager-security-admin-configuration';
import { Construct } from 'constructs';
import { emptyList } from '../../messages/errors';
import { AdminRulesBase, AdminRulesOptions } from './admin-rules-base';

/** A network manager. The provider's `NetworkManager` is one. */
export interface INetworkManager {
  readonly id: string;
}

/** Options of security admin rules in a configuration of their own. */
export interface OwnedAdminRulesProps extends AdminRulesOptions {
  /** The network manager, whose scope must cover the virtual networks that are meant. */
  readonly networkManager: INetworkManager;

  /** Ids of the network groups whose virtual networks get the rules. */
  readonly networkGroupIds: string[];

  /** Name of the configuration and of its one rule collection. */
  readonly name: string;
}

/** Security admin rules in a configuration of our own. Made by `AdminRules.withOwnCollection`. */
export class OwnedAdminRules extends AdminRulesBase {
  /** The configuration, to be deployed. */
  readonly securityAdminConfiguration: NetworkManagerSecurityAdminConfiguration;

  /** The collection that holds the rules. */
  readonly ruleCollection: NetworkManagerAdminRuleCollection;

  /**
   * @throws EndpointError `EmptyList`, `DenyBeforeAllow`, `InvalidLocalSide` or `InvalidQuota`
   */
  constructor(scope: Construct, id: string, props: OwnedAdminRulesProps) {
    super(scope, id, props);
    if (props.networkGroupIds.length === 0) {
      throw emptyList('networkGroupIds', 'name the network groups whose virtual networks get the rules');
    }
    const { name, provider, networkGroupIds, networkManager } = props;
    this.securityAdminConfiguration = new NetworkManagerSecurityAdminConfiguration(this, 'Configuration', {
      name, networkManagerId: networkManager.id, provider,
    });
    this.ruleCollection = new NetworkManagerAdminRuleCollection(this, 'Collection', {
      name, securityAdminConfigurationId: this.securityAdminConfiguration.id, networkGroupIds, provider,
    });
    this.renderDenying();
  }

  protected get ruleCollectionId(): string {
    return this.ruleCollection.id;
  }
}
