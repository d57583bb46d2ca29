import { ContainerApp } from '@cdktf/provider-azurerm/lib/container-app';
import { ContainerAppEnvironment } from '@cdktf/provider-azurerm/lib/container-app-environment';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { AddressFamily, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { ContainerAppRestrictions } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** A container app for Microsoft Graph change notifications, which only Microsoft Graph reaches. */
class ContainerAppStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'container-app-graph-webhook.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const { name: resourceGroupName, location } = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-graph-webhook', location: 'westeurope' });
    const environment = new ContainerAppEnvironment(this, 'Environment', { name: 'cae-graph-webhook', resourceGroupName, location });

    const restrictions = new ContainerAppRestrictions(this, 'FromMicrosoft');
    new GraphChangeNotificationIngress(this, 'Graph', {
      enforcedBy: [restrictions],
      addressFamilies: [AddressFamily.IPV4], // container apps have no IPv6 addresses, and take no rules for them
    });

    const app = new ContainerApp(this, 'Webhook', {
      name: 'ca-graph-webhook',
      resourceGroupName,
      containerAppEnvironmentId: environment.id,
      revisionMode: 'Single',
      template: { container: [{ name: 'webhook', image: 'mcr.microsoft.com/k8se/quickstart:latest', cpu: 0.25, memory: '0.5Gi' }] },
      ingress: {
        externalEnabled: true,
        targetPort: 80,
        trafficWeight: [{ percentage: 100, latestRevision: true }],
        ipSecurityRestriction: restrictions.ipSecurityRestriction,
      },
    });

    new TerraformOutput(this, 'webhookHost', { value: app.ingress.fqdn });
  }
}

const app = new App();
new ContainerAppStack(app, 'container-app-graph-webhook');
app.synth();
