/**
 * For every filter of web requests, the scenarios that it can express and the clouds:
 * what is synthesised from the bundled data lets exactly the published sources through.
 * What it cannot express is refused, with the reason.
 */
import { CdnFrontdoorFirewallPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { LinuxWebApp } from '@cdktf/provider-azurerm/lib/linux-web-app';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { WebApplicationFirewallPolicy } from '@cdktf/provider-azurerm/lib/web-application-firewall-policy';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { RestApiPolicy, WafIpSets, WafScope } from '../lib/aws';
import { AppServiceAccessRestrictions, WafPolicyRules } from '../lib/azurerm';
import { Cloud } from '../lib/catalog';
import { HostPattern, PortSet, Protocol } from '../lib/net';
import { IEnforcementPoint, OnUnsupported, Rule } from '../lib/rules';
import * as scenarios from '../lib/scenarios';
import { WafIpSets as TerraformWafIpSets } from '../lib/terraform-aws';
import { admittedByRules, compare, readCloudFormation, Reading, readTerraform } from '../lib/verify';
import { errorOf } from './aws/support';
import { rule } from './support/rules';

interface Target {
  readonly scope: Construct;
  readonly enforcementPoint: IEnforcementPoint;
  read(): Reading;
}

function awsTarget(make: (stack: Stack) => IEnforcementPoint): Target {
  const stack = new Stack(new CdkApp(), 'Stack');
  return { scope: stack, enforcementPoint: make(stack), read: () => readCloudFormation(Template.fromStack(stack).toJSON()) };
}

function terraformTarget(make: (stack: TerraformStack) => IEnforcementPoint): Target {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AzurermProvider(stack, 'Azure', { features: [{}] });
  return { scope: stack, enforcementPoint: make(stack), read: () => readTerraform(JSON.parse(Testing.synth(stack))) };
}

const path = '/api/notifications';
const named = { name: 'n', resourceGroupName: 'rg', location: 'westeurope' };

const TARGETS: Record<string, () => Target> = {
  'WafIpSets': () => awsTarget((stack) => {
    const waf = new WafIpSets(stack, 'Waf', { scope: WafScope.REGIONAL, path });
    return waf.ruleGroup && waf;
  }),
  'RestApiPolicy': () => awsTarget((stack) => {
    const policy = new RestApiPolicy(stack, 'Policy', { stage: 'prod', path });
    new CfnRestApi(stack, 'Api', { name: 'n', policy: policy.document });
    return policy;
  }),
  'WafIpSets by Terraform': () => terraformTarget((stack) => {
    const waf = new TerraformWafIpSets(stack, 'Waf', { scope: WafScope.CLOUDFRONT, path });
    return waf.ruleGroup && waf;
  }),
  'WafPolicyRules.forFrontDoor': () => terraformTarget((stack) => WafPolicyRules.forFrontDoor(stack, 'Rules', {
    policy: new CdnFrontdoorFirewallPolicy(stack, 'Policy', { ...named, skuName: 'Premium_AzureFrontDoor', mode: 'Prevention' }), priority: 1, path,
  })),
  'WafPolicyRules.forApplicationGateway': () => terraformTarget((stack) => WafPolicyRules.forApplicationGateway(stack, 'Rules', {
    policy: new WebApplicationFirewallPolicy(stack, 'Policy', { ...named, managedRules: { managedRuleSet: [{ version: '3.2' }] } }), priority: 1, path,
  })),
  'AppServiceAccessRestrictions': () => terraformTarget((stack) => {
    const restrictions = new AppServiceAccessRestrictions(stack, 'Restrictions');
    new LinuxWebApp(stack, 'App', { ...named, servicePlanId: 'plan', siteConfig: restrictions.siteConfig });
    return restrictions;
  }),
};

type Make = (scope: Construct, props: scenarios.ScenarioProps) => scenarios.Scenario;

const WEB_SCENARIOS: Record<string, Make> = {
  'GraphChangeNotificationIngress': (scope, props) => new scenarios.GraphChangeNotificationIngress(scope, 'S', props),
  'ExchangeHybridInbound': (scope, props) => new scenarios.ExchangeHybridInbound(scope, 'S', props),
  'MailboxMigrationInbound': (scope, props) => new scenarios.MailboxMigrationInbound(scope, 'S', props),
  'ExchangeHybridAuthenticationInbound': (scope, props) => new scenarios.ExchangeHybridAuthenticationInbound(scope, 'S', props),
  'OutlookMobileAutoDetectInbound, exchangeOnlineRanges': (scope, props) => (
    new scenarios.OutlookMobileAutoDetectInbound(scope, 'S', { ...props, exchangeOnlineRanges: true })
  ),
};

const REFUSED: Record<string, [rule: Rule, message: RegExp]> = {
  'for mail': [rule(['192.0.2.1/32'], { ports: PortSet.parse('25') }), /stands before TCP 443, and the rule is for TCP 25 only/],
  'of UDP, with a range of ports': [rule(['192.0.2.1/32'], { protocol: Protocol.UDP, ports: PortSet.parse('3478-3481') }), /has no rules for udp/],
  'with a host name': [rule([], { hosts: [HostPattern.parse('*.example.com')] }), /cannot match the host pattern|tells the address of its sender/],
};

describe.each(Object.keys(TARGETS))('%s', (target) => {
  describe.each([Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.CHINA])('in %s', (cloud) => {
    test.each(Object.keys(WEB_SCENARIOS))('admits exactly what %s means', (name) => {
      const { scope, enforcementPoint, read } = TARGETS[target]();
      const { rules } = WEB_SCENARIOS[name](scope, { enforcedBy: [enforcementPoint], cloud }).rules;
      const meant = admittedByRules(rules);
      const { findings, unresolved, admitted } = read();

      expect([meant.uncovered, findings, unresolved]).toEqual([[], [], []]);
      expect(compare(admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
    });
  });

  test('fails on an outbound scenario', () => {
    const { scope, enforcementPoint } = TARGETS[target]();
    const error = errorOf(() => new scenarios.SkypeHybridOutbound(scope, 'S', { enforcedBy: [enforcementPoint] }));
    expect([error.code, error.message]).toEqual(['Unsupported', expect.stringMatching(/filters only requests that come in; enforce outbound rules elsewhere/)]);
  });

  test.each(Object.keys(REFUSED))('fails on a rule %s', (which) => {
    const { scope, enforcementPoint } = TARGETS[target]();
    const scenario = new Construct(scope, 'Scenario');
    const [one, message] = REFUSED[which];
    const error = errorOf(() => enforcementPoint.enforce(scenario, {
      rules: [one],
      warnings: [],
      onUnsupported: OnUnsupported.FAIL,
      acknowledgedWarnings: [],
      provenance: { scenario: 'S', sets: [], cloud: 'Worldwide', origins: one.origins },
    }));
    expect([error.code, error.message]).toEqual(['Unsupported', expect.stringMatching(message)]);
  });

  test('a rule with addresses and names lets the addresses in', () => {
    const { scope, enforcementPoint, read } = TARGETS[target]();
    const both = rule(['192.0.2.1/32'], { hosts: [HostPattern.parse('*.example.com')] });
    enforcementPoint.enforce(new Construct(scope, 'Scenario'), {
      rules: [both],
      warnings: [],
      onUnsupported: OnUnsupported.FAIL,
      acknowledgedWarnings: [],
      provenance: { scenario: 'S', sets: [], cloud: 'Worldwide', origins: both.origins },
    });
    expect(read().admitted.describe()).toEqual(['inbound tcp 443 from 192.0.2.1/32']);
  });
});
