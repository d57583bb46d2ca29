// The stack comes from another copy of aws-cdk-lib, beside another copy of constructs, than the package loads: that of the folder
// in the first argument. Prints what the package must see through all the same.
const { createRequire } = require('node:module');
const { GraphChangeNotificationIngress } = require('cdk-m365-endpoints');
const { SecurityGroups } = require('cdk-m365-endpoints/aws');

const other = createRequire(process.argv[2]);
const { App, Stack } = other('aws-cdk-lib');
const { SecurityGroup, Vpc } = other('aws-cdk-lib/aws-ec2');
const { ApplicationLoadBalancer } = other('aws-cdk-lib/aws-elasticloadbalancingv2');

const app = new App({ outdir: 'cdk.out.two' });
const stack = new Stack(app, 'Consumer');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });
const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc, internetFacing: true });
loadBalancer.addListener('Open', { port: 443, protocol: 'HTTP' }).addTargets('Targets', { port: 80 });
const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc });
new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups] });
groups.attachTo(loadBalancer);

const own = new SecurityGroup(stack, 'Own', { vpc, allowAllOutbound: false });
SecurityGroups.fromSecurityGroups(stack, 'Wrapped', [own], { rulesPerGroup: 200 });
let wrappedTwice = 'nothing was said';
try {
  SecurityGroups.fromSecurityGroups(stack, 'WrappedTwice', [own], { rulesPerGroup: 200 });
} catch (error) {
  wrappedTwice = error.code;
}

const { template, messages } = app.synth().getStackByName('Consumer');
const warnings = messages.map(({ entry: { data } }) => String(data)).flatMap((text) => /\[ack: cdk-m365-endpoints:(\w+)\]/.exec(text)?.[1] ?? []);
const published = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::EC2::SecurityGroup')
  .flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []).filter(({ Description }) => Description.startsWith('graph-'));
process.stdout.write(JSON.stringify({ copies: Stack !== require('aws-cdk-lib').Stack, rules: published.length, wrappedTwice, warnings: [...new Set(warnings)].sort() }));
