import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

// The example of the same name without the package: the addresses are pasted from the page.

const PREFIXES = [
  '20.140.232.0/23', '52.126.194.0/23', '52.181.24.199/32', '52.181.24.220/32', '52.181.25.66/32', '52.181.25.67/32', '52.182.25.110/32',
  '52.182.25.254/32', '52.182.32.51/32', '52.182.32.143/32', '52.243.147.249/32', '52.243.148.19/32', '52.243.157.104/32',
  '52.243.157.105/32', '52.244.33.45/32', '52.244.35.174/32', '52.244.111.156/32', '52.244.111.170/32', '2001:489a:3500::/50',
];

/** A network security group for a webhook that the Graph of GCC High may call. */
class GovWebhookStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'graph-webhook-us-gov.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}], environment: 'usgovernment' });
    const resourceGroup = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-webhook', location: 'usgovvirginia' });

    const families = [PREFIXES.filter((prefix) => !prefix.includes(':')), PREFIXES.filter((prefix) => prefix.includes(':'))];
    const nsg = new NetworkSecurityGroup(this, 'FromMicrosoft', {
      name: 'nsg-graph-webhook',
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      securityRule: families.map((sourceAddressPrefixes, family) => ({
        name: `graph-change-notifications-${family}`,
        priority: 100 + family,
        direction: 'Inbound',
        access: 'Allow',
        protocol: 'Tcp',
        sourceAddressPrefixes,
        sourcePortRange: '*',
        destinationAddressPrefix: '*',
        destinationPortRange: '443',
      })),
    });

    new TerraformOutput(this, 'networkSecurityGroupId', { value: nsg.id });
  }
}

const app = new App();
new GovWebhookStack(app, 'graph-webhook-us-gov');
app.synth();
