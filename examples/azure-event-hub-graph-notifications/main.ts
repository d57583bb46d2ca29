import { Eventhub } from '@cdktf/provider-azurerm/lib/eventhub';
import { EventhubNamespace } from '@cdktf/provider-azurerm/lib/eventhub-namespace';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { EventHubNamespaceRules } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** An event hub for Microsoft Graph change notifications, in a namespace that only Microsoft Graph reaches. */
class EventHubStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'event-hub-graph-notifications.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const { name: resourceGroupName, location } = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-notifications', location: 'westeurope' });

    const rules = new EventHubNamespaceRules(this, 'FromMicrosoft');
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [rules] });

    const namespace = new EventhubNamespace(this, 'Namespace', {
      name: 'evhns-graph-notifications',
      resourceGroupName,
      location,
      sku: 'Standard', // Basic takes no network rules
      networkRulesets: rules.networkRulesets,
    });
    const hub = new Eventhub(this, 'Hub', { name: 'notifications', namespaceId: namespace.id, partitionCount: 2, messageRetention: 1 });

    new TerraformOutput(this, 'eventHub', { value: hub.id });
  }
}

const app = new App();
new EventHubStack(app, 'event-hub-graph-notifications');
app.synth();
