import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet';
import { SubnetNetworkSecurityGroupAssociation } from '@cdktf/provider-azurerm/lib/subnet-network-security-group-association';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

// The example of the same name without the package: the addresses are pasted from the page.

const SUBNET_IPV4 = '10.20.1.0/24';
const SUBNET_IPV6 = 'fd20:20:20:1::/64';

const SERVICES_IPV4 = '10.20.1.4/32';
const SERVICES_IPV6 = 'fd20:20:20:1::4/128';

const MIGRATION_IPV4 = '10.20.1.5/32';
const MIGRATION_IPV6 = 'fd20:20:20:1::5/128';

const RULES = [
  {
    name: 'Hybrid-in-tcp-25-ipv4',
    description: 'exchange-hybrid',
    port: '25',
    destination: SERVICES_IPV4,
    sources: [
      '40.92.0.0/15', '40.107.0.0/16', '52.100.0.0/14', '104.47.0.0/17',
    ],
  },
  {
    name: 'Hybrid-in-tcp-25-ipv6',
    description: 'exchange-hybrid',
    port: '25',
    destination: SERVICES_IPV6,
    sources: [
      '2a01:111:f400::/48', '2a01:111:f403::/48',
    ],
  },
  {
    name: 'Hybrid-in-tcp-443-ipv4',
    description: 'exchange-hybrid',
    port: '443',
    destination: SERVICES_IPV4,
    sources: [
      '13.107.6.152/31', '13.107.18.10/31', '13.107.128.0/22', '23.103.160.0/20', '40.96.0.0/13', '40.104.0.0/15', '52.96.0.0/14',
      '131.253.33.215/32', '132.245.0.0/16', '150.171.32.0/22', '204.79.197.215/32',
    ],
  },
  {
    name: 'Hybrid-in-tcp-443-ipv6',
    description: 'exchange-hybrid',
    port: '443',
    destination: SERVICES_IPV6,
    sources: [
      '2603:1006::/40', '2603:1016::/36', '2603:1026::/36', '2603:1036::/36', '2603:1046::/36', '2603:1056::/36', '2620:1ec:4::152/127',
      '2620:1ec:c::10/127', '2620:1ec:d::10/127', '2620:1ec:8f0::/46', '2620:1ec:900::/46', '2620:1ec:a92::152/127',
    ],
  },
  {
    name: 'Migration-in-tcp-443-ipv4',
    description: 'mailbox-migration',
    port: '443',
    destination: MIGRATION_IPV4,
    sources: [
      '13.107.6.152/31', '13.107.18.10/31', '13.107.128.0/22', '23.103.160.0/20', '40.92.0.0/15', '40.96.0.0/13', '40.104.0.0/15',
      '40.107.0.0/16', '52.96.0.0/13', '52.238.78.88/32', '104.47.0.0/17', '131.253.33.215/32', '132.245.0.0/16', '150.171.32.0/22',
      '204.79.197.215/32',
    ],
  },
  {
    name: 'Migration-in-tcp-443-ipv6',
    description: 'mailbox-migration',
    port: '443',
    destination: MIGRATION_IPV6,
    sources: [
      '2603:1006::/40', '2603:1016::/36', '2603:1026::/36', '2603:1036::/36', '2603:1046::/36', '2603:1056::/36', '2620:1ec:4::152/127',
      '2620:1ec:c::10/127', '2620:1ec:d::10/127', '2620:1ec:8f0::/46', '2620:1ec:900::/46', '2620:1ec:a92::152/127', '2a01:111:f400::/48',
      '2a01:111:f403::/48',
    ],
  },
  {
    name: 'AutoDetect-in-tcp-443-ipv4',
    description: 'outlook-mobile-autodetect',
    port: '443',
    destination: SERVICES_IPV4,
    sources: [
      '52.125.128.0/20', '52.127.96.0/23',
    ],
  },
];

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

    RULES.forEach(({ name, description, port, destination, sources }, i) => new NetworkSecurityRule(this, name, {
      name,
      description,
      resourceGroupName: nsg.resourceGroupName,
      networkSecurityGroupName: nsg.name,
      priority: 200 + i,
      direction: 'Inbound',
      access: 'Allow',
      protocol: 'Tcp',
      sourceAddressPrefixes: sources,
      sourcePortRange: '*',
      destinationAddressPrefix: destination,
      destinationPortRanges: [port],
    }));
  }
}

const app = new App();
new ExchangeHybridStack(app, 'exchange-hybrid');
app.synth();
