import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { ExchangeHybrid } from 'cdk-m365-endpoints';
import { NetworkSecurityGroupRules, PriorityRange } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

const SUBNET_IPV4 = '10.20.1.0/24';
const SUBNET_IPV6 = 'fd20:20:20:1::/64';

/** Web services and mail of the Exchange servers. */
const SERVICES = { destination: '10.20.1.4/32', destinationIpv6: 'fd20:20:20:1::4/128' };

/** The migration endpoint (MRS proxy), which has a host name and public address of its own. */
const MIGRATION = { destination: '10.20.1.5/32', destinationIpv6: 'fd20:20:20:1::5/128' };

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
      addressPrefixes: [SUBNET_IPV4, SUBNET_IPV6],
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

    const toServices = new NetworkSecurityGroupRules(this, 'ToServices', {
      networkSecurityGroup: nsg, priorities: PriorityRange.of(1000, 1999), ...SERVICES,
    });
    const toMigration = new NetworkSecurityGroupRules(this, 'ToMigration', {
      networkSecurityGroup: nsg, priorities: PriorityRange.of(2000, 2999), ...MIGRATION,
    });
    new ExchangeHybrid(this, 'Hybrid', { enforcedBy: [toServices], migrationEnforcedBy: [toMigration], mailFlow: true, outlookMobile: true });
  }
}

const app = new App();
new ExchangeHybridStack(app, 'exchange-hybrid');
app.synth();
