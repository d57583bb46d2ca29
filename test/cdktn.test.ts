/** CDK Terrain: the same sources, once more for `cdktn`, give the same resources. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider as CdktfAwsProvider } from '@cdktf/provider-aws/lib/provider';
import { CdnFrontdoorFirewallPolicy as CdktfPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { AzurermProvider as CdktfAzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { AwsProvider as CdktnAwsProvider } from '@cdktn/provider-aws/lib/provider';
import { CdnFrontdoorFirewallPolicy as CdktnPolicy } from '@cdktn/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { AzurermProvider as CdktnAzurermProvider } from '@cdktn/provider-azurerm/lib/provider';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import { Construct } from 'constructs';
import { EnforcedTraffic } from '../lib/assertions';
import * as cdktfAzurerm from '../lib/azurerm';
import * as cdktnAzurerm from '../lib/cdktn/azurerm';
import * as cdktnAws from '../lib/cdktn/terraform-aws';
import { isDeployTimeList, isDeployTimeNumber, isDeployTimeText } from '../lib/rules/model/token';
import { GraphChangeNotificationIngress } from '../lib/scenarios';
import * as cdktfAws from '../lib/terraform-aws';
import { inCdkTerrainApp, rewriteSpecifiers } from '../scripts/write-cdktn';

const EXAMPLES = join(__dirname, '..', 'examples');
const terraformExamples = readdirSync(EXAMPLES).filter((example) => existsSync(join(EXAMPLES, example, 'cdktf.json')));

// Inside the project, so that packages resolve as they do for its tests.
mkdirSync(join(__dirname, '..', 'build'), { recursive: true });
const sources = mkdtempSync(join(__dirname, '..', 'build', 'cdktn-'));
const outputs = mkdtempSync(join(tmpdir(), 'cdktn-'));
afterAll(() => [sources, outputs].forEach((folder) => rmSync(folder, { recursive: true })));

/** Runs an app with a fresh folder for its output, and gives the one document in it. */
function documentOf(main: string): Record<string, any> {
  const outdir = mkdtempSync(join(outputs, 'app-'));
  process.env.CDKTF_OUTDIR = outdir;
  jest.requireActual(main);
  const [stack, ...others] = readdirSync(join(outdir, 'stacks'));
  expect(others).toEqual([]);
  return JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
}

function movedExample(example: string): string {
  const folder = join(sources, example);
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.ts'), rewriteSpecifiers(readFileSync(join(EXAMPLES, example, 'main.ts'), 'utf8'), inCdkTerrainApp));
  return join(folder, 'main');
}

test.each(terraformExamples)('%s is the same for CDKTF and CDK Terrain, but for the versions', (example) => {
  const [old, young] = [documentOf(join(EXAMPLES, example, 'main')), documentOf(movedExample(example))].map(({
    '//': { metadata, ...record }, 'terraform': { required_providers: providers, ...terraform }, ...rest
  }) => ({ versions: { metadata, providers }, document: { ...rest, terraform, record } as Record<string, any> }));
  // The later provider knows the argument for Logic Apps too.
  const logicApps = Object.values<any>(young.document.resource.azurerm_logic_app_standard ?? {});
  logicApps.forEach(({ site_config: site }) => delete site.ip_restriction_default_action);
  expect(young.document).toEqual(old.document);
  expect(Object.keys(young.document.record)).toContain('cdk-m365-endpoints');
  expect(Object.keys(young.document.resource)).not.toEqual([]);
  // Each was synthesised by the framework that it is meant for.
  expect([old.versions.metadata.version, young.versions.metadata.version]).toEqual([versionOf('cdktf'), versionOf('cdktn')]);
  expect(Object.keys(young.versions.providers)).toEqual(Object.keys(old.versions.providers));
});

function versionOf(framework: string): string {
  return (jest.requireActual(`${framework}/package.json`) as { version: string }).version;
}

const FLAVOURS = {
  cdktf: {
    framework: cdktf,
    azurerm: cdktfAzurerm,
    aws: cdktfAws,
    azurermProvider: CdktfAzurermProvider,
    awsProvider: CdktfAwsProvider,
    Policy: CdktfPolicy,
  },
  cdktn: {
    framework: cdktn,
    azurerm: cdktnAzurerm,
    aws: cdktnAws,
    azurermProvider: CdktnAzurermProvider,
    awsProvider: CdktnAwsProvider,
    Policy: CdktnPolicy,
  },
};

/** A stack as apps have them: of a class of their own, with the providers that validation asks for. */
function newStack(name: keyof typeof FLAVOURS): Construct {
  const { framework, azurermProvider: Azurerm, awsProvider: Aws } = FLAVOURS[name];
  class AppStack extends (framework.TerraformStack as typeof cdktf.TerraformStack) {}
  const stack = new AppStack(framework.Testing.app() as cdktf.App, 'stack');
  new Azurerm(stack, 'Azure', { features: [{}] });
  new Aws(stack, 'Aws', { region: 'eu-central-1' });
  return stack;
}

test('what touches no framework is shared by both', () => {
  expect(cdktnAzurerm.PriorityRange).toBe(cdktfAzurerm.PriorityRange);
  expect(cdktnAzurerm.DefaultDeny).toBe(cdktfAzurerm.DefaultDeny);
  expect(cdktnAws.WafScope).toBe(cdktfAws.WafScope);
  expect(cdktnAzurerm.NetworkSecurityGroupRules).not.toBe(cdktfAzurerm.NetworkSecurityGroupRules);
});

describe.each([
  ['cdktf', 'cdktn', 'cdk-m365-endpoints/cdktn/azurerm or cdk-m365-endpoints/cdktn/terraform-aws'],
  ['cdktn', 'cdktf', 'cdk-m365-endpoints/azurerm or cdk-m365-endpoints/terraform-aws'],
] as const)('an enforcement point for %s in a stack of %s', (own, found, entryPoints) => {
  const { azurerm, aws } = FLAVOURS[own];
  const group = { name: 'nsg', resourceGroupName: 'rg', location: 'westeurope' };
  const priorities = cdktfAzurerm.PriorityRange.of(1000, 1999);
  const adminPriorities = cdktfAzurerm.PriorityRange.ofAdminRules(1000, 1999);
  const policyOf = (stack: Construct) => new FLAVOURS[found].Policy(stack, 'Policy', {
    name: 'policy', resourceGroupName: 'rg', skuName: 'Premium_AzureFrontDoor', mode: 'Prevention',
  }) as never;
  const create: Record<string, (stack: Construct) => unknown> = {
    NetworkSecurityGroupRules: (stack) => new azurerm.NetworkSecurityGroupRules(stack, 'Rules', { networkSecurityGroup: group, priorities }),
    OwnedNetworkSecurityGroup: (stack) => azurerm.NetworkSecurityGroupRules.withOwnGroup(stack, 'Rules', { ...group, priorities }),
    AdminRules: (stack) => new azurerm.AdminRules(stack, 'Rules', { ruleCollection: { id: '/collections/one' }, priorities: adminPriorities }),
    IpGroups: (stack) => new azurerm.IpGroups(stack, 'Rules', { ...group, name: 'ipg' }),
    FirewallPolicyRules: (stack) => new azurerm.FirewallPolicyRules(stack, 'Rules', { firewallPolicy: { id: '/policies/one' }, priority: 500 }),
    ContainerAppRestrictions: (stack) => new azurerm.ContainerAppRestrictions(stack, 'Rules'),
    EventHubNamespaceRules: (stack) => new azurerm.EventHubNamespaceRules(stack, 'Rules'),
    AppServiceAccessRestrictions: (stack) => new azurerm.AppServiceAccessRestrictions(stack, 'Rules'),
    WafPolicyRules: (stack) => azurerm.WafPolicyRules.forFrontDoor(stack, 'Rules', { policy: policyOf(stack), priority: 10 }),
    SecurityGroups: (stack) => new aws.SecurityGroups(stack, 'Rules', { vpcId: 'vpc-1' }),
    PrefixLists: (stack) => new aws.PrefixLists(stack, 'Rules'),
    WafIpSets: (stack) => new aws.WafIpSets(stack, 'Rules', { scope: aws.WafScope.REGIONAL }),
    NetworkFirewallRules: (stack) => new aws.NetworkFirewallRules(stack, 'Rules', { ruleGroupName: 'rules' }),
    DnsFirewallRules: (stack) => new aws.DnsFirewallRules(stack, 'Rules', { ruleGroupName: 'rules' }),
  };

  test.each(Object.keys(create))('fails with the right import: %s', (name) => {
    const message = `Rules is made for ${own}, and its stack is one of ${found}: import it from ${entryPoints}`;
    expect(() => create[name](newStack(found))).toThrow(expect.objectContaining({ code: 'OtherFramework', message: expect.stringContaining(message) }));
  });

  test('every construct of the entry points is tried', () => {
    const constructs = Object.entries({ ...azurerm, ...aws }).filter(([, value]) => typeof value === 'function' && value.prototype instanceof Construct);
    expect(constructs.map(([name]) => name).filter((name) => !(name in create))).toEqual([]);
  });
});

test('assertions take what Testing.synth of CDK Terrain returns, and not the stack', () => {
  const stack = newStack('cdktn') as cdktn.TerraformStack;
  const rules = cdktnAzurerm.NetworkSecurityGroupRules.withOwnGroup(stack, 'Rules', {
    name: 'nsg', resourceGroupName: 'rg', location: 'westeurope', priorities: cdktnAzurerm.PriorityRange.of(1000, 1999),
  });
  const scenario = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [rules] });
  expect(() => EnforcedTraffic.of(stack)).toThrow(expect.objectContaining({ code: 'NotSynthesised' }));
  EnforcedTraffic.of(cdktn.Testing.synth(stack, true)).allowsExactly(scenario);
});

test('deploy-time values of CDK Terrain are recognised as those of CDKTF', () => {
  const variable = new cdktn.TerraformVariable(newStack('cdktn'), 'variable', {});
  expect(isDeployTimeText(variable.stringValue)).toBe(true);
  expect(isDeployTimeNumber(variable.numberValue)).toBe(true);
  expect(isDeployTimeList(variable.listValue)).toBe(true);
});
