import { CdnFrontdoorFirewallPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { WafPolicyRules } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** A firewall policy for a Front Door that serves everyone, where one path is for Microsoft Graph alone. */
class FrontDoorWebhookStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'front-door-graph-webhook.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const resourceGroup = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-webhook', location: 'westeurope' });

    const policy = new CdnFrontdoorFirewallPolicy(this, 'Policy', {
      name: 'graphWebhook',
      resourceGroupName: resourceGroup.name,
      skuName: 'Standard_AzureFrontDoor',
      mode: 'Prevention', // in Detection mode it would block nobody
    });
    const rules = WafPolicyRules.forFrontDoor(this, 'FromGraph', { policy, priority: 10, path: '/api/notifications' });
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });

    new TerraformOutput(this, 'policyId', { value: policy.id });
  }
}

const app = new App();
new FrontDoorWebhookStack(app, 'front-door-graph-webhook');
app.synth();
