// Not from `aws-cdk-lib`, which loads the types of every service: three times the work for the compiler.
import { IConnectable, Vpc } from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';
import { Cloud, GraphChangeNotificationIngress, type IEnforcementPoint, type RuleSet } from 'cdk-m365-endpoints';
import { SECURITY_GROUP_LIMITS, SecurityGroups, type SecurityGroupsProps } from 'cdk-m365-endpoints/aws';
import { compare, readCloudFormation, type Reading } from 'cdk-m365-endpoints/verify';

const app = new App();
const stack = new Stack(app, 'Consumer');
const props: SecurityGroupsProps = { vpc: new Vpc(stack, 'Vpc'), rulesPerGroup: SECURITY_GROUP_LIMITS.rulesPerGroup };
const groups: SecurityGroups & IEnforcementPoint = new SecurityGroups(stack, 'FromMicrosoft', props);
const graph = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups], cloud: Cloud.WORLDWIDE, ports: [443] });

// @ts-expect-error: the types are real ones, not `any`
new GraphChangeNotificationIngress(stack, 'Wrong', { enforcedBy: [groups], ports: ['443'] });

export const rules: RuleSet = graph.rules;
export const attach = (target: IConnectable): void => groups.attachTo(target);
export const reading: Reading = readCloudFormation(app.synth().getStackByName('Consumer').template);
export { compare };
