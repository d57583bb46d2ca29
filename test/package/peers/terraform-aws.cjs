// Every enforcement point of cdk-m365-endpoints/terraform-aws in one app.
const { readFileSync } = require('node:fs');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const m365 = require('cdk-m365-endpoints');
const points = require('cdk-m365-endpoints/terraform-aws');
const { App, TerraformStack } = require('cdktf');
const { madeEveryConstruct } = require('./made-every-construct.cjs');

const app = new App({ outdir: 'cdktf.out' });
const stack = new TerraformStack(app, 'peers');
new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
const groups = new points.SecurityGroups(stack, 'Groups', { vpcId: 'vpc-1' });
const lists = new points.PrefixLists(stack, 'Lists');
lists.addRulesTo(['sg-1', 'sg-2', 'sg-3', 'sg-4']);
const waf = new points.WafIpSets(stack, 'Waf', { scope: points.WafScope.REGIONAL, path: '/api' });
waf.ruleGroup;
const firewall = new points.NetworkFirewallRules(stack, 'Firewall', { ruleGroupName: 'to-microsoft' });
const dns = new points.DnsFirewallRules(stack, 'Dns', { ruleGroupName: 'to-microsoft', blockOthers: true });
new m365.GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups, lists, waf] });
new m365.HybridConfigurationWizardOutbound(stack, 'Wizard', { enforcedBy: [firewall, dns] });
madeEveryConstruct(points, stack);
app.synth();
const { resource } = JSON.parse(readFileSync('cdktf.out/stacks/peers/cdk.tf.json', 'utf8'));
process.stdout.write(`${Object.values(resource).flatMap(Object.keys).length} resources\n`);
