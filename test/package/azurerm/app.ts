// `/index.js` because the provider has no `exports`: an ES module must name the file.
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group/index.js';
import { Cloud, GraphChangeNotificationIngress, type IEnforcementPoint, type RuleSet } from 'cdk-m365-endpoints';
import { NetworkSecurityGroupRules, PriorityRange, type NetworkSecurityGroupRulesProps } from 'cdk-m365-endpoints/azurerm';
import { compare, readTerraform, type Reading } from 'cdk-m365-endpoints/verify';
import { App, TerraformStack } from 'cdktf';

const app = new App();
const stack = new TerraformStack(app, 'consumer');
const nsg = new NetworkSecurityGroup(stack, 'Nsg', { name: 'nsg', resourceGroupName: 'rg', location: 'westeurope' });
const props: NetworkSecurityGroupRulesProps = { networkSecurityGroup: nsg, priorities: PriorityRange.of(200, 299) };
const enforcedBy: IEnforcementPoint[] = [
  new NetworkSecurityGroupRules(stack, 'FromMicrosoft', props),
  NetworkSecurityGroupRules.withOwnGroup(stack, 'Owned', { ...props, name: 'owned', resourceGroupName: 'rg', location: 'westeurope' }),
];
const graph = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy, cloud: Cloud.WORLDWIDE, ports: [443] });

// @ts-expect-error: the types are real ones, not `any`
new GraphChangeNotificationIngress(stack, 'Wrong', { enforcedBy, ports: ['443'] });

export const rules: RuleSet = graph.rules;
export const reading: Reading = readTerraform(stack.toTerraform());
export { compare };
