const { readFileSync } = require('node:fs');
const { NetworkSecurityGroup } = require('@cdktf/provider-azurerm/lib/network-security-group');
const { AzurermProvider } = require('@cdktf/provider-azurerm/lib/provider');
const { GraphChangeNotificationIngress } = require('cdk-m365-endpoints');
const { NetworkSecurityGroupRules, PriorityRange } = require('cdk-m365-endpoints/azurerm');
const { App, TerraformStack } = require('cdktf');

const app = new App({ outdir: 'cdktf.out' });
const stack = new TerraformStack(app, 'consumer');
new AzurermProvider(stack, 'Azure', { features: [{}] });
const nsg = new NetworkSecurityGroup(stack, 'Nsg', { name: 'nsg', resourceGroupName: 'rg', location: 'westeurope' });
const rules = new NetworkSecurityGroupRules(stack, 'FromMicrosoft', { networkSecurityGroup: nsg, priorities: PriorityRange.of(200, 299) });
new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [rules] });
app.synth();
process.stdout.write(readFileSync('cdktf.out/stacks/consumer/cdk.tf.json'));
