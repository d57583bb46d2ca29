import { DataAzurermSubscription } from '@cdktf/provider-azurerm/lib/data-azurerm-subscription';
import { NetworkManager } from '@cdktf/provider-azurerm/lib/network-manager';
import { NetworkManagerDeployment } from '@cdktf/provider-azurerm/lib/network-manager-deployment';
import { NetworkManagerNetworkGroup } from '@cdktf/provider-azurerm/lib/network-manager-network-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Cloud, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { AdminRules, DefaultDeny, PriorityRange } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/**
 * A guard rail for every virtual network of an organisation that receives change notifications: from the Internet,
 * nobody but Microsoft Graph reaches the subnet of the webhooks, whatever the network security groups of the teams say.
 */
class AdminRulesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'admin-rules.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const subscription = new DataAzurermSubscription(this, 'Subscription');
    const resourceGroup = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-network-manager', location: 'westeurope' });
    const networkManager = new NetworkManager(this, 'NetworkManager', {
      name: 'network-manager',
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      scope: { subscriptionIds: [subscription.id] },
      scopeAccesses: ['SecurityAdmin'],
    });
    const webhooks = new NetworkManagerNetworkGroup(this, 'Webhooks', { name: 'webhooks', networkManagerId: networkManager.id });

    const rules = AdminRules.withOwnCollection(this, 'FromMicrosoft', {
      networkManager,
      networkGroupIds: [webhooks.id],
      name: 'microsoft-365',
      priorities: PriorityRange.ofAdminRules(1000, 1999),
      destination: '10.20.1.0/24',
      destinationIpv6: 'fd20:20:20:1::/64',
      denyOtherInbound: DefaultDeny.internet(),
    });
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules], cloud: Cloud.WORLDWIDE });

    new NetworkManagerDeployment(this, 'Deployment', {
      networkManagerId: networkManager.id,
      location: resourceGroup.location,
      scopeAccess: 'SecurityAdmin',
      configurationIds: [rules.securityAdminConfiguration.id],
      triggers: { rules: rules.deploymentTrigger },
    });
  }
}

const app = new App();
new AdminRulesStack(app, 'admin-rules');
app.synth();
