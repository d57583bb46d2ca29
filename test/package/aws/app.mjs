import { App, Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { SecurityGroups } from 'cdk-m365-endpoints/aws';

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Consumer');
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc });
new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups] });
process.stdout.write(JSON.stringify(app.synth().getStackByName('Consumer').template));
