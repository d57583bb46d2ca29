/* eslint-disable @typescript-eslint/no-require-imports -- a case loads its framework in its own process, before the clock starts */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScalingCase } from './scaling';

type Cdk = typeof import('aws-cdk-lib');
type Ec2 = typeof import('aws-cdk-lib/aws-ec2');
type Aws = typeof import('../lib/aws');
type TerraformAws = typeof import('../lib/terraform-aws');

/** The quotas that EC2 raises to the most that it ever allows, so that one group holds a thousand rules. */
const ONE_GROUP = { rulesPerGroup: 1000, groupsPerInterface: 1 };

/** Every enforcement point of AWS. */
export const AWS_CASES: Record<string, ScalingCase> = {
  'SecurityGroups': cdk(({ stack, vpc, aws }) => {
    const groups = new aws.SecurityGroups(stack, 'Groups', { vpc, ...ONE_GROUP });
    return groups;
  }),
  'SecurityGroups, separate rules': {
    ...cdk(({ stack, vpc, aws }) => (
      new aws.SecurityGroups(stack, 'Groups', { vpc, ...ONE_GROUP, disableInlineRules: true })
    )),
    most: 480,
  },
  'SecurityGroups, existing group': {
    ...cdk(({ stack, ec2, aws }) => (
      aws.SecurityGroups.fromSecurityGroups(stack, 'Groups', [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123')], ONE_GROUP)
    )),
    most: 480,
  },
  'PrefixLists': cdk(({ stack, aws }) => new aws.PrefixLists(stack, 'Lists')),
  'PrefixLists, in rules': cdk(({ stack, ec2, aws }) => {
    const lists = new aws.PrefixLists(stack, 'Lists', { maxEntries: 100 });
    const groups = Array.from({ length: 4 }, (_, index) => ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`));
    lists.addRulesTo(groups, { rulesPerGroup: 1000 });
    return lists;
  }),
  'NetworkFirewallRules': cdk(({ stack, aws }) => new aws.NetworkFirewallRules(stack, 'Rules', { homeNet: ['10.0.0.0/16'] })),
  'WafIpSets': cdk(({ stack, aws }) => new aws.WafIpSets(stack, 'Waf', { scope: aws.WafScope.REGIONAL })),
  'DnsFirewallRules': { ...cdk(({ stack, aws }) => new aws.DnsFirewallRules(stack, 'Rules', { rulesPerGroup: 1000 })), flow: 'names', most: 480 },
  'RestApiPolicy': cdk(({ stack, aws }) => new aws.RestApiPolicy(stack, 'Policy', { maxLength: 100_000 })),
  'Terraform SecurityGroups': terraform(({ stack, aws }) => new aws.SecurityGroups(stack, 'Groups', { vpcId: 'vpc-0123', ...ONE_GROUP })),
  'Terraform PrefixLists': terraform(({ stack, aws }) => new aws.PrefixLists(stack, 'Lists')),
  'Terraform NetworkFirewallRules': terraform(({ stack, aws }) => new aws.NetworkFirewallRules(stack, 'Rules', { ruleGroupName: 'rules' })),
  'Terraform DnsFirewallRules': { ...terraform(({ stack, aws }) => new aws.DnsFirewallRules(stack, 'Rules', { ruleGroupName: 'rules', rulesPerGroup: 1000 })), flow: 'names' },
  'Terraform WafIpSets': terraform(({ stack, aws }) => new aws.WafIpSets(stack, 'Waf', { scope: aws.WafScope.REGIONAL })),
  'N SecurityGroups': {
    load: () => {
      const { App, Stack } = require('aws-cdk-lib') as Cdk;
      const { Vpc } = require('aws-cdk-lib/aws-ec2') as Ec2;
      const { SecurityGroups } = require('../lib/aws') as Aws;
      return (scenarios, add) => {
        const app = new App({ outdir: folder(), context: { 'aws:cdk:disable-stack-trace': true } });
        const stack = new Stack(app, 'Stack', { suppressTemplateIndentation: true });
        const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123', availabilityZones: ['a'] });
        for (let index = 0; index < scenarios; index++) {
          add(stack, new SecurityGroups(stack, `Groups${index}`, { vpc }), 1, index);
        }
        app.synth();
      };
    },
    most: 480,
  },
};

interface CdkScene {
  readonly stack: InstanceType<Cdk['Stack']>;
  readonly vpc: import('aws-cdk-lib/aws-ec2').IVpc;
  readonly ec2: Ec2;
  readonly aws: Aws;
}

function cdk(point: (scene: CdkScene) => import('../lib').IEnforcementPoint): ScalingCase {
  return {
    load: () => {
      const { App, Stack } = require('aws-cdk-lib') as Cdk;
      const ec2 = require('aws-cdk-lib/aws-ec2') as Ec2;
      const aws = require('../lib/aws') as Aws;
      return (scenarios, add) => {
        const app = new App({ outdir: folder() });
        const stack = new Stack(app, 'Stack');
        const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123', availabilityZones: ['a'] });
        add(stack, point({ stack, vpc, ec2, aws }), scenarios);
        app.synth();
      };
    },
  };
}

interface TerraformScene {
  readonly stack: import('cdktf').TerraformStack;
  readonly aws: TerraformAws;
}

function terraform(point: (scene: TerraformScene) => import('../lib').IEnforcementPoint): ScalingCase {
  return {
    load: () => {
      const { App, TerraformStack } = require('cdktf') as typeof import('cdktf');
      const { AwsProvider } = require('@cdktf/provider-aws/lib/provider') as typeof import('@cdktf/provider-aws/lib/provider');
      const aws = require('../lib/terraform-aws') as TerraformAws;
      return (scenarios, add) => {
        const app = new App({ outdir: folder() });
        const stack = new TerraformStack(app, 'Stack');
        new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
        add(stack, point({ stack, aws }), scenarios);
        app.synth();
      };
    },
  };
}

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'scaling-'));
}
