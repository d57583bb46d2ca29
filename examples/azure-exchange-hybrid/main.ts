import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { ExchangeHybridInbound, MailboxMigrationInbound, OutlookMobileAutoDetectInbound } from 'cdk-m365-endpoints';
import { NetworkSecurityGroupRules, PriorityRange } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

const EXCHANGE_IPV4 = '10.20.1.0/24';
const EXCHANGE_IPV6 = 'fd20:20:20:1::/64';

/** The perimeter of Exchange servers that run in Azure and share an organisation with Exchange Online. */
class ExchangeHybridStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'exchange-hybrid.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const resourceGroup = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-exchange-hybrid', location: 'westeurope' });
    const network = new VirtualNetwork(this, 'Network', {
      name: 'vnet-exchange',
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      addressSpace: ['10.20.0.0/16', 'fd20:20:20::/48'],
    });
    const subnet = new Subnet(this, 'Exchange', {
      name: 'snet-exchange',
      resourceGroupName: resourceGroup.name,
      virtualNetworkName: network.name,
      addressPrefixes: [EXCHANGE_IPV4, EXCHANGE_IPV6],
    });
    const nsg = new NetworkSecurityGroup(this, 'Nsg', {
      name: 'nsg-exchange',
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
    });
    new SubnetNetworkSecurityGroupAssociation(this, 'NsgOnExchange', {
      subnetId: subnet.id,
      networkSecurityGroupId: nsg.id,
    });

    const rules = new NetworkSecurityGroupRules(this, 'FromMicrosoft', {
      networkSecurityGroup: nsg,
      priorities: PriorityRange.of(200, 299),
      destination: EXCHANGE_IPV4,
      destinationIpv6: EXCHANGE_IPV6,
    });
    new ExchangeHybridInbound(this, 'Hybrid', { enforcedBy: [rules], mailFlow: true });
    new MailboxMigrationInbound(this, 'Migration', { enforcedBy: [rules] });
    new OutlookMobileAutoDetectInbound(this, 'AutoDetect', { enforcedBy: [rules] });
  }
}

const app = new App();
new ExchangeHybridStack(app, 'exchange-hybrid');
app.synth();
