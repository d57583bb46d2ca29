import { readFileSync } from 'node:fs';
// The provider has no `exports`, so that an ES module must name its files.
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { NetworkSecurityGroupRules, PriorityRange } from 'cdk-m365-endpoints/azurerm';
import { App, TerraformStack } from 'cdktf';

const app = new App({ outdir: 'cdktf.out' });
const stack = new TerraformStack(app, 'consumer');
new AzurermProvider(stack, 'Azure', { features: [{}] });
const nsg = new NetworkSecurityGroup(stack, 'Nsg', { name: 'nsg', resourceGroupName: 'rg', location: 'westeurope' });
const rules = new NetworkSecurityGroupRules(stack, 'FromMicrosoft', { networkSecurityGroup: nsg, priorities: PriorityRange.of(200, 299) });
new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [rules] });
app.synth();
process.stdout.write(readFileSync('cdktf.out/stacks/consumer/cdk.tf.json'));
