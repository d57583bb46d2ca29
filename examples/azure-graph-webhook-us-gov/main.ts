import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { Cloud, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { NetworkSecurityGroupRules, PriorityRange } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** A network security group for a webhook that the Graph of GCC High may call. */
class GovWebhookStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'graph-webhook-us-gov.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}], environment: 'usgovernment' });
    const resourceGroup = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-webhook', location: 'usgovvirginia' });

    // A group of its own, with inline rules: Azure takes a change of the list in one atomic step.
    const rules = NetworkSecurityGroupRules.withOwnGroup(this, 'FromMicrosoft', {
      name: 'nsg-graph-webhook',
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      priorities: PriorityRange.of(1000, 1999),
    });
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules], cloud: Cloud.US_GOV_GCC_HIGH });

    new TerraformOutput(this, 'networkSecurityGroupId', { value: rules.networkSecurityGroup.id });
  }
}

const app = new App();
new GovWebhookStack(app, 'graph-webhook-us-gov');
app.synth();
