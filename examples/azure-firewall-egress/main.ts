import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { AddressFamily, Microsoft365Outbound, ServiceArea } from 'cdk-m365-endpoints';
import { FirewallPolicyRules } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

const SPOKES = ['10.20.0.0/16', '10.21.0.0/16'];

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
    new Microsoft365Outbound(this, 'Microsoft365', {
      enforcedBy: [rules],
      addressFamilies: [AddressFamily.IPV4],
      serviceAreas: [ServiceArea.EXCHANGE, ServiceArea.TEAMS, ServiceArea.SHAREPOINT],
      // Published names with a star in the middle are the tenant's own then; no Azure Firewall rule takes such a star.
      tenant: 'contoso',
      // QUIC is UDP 443, where Azure Firewall knows no star at all: clients use TCP.
      quic: false,
      // Mail on TCP 25, 143, 587, 993 and 995 is admitted by its addresses.
      acknowledgedWarnings: ['cdk-m365-endpoints:hostsByAddress'],
    });
  }
}

const app = new App();
new FirewallEgressStack(app, 'firewall-egress');
app.synth();
