/**
 * For every enforcement point that has a budget: it admits exactly what is meant and what it says to be extra, never more
 * extra addresses than were allowed, and none at all unless they were.
 */
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { CdnFrontdoorFirewallPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { ContainerApp } from '@cdktf/provider-azurerm/lib/container-app';
import { EventhubNamespace } from '@cdktf/provider-azurerm/lib/eventhub-namespace';
import { LinuxWebApp } from '@cdktf/provider-azurerm/lib/linux-web-app';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { WebApplicationFirewallPolicy } from '@cdktf/provider-azurerm/lib/web-application-firewall-policy';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { PrefixLists, RestApiPolicy, SecurityGroups } from '../../lib/aws';
import {
  AdminRules, AppServiceAccessRestrictions, ContainerAppRestrictions, EventHubNamespaceRules, NetworkSecurityGroupRules, PriorityRange,
  WafPolicyRules,
} from '../../lib/azurerm';
import { PrefixSet } from '../../lib/net';
import { IEnforcementPoint, Rule } from '../../lib/rules';
import { GraphChangeNotificationIngress, GraphChangeNotificationIngressProps } from '../../lib/scenarios';
import { PrefixLists as TerraformPrefixLists, SecurityGroups as TerraformSecurityGroups } from '../../lib/terraform-aws';
import { admittedByRules, compare, readCloudFormation, Reading, readTerraform } from '../../lib/verify';
import { graphPublishes, vpcOf } from '../aws/support';

type Point = IEnforcementPoint & Construct & { readonly extra: PrefixSet; readonly extraRules: readonly Rule[] };

/** A budget, where the platform calls its entries rules or prefixes. */
interface Budget {
  readonly max?: number;
  readonly maxExtraAddresses?: number;
}

interface Target {
  readonly scope: Construct;
  readonly point: Point;
  read(): Reading;
}

const ofRules = ({ max, ...rest }: Budget) => ({ maxRules: max, ...rest });
const ofPrefixes = ({ max, ...rest }: Budget) => ({ maxPrefixes: max, ...rest });

function onCdk(make: (stack: Stack) => Point): Target {
  const stack = new Stack(new App(), 'Stack');
  return { scope: stack, point: make(stack), read: () => readCloudFormation(Template.fromStack(stack).toJSON()) };
}

function onCdktf(make: (stack: TerraformStack) => Point): Target {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'Azure', { features: [{}] });
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return { scope: stack, point: make(stack), read: () => readTerraform(JSON.parse(Testing.synth(stack, true))) };
}

const named = { name: 'n', resourceGroupName: 'rg', location: 'westeurope' };

const TARGETS: Record<string, (budget: Budget) => Target> = {
  'SecurityGroups': (budget) => onCdk((stack) => new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack), ...ofRules(budget) })),
  'SecurityGroups by Terraform': (budget) => onCdktf((stack) => new TerraformSecurityGroups(stack, 'Groups', { vpcId: 'vpc-1', ...ofRules(budget) })),
  'existing security groups by Terraform': (budget) => onCdktf((stack) => (
    TerraformSecurityGroups.fromSecurityGroupIds(stack, 'Groups', ['sg-1', 'sg-2'], ofRules(budget)) as TerraformSecurityGroups
  )),
  'PrefixLists': (budget) => onCdk((stack) => {
    const lists = new PrefixLists(stack, 'Lists', ofPrefixes(budget));
    lists.addRulesTo(['One', 'Two', 'Three'].map((id) => new SecurityGroup(stack, id, { vpc: vpcOf(new Construct(stack, `${id}Vpc`)), allowAllOutbound: false })));
    return lists;
  }),
  'PrefixLists by Terraform': (budget) => onCdktf((stack) => {
    const lists = new TerraformPrefixLists(stack, 'Lists', ofPrefixes(budget));
    lists.addRulesTo(['sg-1', 'sg-2', 'sg-3']);
    return lists;
  }),
  'RestApiPolicy': (budget) => onCdk((stack) => {
    const policy = new RestApiPolicy(stack, 'Policy', ofPrefixes(budget));
    new CfnRestApi(stack, 'Api', { name: 'n', policy: policy.document });
    return policy;
  }),
  'NetworkSecurityGroupRules': (budget) => onCdktf((stack) => new NetworkSecurityGroupRules(stack, 'Rules', {
    networkSecurityGroup: new NetworkSecurityGroup(stack, 'Nsg', named), priorities: PriorityRange.of(200, 299), ...ofPrefixes(budget),
  })),
  'AdminRules': (budget) => onCdktf((stack) => new AdminRules(stack, 'Rules', {
    ruleCollection: { id: 'collection' }, priorities: PriorityRange.ofAdminRules(1, 99), ...ofPrefixes(budget),
  })),
  'WafPolicyRules.forFrontDoor': (budget) => onCdktf((stack) => WafPolicyRules.forFrontDoor(stack, 'Rules', {
    policy: new CdnFrontdoorFirewallPolicy(stack, 'Policy', { ...named, skuName: 'Premium_AzureFrontDoor', mode: 'Prevention' }), priority: 1, ...ofPrefixes(budget),
  })),
  'WafPolicyRules.forApplicationGateway': (budget) => onCdktf((stack) => WafPolicyRules.forApplicationGateway(stack, 'Rules', {
    policy: new WebApplicationFirewallPolicy(stack, 'Policy', { ...named, managedRules: { managedRuleSet: [{ version: '3.2' }] } }), priority: 1, ...ofPrefixes(budget),
  })),
  'AppServiceAccessRestrictions': (budget) => onCdktf((stack) => {
    const restrictions = new AppServiceAccessRestrictions(stack, 'Restrictions', ofPrefixes(budget));
    new LinuxWebApp(stack, 'App', { ...named, servicePlanId: 'plan', siteConfig: restrictions.siteConfig });
    return restrictions;
  }),
  'EventHubNamespaceRules': (budget) => onCdktf((stack) => {
    const rules = new EventHubNamespaceRules(stack, 'Rules', ofRules(budget));
    new EventhubNamespace(stack, 'Namespace', { ...named, sku: 'Standard', networkRulesets: rules.networkRulesets });
    return rules;
  }),
  'ContainerAppRestrictions': (budget) => onCdktf((stack) => {
    const restrictions = new ContainerAppRestrictions(stack, 'Restrictions', ofRules(budget));
    new ContainerApp(stack, 'App', {
      name: 'n',
      resourceGroupName: 'rg',
      containerAppEnvironmentId: 'e',
      revisionMode: 'Single',
      template: { container: [{ name: 'n', image: 'i', cpu: 0.25, memory: '0.5Gi' }] },
      ingress: {
        externalEnabled: true,
        targetPort: 80,
        trafficWeight: [{ percentage: 100 }],
        ipSecurityRestriction: restrictions.ipSecurityRestriction,
      },
    });
    return restrictions;
  }),
};

/** Pairs of addresses with one between, which no two prefixes could merge: a prefix fewer costs two more addresses. */
const PAIRS = Array.from({ length: 40 }, (_, i) => [`20.0.${i}.1/32`, `20.0.${i}.3/32`]).flat();
const EXTRA = 'cdk-m365-endpoints:extraAddressesAdmitted';

const graph = ({ scope, point }: Target, rest: Partial<GraphChangeNotificationIngressProps> = {}) => (
  new GraphChangeNotificationIngress(scope, 'Graph', { enforcedBy: [point], catalog: graphPublishes(PAIRS), ...rest })
);
const messagesOn = ({ node }: Construct, id: string) => node.metadata.map(({ data }) => String(data)).filter((text) => text.includes(id));

describe.each(Object.entries(TARGETS))('%s', (_, target) => {
  test('admits exactly what is meant and what is said to be extra, within both bounds', () => {
    const made = target({ max: 60, maxExtraAddresses: 40 });
    const meant = admittedByRules(graph(made).rules.rules).admitted;
    const extra = admittedByRules(made.point.extraRules).admitted;
    const reading = made.read();
    expect(reading.findings).toEqual([]);
    expect(compare(reading.admitted, meant.union(extra)).toString()).toBe('admits exactly what was expected');
    expect(made.point.extra.size()).toBe(40n);
    expect(made.point.extra.overlaps(PrefixSet.of(...PAIRS))).toBe(false);
    expect(messagesOn(made.point, EXTRA)).toEqual([expect.stringMatching(/60 (rules|prefixes) instead of 80, 40 extra addresses; /)]);
  });

  test('shows no warning that every scenario has acknowledged', () => {
    const made = target({ max: 60, maxExtraAddresses: 40 });
    graph(made, { acknowledgedWarnings: [EXTRA] });
    made.read();
    expect(messagesOn(made.point, EXTRA)).toEqual([]);
  });

  test.each([{ max: 60 }, { max: 60, maxExtraAddresses: 0 }, { max: 60, maxExtraAddresses: 39 }])('fails with %j, and says what it would take', (budget) => {
    expect(() => graph(target(budget))).toThrow(expect.objectContaining({
      code: 'CoverTooWide', message: expect.stringMatching(/an exact match needs 80 (rules|prefixes); .* set maxExtraAddresses to at least 40$/),
    }));
  });

  test('takes as few as the extra addresses allow', () => {
    const made = target({ maxExtraAddresses: 11 });
    graph(made);
    made.read();
    expect(made.point.extra.size()).toBe(10n);
    expect(messagesOn(made.point, EXTRA)).toEqual([expect.stringMatching(/75 (rules|prefixes) instead of 80, 10 extra addresses; /)]);
  });

  test('without a budget, and with one that suffices, is exact', () => {
    for (const budget of [{}, { max: 80 }, { max: 80, maxExtraAddresses: 1000 }, { maxExtraAddresses: 0 }]) {
      const made = target(budget);
      const { rules } = graph(made).rules;
      expect(compare(made.read().admitted, admittedByRules(rules).admitted).toString()).toBe('admits exactly what was expected');
      expect(made.point.extra.isEmpty).toBe(true);
      expect(messagesOn(made.point, EXTRA)).toEqual([]);
    }
  });

  test.each([{ max: 0 }, { max: 1.5 }, { maxExtraAddresses: -1 }])('fails for %j', (budget) => {
    expect(() => target(budget)).toThrow(expect.objectContaining({ code: 'InvalidQuota' }));
  });
});

describe('security groups by AWS CDK and by Terraform', () => {
  const both = ['SecurityGroups', 'SecurityGroups by Terraform'].map((name) => TARGETS[name]);

  test.each([{}, { max: 60, maxExtraAddresses: 40 }, { max: 70, maxExtraAddresses: 40 }, { maxExtraAddresses: 11 }])('admit the same in the same groups with %j', (budget) => {
    const [one, other] = both.map((target) => {
      const made = target(budget);
      graph(made);
      const reading = made.read();
      return {
        groups: [...reading.groups.values()].filter(({ counts }) => counts.inbound.ipv4 > 0).map(({ space }) => space.describe()).sort(),
        extra: made.point.extraRules.map(({ prefixes }) => `${prefixes}`),
        messages: messagesOn(made.point, EXTRA).map((text) => text.replace(/^\w+\//, '')),
      };
    });
    expect(other).toEqual(one);
    expect(one.messages).toHaveLength('maxExtraAddresses' in budget ? 1 : 0);
  });
});
