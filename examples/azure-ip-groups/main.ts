import { FirewallPolicy } from '@cdktf/provider-azurerm/lib/firewall-policy';
import { FirewallPolicyRuleCollectionGroup } from '@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { AddressFamily, MailboxMigrationInbound } from 'cdk-m365-endpoints';
import { IpGroups } from 'cdk-m365-endpoints/azurerm';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** The migration endpoint of an Exchange organisation behind a central Azure Firewall: Exchange Online reaches it, nobody else. */
class IpGroupsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'ip-groups.tfstate' });
    new AzurermProvider(this, 'Azure', { features: [{}] });
    const { name: resourceGroupName, location } = new ResourceGroup(this, 'ResourceGroup', { name: 'rg-hub', location: 'westeurope' });
    const policy = new FirewallPolicy(this, 'Policy', { name: 'afwp-hub', resourceGroupName, location });
    const publicIp = new PublicIp(this, 'PublicIp', { name: 'pip-hub', resourceGroupName, location, allocationMethod: 'Static', sku: 'Standard' });

    // Azure Firewall rules know no IPv6. A new edition changes the groups, and leaves the rule alone.
    const exchangeOnline = new IpGroups(this, 'ExchangeOnline', { name: 'ipg-exchange-online', resourceGroupName, location });
    new MailboxMigrationInbound(this, 'Migration', { enforcedBy: [exchangeOnline], addressFamilies: [AddressFamily.IPV4] });

    // A group has neither ports nor a direction: the rule that names it gives both.
    new FirewallPolicyRuleCollectionGroup(this, 'Inbound', {
      name: 'inbound',
      firewallPolicyId: policy.id,
      priority: 200,
      natRuleCollection: [{
        name: 'exchange',
        priority: 200,
        action: 'Dnat',
        rule: [{
          name: 'mailbox-migration',
          sourceIpGroups: exchangeOnline.ipGroupIds,
          destinationAddress: publicIp.ipAddress,
          destinationPorts: ['443'],
          protocols: ['TCP'],
          translatedAddress: '10.10.0.20',
          translatedPort: 443,
        }],
      }],
    });
  }
}

const app = new App();
new IpGroupsStack(app, 'ip-groups');
app.synth();
