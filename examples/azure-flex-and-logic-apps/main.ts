import { FunctionAppFlexConsumption } from '@cdktf/provider-azurerm/lib/function-app-flex-consumption';
import { LogicAppStandard } from '@cdktf/provider-azurerm/lib/logic-app-standard';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { ServicePlan } from '@cdktf/provider-azurerm/lib/service-plan';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { AppServiceAccessRestrictions } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** A function app on Flex Consumption and a Logic App Standard, both of which only Microsoft Graph reaches. */
class FlexAndLogicAppsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'flex-and-logic-apps.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const { name: resourceGroupName, location } = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-webhook', location: 'westeurope' });
    const common = { resourceGroupName, location };
    const flexPlan = new ServicePlan(this, 'FlexPlan', { ...common, name: 'plan-flex', osType: 'Linux', skuName: 'FC1' });
    const workflowPlan = new ServicePlan(this, 'WorkflowPlan', { ...common, name: 'plan-workflow', osType: 'Windows', skuName: 'WS1' });
    const storage = new StorageAccount(this, 'Storage', { ...common, name: 'stgraphwebhook', accountTier: 'Standard', accountReplicationType: 'LRS' });
    const container = new StorageContainer(this, 'Container', { name: 'packages', storageAccountId: storage.id });

    const restrictions = new AppServiceAccessRestrictions(this, 'FromMicrosoft');
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [restrictions] });
    const siteConfig = { ...restrictions.siteConfig, scmUseMainIpRestriction: true };

    const flex = new FunctionAppFlexConsumption(this, 'Function', {
      ...common,
      name: 'func-graph-webhook',
      servicePlanId: flexPlan.id,
      runtimeName: 'node',
      runtimeVersion: '22',
      storageContainerType: 'blobContainer',
      storageContainerEndpoint: `${storage.primaryBlobEndpoint}${container.name}`,
      storageAuthenticationType: 'SystemAssignedIdentity',
      identity: { type: 'SystemAssigned' },
      httpsOnly: true, // access restrictions know no ports
      siteConfig,
    });
    const workflow = new LogicAppStandard(this, 'Workflow', {
      ...common,
      name: 'logic-graph-webhook',
      appServicePlanId: workflowPlan.id,
      storageAccountName: storage.name,
      storageAccountAccessKey: storage.primaryAccessKey,
      httpsOnly: true,
      siteConfig,
    });

    new TerraformOutput(this, 'hosts', { value: [flex.defaultHostname, workflow.defaultHostname] });
  }
}

const app = new App();
new FlexAndLogicAppsStack(app, 'flex-and-logic-apps');
app.synth();
