const { App, Stack } = require('aws-cdk-lib');
const { Vpc } = require('aws-cdk-lib/aws-ec2');
const { GraphChangeNotificationIngress } = require('cdk-m365-endpoints');
const { SecurityGroups } = require('cdk-m365-endpoints/aws');

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Consumer');
const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc });
new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups] });
process.stdout.write(JSON.stringify(app.synth().getStackByName('Consumer').template));
