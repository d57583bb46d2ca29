/**
 * For every scenario, cloud and enforcement point: what is synthesised from the
 * bundled data admits exactly what the scenario means, address by address and
 * port by port. The reader of the output shares no code with its writers.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Testing, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { PrefixLists, SecurityGroups } from '../lib/aws';
import { NetworkSecurityGroupRules, PriorityRange } from '../lib/azurerm';
import { Cloud } from '../lib/catalog';
import { Direction } from '../lib/net';
import { IEnforcementPoint } from '../lib/rules';
import * as scenarios from '../lib/scenarios';
import { PrefixLists as TerraformPrefixLists, SecurityGroups as TerraformSecurityGroups } from '../lib/terraform-aws';
import { admittedByRules, compare, readCloudFormation, Reading, readTerraform } from '../lib/verify';

type Make = (scope: Construct, props: scenarios.ScenarioProps) => scenarios.Scenario;

const SCENARIOS: Record<string, Make> = {
  'GraphChangeNotificationIngress': (scope, props) => new scenarios.GraphChangeNotificationIngress(scope, 'S', props),
  'GraphChangeNotificationIngress, ports': (scope, props) => new scenarios.GraphChangeNotificationIngress(scope, 'S', { ...props, ports: [443, 8443, 8444] }),
  'ExchangeHybridInbound': (scope, props) => new scenarios.ExchangeHybridInbound(scope, 'S', props),
  'ExchangeHybridInbound, mailFlow, wholeExchangeTable': (scope, props) => new scenarios.ExchangeHybridInbound(scope, 'S', { ...props, mailFlow: true, wholeExchangeTable: true }),
  'MailboxMigrationInbound': (scope, props) => new scenarios.MailboxMigrationInbound(scope, 'S', props),
  'ExchangeHybridAuthenticationInbound': (scope, props) => new scenarios.ExchangeHybridAuthenticationInbound(scope, 'S', props),
  'OutlookMobileAutoDetectInbound': (scope, props) => new scenarios.OutlookMobileAutoDetectInbound(scope, 'S', props),
  'OutlookMobileAutoDetectInbound, exchangeOnlineRanges': (scope, props) => new scenarios.OutlookMobileAutoDetectInbound(scope, 'S', { ...props, exchangeOnlineRanges: true }),
};

/** An enforcement point in a stack, and how to read what became of it. */
interface Target {
  readonly scope: Construct;
  readonly enforcementPoint: IEnforcementPoint;
  read(): Reading;
}

function awsTarget(make: (stack: Stack) => IEnforcementPoint): Target {
  const stack = new Stack(new CdkApp(), 'Stack');
  return { scope: stack, enforcementPoint: make(stack), read: () => readCloudFormation(Template.fromStack(stack).toJSON()) };
}

function azureTarget(make: (stack: TerraformStack) => IEnforcementPoint): Target {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'Azure', { features: [{}] });
  return { scope: stack, enforcementPoint: make(stack), read: () => readTerraform(JSON.parse(Testing.synth(stack, true))) };
}

function terraformAwsTarget(make: (stack: TerraformStack) => IEnforcementPoint): Target {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return { scope: stack, enforcementPoint: make(stack), read: () => readTerraform(JSON.parse(Testing.synth(stack, true))) };
}

const vpc = (stack: Stack) => Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
const priorities = PriorityRange.of(100, 199);

const TARGETS: Record<string, () => Target> = {
  'SecurityGroups': () => awsTarget((stack) => new SecurityGroups(stack, 'Groups', { vpc: vpc(stack), groupsPerInterface: 8 })),
  'SecurityGroups, separate rules': () => awsTarget((stack) => new SecurityGroups(stack, 'Groups', { vpc: vpc(stack), groupsPerInterface: 8, disableInlineRules: true })),
  'SecurityGroups.fromSecurityGroups': () => awsTarget((stack) => SecurityGroups.fromSecurityGroups(stack, 'Groups', (
    Array.from({ length: 6 }, (_, index) => SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`))
  ))),
  'PrefixLists': () => awsTarget((stack) => {
    const lists = new PrefixLists(stack, 'Lists');
    lists.addRulesTo(Array.from({ length: 6 }, (_, index) => SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`)));
    return lists;
  }),
  'SecurityGroups by Terraform': () => terraformAwsTarget((stack) => new TerraformSecurityGroups(stack, 'Groups', { vpcId: 'vpc-1', groupsPerInterface: 8 })),
  'SecurityGroups.fromSecurityGroupIds by Terraform': () => terraformAwsTarget((stack) => (
    TerraformSecurityGroups.fromSecurityGroupIds(stack, 'Groups', Array.from({ length: 6 }, (_, index) => `sg-${index}`))
  )),
  'PrefixLists by Terraform': () => terraformAwsTarget((stack) => {
    const lists = new TerraformPrefixLists(stack, 'Lists');
    lists.addRulesTo(Array.from({ length: 6 }, (_, index) => `sg-${index}`));
    return lists;
  }),
  'NetworkSecurityGroupRules': () => azureTarget((stack) => new NetworkSecurityGroupRules(stack, 'Rules', {
    networkSecurityGroup: { name: 'nsg', resourceGroupName: 'rg' }, priorities,
  })),
  'NetworkSecurityGroupRules.withOwnGroup': () => azureTarget((stack) => NetworkSecurityGroupRules.withOwnGroup(stack, 'Rules', {
    name: 'nsg', resourceGroupName: 'rg', location: 'westeurope', priorities,
  })),
};

describe.each(Object.keys(TARGETS))('%s', (target) => {
  describe.each([Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA])('in %s', (cloud) => {
    test.each(Object.keys(SCENARIOS))('admits exactly what %s means', (name) => {
      const { scope, enforcementPoint, read } = TARGETS[target]();
      const { rules } = SCENARIOS[name](scope, { enforcedBy: [enforcementPoint], cloud }).rules;
      const meant = admittedByRules(rules);
      const reading = read();

      expect(meant.uncovered).toEqual([]);
      expect(reading.findings.filter(({ code }) => code !== 'UnknownGroup')).toEqual([]);
      expect(reading.unresolved).toEqual([]);
      expect(compare(reading.admitted.only(Direction.INBOUND), meant.admitted).toString()).toBe('admits exactly what was expected');
    });
  });
});
