// Every enforcement point of cdk-m365-endpoints/aws in one app.
const { App, Stack } = require('aws-cdk-lib');
const { SecurityGroup, Vpc } = require('aws-cdk-lib/aws-ec2');
const { CfnRestApi } = require('aws-cdk-lib/aws-apigateway');
const m365 = require('cdk-m365-endpoints');
const points = require('cdk-m365-endpoints/aws');
const { madeEveryConstruct } = require('./made-every-construct.cjs');

const stack = new Stack(new App({ outdir: 'cdk.out' }), 'Peers');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 0 });
const groups = new points.SecurityGroups(stack, 'Groups', { vpc });
const lists = new points.PrefixLists(stack, 'Lists');
lists.addRulesTo([1, 2, 3, 4].map((number) => new SecurityGroup(stack, `Group${number}`, { vpc, allowAllOutbound: false })));
const waf = new points.WafIpSets(stack, 'Waf', { scope: points.WafScope.REGIONAL, path: '/api' });
waf.ruleGroup;
const policy = new points.RestApiPolicy(stack, 'Policy');
new CfnRestApi(stack, 'Api', { name: 'api', policy: policy.document });
const firewall = new points.NetworkFirewallRules(stack, 'Firewall', { homeNet: [vpc.vpcCidrBlock] });
const dns = new points.DnsFirewallRules(stack, 'Dns', { blockOthers: true });
dns.associateWith(vpc, { priority: 200 });
new m365.GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups, lists, waf, policy] });
new m365.HybridConfigurationWizardOutbound(stack, 'Wizard', { enforcedBy: [firewall, dns] });
madeEveryConstruct(points, stack);
const { template } = stack.node.root.synth().getStackByName('Peers');
process.stdout.write(`${Object.keys(template.Resources).length} resources\n`);
