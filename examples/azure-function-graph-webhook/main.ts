import { LinuxFunctionApp } from '@cdktf/provider-azurerm/lib/linux-function-app';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { ServicePlan } from '@cdktf/provider-azurerm/lib/service-plan';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { AppServiceAccessRestrictions } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** A function app for Microsoft Graph change notifications, which only Microsoft Graph reaches. */
class FunctionWebhookStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'function-graph-webhook.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const { name: resourceGroupName, location } = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-webhook', location: 'westeurope' });
    const plan = new ServicePlan(this, 'Plan', { name: 'plan-graph-webhook', resourceGroupName, location, osType: 'Linux', skuName: 'B1' });
    const storage = new StorageAccount(this, 'Storage', {
      name: 'stgraphwebhook', resourceGroupName, location, accountTier: 'Standard', accountReplicationType: 'LRS',
    });

    const restrictions = new AppServiceAccessRestrictions(this, 'FromMicrosoft');
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [restrictions] });

    const app = new LinuxFunctionApp(this, 'Webhook', {
      name: 'func-graph-webhook',
      resourceGroupName,
      location,
      servicePlanId: plan.id,
      storageAccountName: storage.name,
      storageUsesManagedIdentity: true,
      httpsOnly: true, // access restrictions know no ports
      identity: { type: 'SystemAssigned' },
      siteConfig: {
        ...restrictions.siteConfig,
        scmIpRestrictionDefaultAction: 'Deny', // the advanced tools site has a list of its own: here nobody
        applicationStack: { nodeVersion: '22' },
      },
    });

    new TerraformOutput(this, 'webhookHost', { value: app.defaultHostname });
  }
}

const app = new App();
new FunctionWebhookStack(app, 'function-graph-webhook');
app.synth();
