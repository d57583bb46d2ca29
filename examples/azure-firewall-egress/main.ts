import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { AddressFamily, OnUnsupported, Peer, Scenario, ScenarioProps } from 'cdk-m365-endpoints';
import { FirewallPolicyRules } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

const SPOKES = ['10.20.0.0/16', '10.21.0.0/16'];
const TENANT = 'contoso';

/** Clients reach one set of the web service, by its id. */
class WebServiceOutbound extends Scenario {
  constructor(scope: Construct, id: number, props: ScenarioProps) {
    super(scope, `Set${id}`, props, { slug: `worldwide-${id}`, flows: [{ name: 'service' }] });
  }
}

/** What the clients behind a central Azure Firewall need of Exchange Online, Teams and SharePoint. */
class FirewallEgressStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'firewall-egress.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const resourceGroup = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-hub', location: 'westeurope' });
    const policy = new FirewallPolicy(this, 'Policy', {
      name: 'afwp-hub',
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
    });

    const rules = new FirewallPolicyRules(this, 'ToMicrosoft365', {
      firewallPolicy: policy,
      priority: 500,
      sourceAddresses: SPOKES,
      // A new edition then changes IP groups, and leaves the rules alone.
      ipGroups: { resourceGroupName: resourceGroup.name, location: resourceGroup.location },
    });
    const props: ScenarioProps = { enforcedBy: [rules], addressFamilies: [AddressFamily.IPV4] };
    [1, 9, 10, 11, 12, 31].forEach((set) => new WebServiceOutbound(this, set, props));

    // Set 8 has a name with a star in the middle, which no Azure Firewall rule takes: the tenant's own name stands in its place.
    new WebServiceOutbound(this, 8, {
      ...props,
      additionalPeers: [Peer.host(`autodiscover.${TENANT}.onmicrosoft.com`)],
      onUnsupported: OnUnsupported.WARN,
      acknowledgedWarnings: ['cdk-m365-endpoints:unsupportedLeftOut'],
    });
  }
}

const app = new App();
new FirewallEgressStack(app, 'firewall-egress');
app.synth();
