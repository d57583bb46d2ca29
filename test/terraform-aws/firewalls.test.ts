import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Direction } from '../../lib/net';
import { Peer, Rule } from '../../lib/rules';
import { DnsFirewallRules, DnsFirewallRulesProps, NetworkFirewallRules, NetworkFirewallRulesProps } from '../../lib/terraform-aws';
import { admittedByRules, compare, readTerraform } from '../../lib/verify';
import { enforce, EVERY_KIND, outbound } from '../support/rule-set';

function newStack() {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return stack;
}

function networkFirewall(props: Partial<NetworkFirewallRulesProps> = {}, stack = newStack()) {
  return { stack, rules: new NetworkFirewallRules(stack, 'Firewall', { ruleGroupName: 'to-microsoft', ...props }) };
}

function dnsFirewall(props: Partial<DnsFirewallRulesProps> = {}, stack = newStack()) {
  return { stack, rules: new DnsFirewallRules(stack, 'Dns', { ruleGroupName: 'to-microsoft', ...props }) };
}

const synth = (stack: TerraformStack) => JSON.parse(Testing.synth(stack, true));
const only = (stack: TerraformStack, type: string): any => Object.values(synth(stack).resource[type])[0];

const WEB = outbound('80,443', ['*.example.com', 'www.example.net']);

describe('NetworkFirewallRules', () => {
  test('is a stateful rule group in strict order, replaced before it is destroyed', () => {
    const { stack, rules } = networkFirewall({ homeNet: ['10.0.0.0/16'] });
    enforce(rules, [WEB]);
    expect(only(stack, 'aws_networkfirewall_rule_group')).toMatchObject({
      name: 'to-microsoft-100',
      capacity: 100,
      type: 'STATEFUL',
      lifecycle: { create_before_destroy: true },
      rule_group: {
        rule_variables: { ip_sets: [{ key: 'HOME_NET', ip_set: { definition: ['10.0.0.0/16'] } }] },
        rules_source: { rules_string: expect.stringContaining('pass tls $HOME_NET any -> any 443') },
        stateful_rule_options: { rule_order: 'STRICT_ORDER' },
      },
    });
  });

  test('admits exactly what is meant, where names can be seen', () => {
    const { stack, rules } = networkFirewall();
    enforce(rules, EVERY_KIND);
    const reading = readTerraform(synth(stack));
    const meant = admittedByRules(EVERY_KIND);
    const hidden = admittedByRules([outbound('25,587', ['smtp.example.com'])]);
    expect([reading.findings, reading.unresolved]).toEqual([[], []]);
    expect(compare(reading.admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.names, meant.names.subtract(hidden.names)).toString()).toBe('admits exactly what was expected');
  });

  test('a deploy-time prefix passes through untouched', () => {
    const { stack, rules } = networkFirewall();
    const { deployTimePrefixes } = Peer.ipv4(new TerraformVariable(stack, 'monitor', { type: 'string' }).stringValue);
    enforce(rules, [outbound('443', [], [], { deployTimePrefixes })]);
    expect(only(stack, 'aws_networkfirewall_rule_group').rule_group.rules_source.rules_string).toContain('-> ${var.monitor} 443');
  });

  test('fails to synthesise without a scenario', () => {
    expect(() => synth(networkFirewall().stack)).toThrow('stack/Firewall has no rules');
  });
});

describe('DnsFirewallRules', () => {
  test('lets exactly the names through, on every port', () => {
    const { stack, rules } = dnsFirewall({ blockOthers: true });
    enforce(rules, [WEB]);
    const reading = readTerraform(synth(stack));
    expect([reading.findings, reading.unresolved]).toEqual([[], []]);
    expect(compare(reading.names, admittedByRules([WEB]).names.onEveryPort()).toString()).toBe('admits exactly what was expected');
  });

  test('a rule trusts where an allowed name leads', () => {
    const { stack, rules } = dnsFirewall();
    enforce(rules, [WEB]);
    expect(only(stack, 'aws_route53_resolver_firewall_rule')).toMatchObject({
      name: 'to-microsoft-Scenario', action: 'ALLOW', firewall_domain_redirection_action: 'TRUST_REDIRECTION_DOMAIN',
    });
  });

  test('the order of scenarios changes nothing', () => {
    const made = (given: readonly (readonly [string, Rule])[]) => {
      const { stack, rules } = dnsFirewall({ blockOthers: true });
      given.forEach(([id, one]) => enforce(rules, [one], {}, id));
      return synth(stack).resource;
    };
    const time = outbound('443', ['time.example.org'], [], { direction: Direction.OUTBOUND });
    expect(made([['Web', WEB], ['Time', time]])).toEqual(made([['Time', time], ['Web', WEB]]));
  });
});

test('snapshot', () => {
  const { stack, rules } = networkFirewall({ homeNet: ['10.0.0.0/16'] });
  enforce(rules, EVERY_KIND);
  const dns = dnsFirewall({ blockOthers: true }, stack).rules;
  enforce(dns, [WEB], {}, 'Names');
  dns.associateWith('vpc-1', { priority: 200 });
  expect(synth(stack).resource).toMatchSnapshot();
});
