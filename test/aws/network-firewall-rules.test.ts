import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { NetworkFirewallRules, NetworkFirewallRulesProps, SidRange } from '../../lib/aws';
import { EndpointError } from '../../lib/messages/errors';
import { PortSet, PrefixSet, Protocol } from '../../lib/net';
import { OnUnsupported, Peer, Rule } from '../../lib/rules';
import { admittedByRules, compare, readCloudFormation } from '../../lib/verify';
import { enforce, EVERY_KIND, outbound } from '../support/rule-set';
import { origin, rule } from '../support/rules';
import { graph, hosts, mailOutbound } from './support';

function scene(props: NetworkFirewallRulesProps = {}) {
  const stack = new Stack(new App(), 'Stack');
  return { stack, rules: new NetworkFirewallRules(stack, 'Firewall', props) };
}

function groupOf(stack: Stack): Record<string, any> {
  const [{ Properties: properties }] = Object.values(Template.fromStack(stack).findResources('AWS::NetworkFirewall::RuleGroup'));
  return properties;
}

const linesOf = (stack: Stack): string[] => groupOf(stack).RuleGroup.RulesSource.RulesString.split('\n');
const withoutIds = (stack: Stack) => linesOf(stack).map((line) => line.replace(/ sid:\d+; rev:1;/, ''));

describe('text', () => {
  test('addresses, with the ports and origins of a row in one rule for each family', () => {
    const { stack, rules } = scene();
    enforce(rules, [outbound('443,8443', [], ['192.0.2.0/25', '198.51.100.7/32', '2001:db8::/32'])]);
    expect(withoutIds(stack)).toEqual([
      'pass tcp $HOME_NET any -> [192.0.2.0/25,198.51.100.7/32] [443,8443] (msg:"some-row (stated)"; flow:to_server;)',
      'pass tcp $HOME_NET any -> 2001:db8::/32 [443,8443] (msg:"some-row (stated)"; flow:to_server;)',
    ]);
  });

  test('what comes in goes to HOME_NET', () => {
    const { stack, rules } = scene();
    enforce(rules, [rule(['192.0.2.0/25'])]);
    expect(withoutIds(stack)).toEqual(['pass tcp 192.0.2.0/25 any -> $HOME_NET 443 (msg:"some-row (stated)"; flow:to_server;)']);
  });

  test('names, in TLS on 443 and in HTTP on 80', () => {
    const { stack, rules } = scene();
    enforce(rules, [outbound('80,443', ['*.example.com'])]);
    expect(withoutIds(stack)).toEqual([
      'pass http $HOME_NET any -> any 80 (msg:"some-row (stated)"; http.host; content:".example.com"; endswith; flow:to_server;)',
      'pass tls $HOME_NET any -> any 443 (msg:"some-row (stated)"; tls.sni; content:".example.com"; endswith; nocase; flow:to_server;)',
    ]);
  });

  test('ranges of UDP ports, and every port', () => {
    const { stack, rules } = scene();
    enforce(rules, [
      outbound('3478-3481,50000', [], ['192.0.2.0/25'], { protocol: Protocol.UDP }), outbound('0-65535', [], ['192.0.2.0/25']),
    ]);
    expect(withoutIds(stack).map((line) => line.split(' (')[0])).toEqual([
      'pass tcp $HOME_NET any -> 192.0.2.0/25 any', 'pass udp $HOME_NET any -> 192.0.2.0/25 [3478:3481,50000]',
    ]);
  });

  test('what several scenarios want occurs once and names all of them', () => {
    const { stack, rules } = scene();
    enforce(rules, [outbound('443', ['a.example.com'], [], { origins: [origin('one')] })], {}, 'One');
    enforce(rules, [outbound('443', ['a.example.com'], [], { origins: [origin('two')] })], {}, 'Two');
    expect(linesOf(stack)).toHaveLength(1);
    expect(linesOf(stack)[0]).toContain('msg:"one (stated), two (stated)"');
  });

  test('a list that would be too long for a rule is spread over several, by content', () => {
    const lists = (prefixes: string[]) => {
      const { stack, rules } = scene();
      enforce(rules, [outbound('443', [], prefixes)]);
      return linesOf(stack);
    };
    const all = lists(hosts(300));
    const without = lists(hosts(300).filter((_, index) => index !== 100));
    expect(all).toHaveLength(3);
    expect(Math.max(...all.map((line) => line.length))).toBeLessThanOrEqual(8192);
    expect(without.filter((line) => !all.includes(line))).toHaveLength(1);
  });
});

describe('resource', () => {
  test('is stateful, in strict order, with a capacity in its name', () => {
    const { stack, rules } = scene({ homeNet: ['10.0.0.0/16', '2001:db8::/56'] });
    enforce(rules, [outbound('443', ['a.example.com'])]);
    expect(groupOf(stack)).toMatchObject({
      Type: 'STATEFUL',
      Capacity: 100,
      RuleGroupName: expect.stringMatching(/^Stack-Firewall-\w+-100$/),
      RuleGroup: {
        RuleVariables: { IPSets: { HOME_NET: { Definition: ['10.0.0.0/16', '2001:db8::/56'] } } },
        StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
      },
    });
  });

  test('is named in a policy by its ARN', () => {
    const { stack, rules } = scene();
    expect(stack.resolve(rules.reference(7))).toEqual({ resourceArn: { 'Fn::GetAtt': [expect.any(String), 'RuleGroupArn'] }, priority: 7 });
  });

  test('holds where its rules come from in the metadata of the template', () => {
    const { stack, rules } = scene();
    graph(stack, rules);
    expect(Object.keys(Template.fromStack(stack).toJSON().Metadata['cdk-m365-endpoints'])).toEqual(['Stack/Firewall']);
  });

  test('fails to synthesise without a scenario', () => {
    const { stack } = scene();
    expect(() => (stack.node.root as App).synth()).toThrow('Stack/Firewall has no rules');
  });
});

describe('exactness', () => {
  function readBack(given: readonly Rule[], props: NetworkFirewallRulesProps = {}) {
    const { stack, rules } = scene(props);
    enforce(rules, given);
    return readCloudFormation(Template.fromStack(stack).toJSON());
  }

  test('addresses are admitted exactly, and names where they can be seen', () => {
    const reading = readBack(EVERY_KIND);
    const meant = admittedByRules(EVERY_KIND);
    const hidden = admittedByRules([outbound('25,587', ['smtp.example.com'])]);
    expect(reading.findings).toEqual([]);
    expect(reading.unresolved).toEqual([]);
    expect(compare(reading.admitted, meant.admitted).toString()).toBe('admits exactly what was expected');
    expect(compare(reading.names, meant.names.subtract(hidden.names)).toString()).toBe('admits exactly what was expected');
  });

  test('a scenario of the library is admitted exactly', () => {
    const { stack, rules } = scene();
    const scenario = mailOutbound(stack, rules);
    const reading = readCloudFormation(Template.fromStack(stack).toJSON());
    expect(compare(reading.admitted, admittedByRules(scenario.rules.rules).admitted).equal).toBe(true);
    expect(reading.names.isEmpty).toBe(true);
  });

  test('ports that are said to speak TLS are matched by name', () => {
    const given = [outbound('8883', ['mqtt.example.com'])];
    expect(compare(readBack(given, { tlsPorts: [8883] }).names, admittedByRules(given).names).equal).toBe(true);
  });
});

describe('what shows no name', () => {
  test('is admitted by the addresses beside it, with a warning', () => {
    const { stack, rules } = scene();
    enforce(rules, [outbound('587', ['smtp.example.com'], ['192.0.2.0/25'])]);
    Annotations.fromStack(stack).hasWarning('/Stack/Scenario', Match.stringLikeRegexp('some-row: AWS Network Firewall .*1 host patterns'));
  });

  test.each<[string, Rule, string]>([
    ['STARTTLS', outbound('587', ['smtp.example.com']), 'cannot enforce some-row: AWS Network Firewall cannot match the host pattern smtp.example.com on TCP 587, since no TLS or HTTP shows it the name there; if these ports speak TLS'],
    ['UDP', outbound('123', ['time.example.com'], [], { protocol: Protocol.UDP }), 'cannot match the host pattern time.example.com on UDP 123'],
    ['a deploy-time port', outbound('443', ['a.example.com'], [], { deployTimePorts: [-1] }), 'on TCP a deploy-time port'],
    ['inbound', rule([], { hosts: outbound('443', ['a.example.com']).hosts }), 'the host pattern a.example.com, since a packet that arrives tells the address of its sender and no name'],
  ])('fails for %s without addresses', (_, given, message) => {
    const { rules } = scene();
    expect(() => enforce(rules, [given])).toThrow(EndpointError);
    expect(() => enforce(rules, [given], {}, 'Again')).toThrow(message);
  });

  test('is left out where the scenario asks for that', () => {
    const { stack, rules } = scene();
    enforce(rules, [outbound('443,587', ['smtp.example.com'])], { onUnsupported: OnUnsupported.WARN });
    expect(withoutIds(stack)).toHaveLength(1);
    Annotations.fromStack(stack).hasWarning('/Stack/Scenario', Match.stringLikeRegexp('left out, because onUnsupported is WARN'));
  });
});

describe('stability', () => {
  const PREFIXES = ['192.0.2.1/32', '192.0.2.3/32', '198.51.100.0/26'];
  const made = (given: readonly (readonly [string, readonly Rule[]])[]) => {
    const { stack, rules } = scene();
    given.forEach(([id, some]) => enforce(rules, some, {}, id));
    return linesOf(stack);
  };

  test('the order of scenarios changes nothing', () => {
    const one = ['One', EVERY_KIND] as const;
    const two = ['Two', [outbound('443', ['z.example.com'], PREFIXES)]] as const;
    expect(made([one, two])).toEqual(made([two, one]));
  });

  test('one prefix or name less changes one rule', () => {
    const changed = (less: Rule) => {
      const all = made([['One', EVERY_KIND], ['Two', [outbound('443', ['y.example.com', 'z.example.com'], PREFIXES)]]]);
      const without = made([['One', EVERY_KIND], ['Two', [less]]]);
      return all.filter((line) => !without.includes(line)).length;
    };
    expect(changed(outbound('443', ['y.example.com', 'z.example.com'], PREFIXES.slice(1)))).toBe(1);
    expect(changed(outbound('443', ['z.example.com'], PREFIXES))).toBe(1);
  });
});

test('deploy-time prefixes and ports pass through untouched', () => {
  const { stack, rules } = scene();
  const prefix = new CfnParameter(stack, 'Monitor').valueAsString;
  const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
  enforce(rules, [outbound('443', [], ['192.0.2.0/25'], {
    deployTimePrefixes: Peer.ipv4(prefix).deployTimePrefixes, deployTimePorts: [port], ports: PortSet.EMPTY, prefixes: PrefixSet.EMPTY,
  })]);
  const text = groupOf(stack).RuleGroup.RulesSource.RulesString;
  expect(text['Fn::Join'][1].slice(0, 4)).toEqual(['pass tcp $HOME_NET any -> ', { Ref: 'Monitor' }, ' ', { Ref: 'Port' }]);
});

test.each<[string, NetworkFirewallRulesProps, string]>([
  ['an empty homeNet', { homeNet: [] }, 'homeNet is an empty list'],
  ['a homeNet that is none', { homeNet: ['10.0.0.1/8'] }, 'invalid prefix'],
  ['a capacity beyond the limit', { capacity: 40_000 }, 'invalid capacity 40000'],
  ['a port that is none', { tlsPorts: [70_000] }, 'invalid port'],
])('fails with %s', (_, props, message) => {
  expect(() => scene(props)).toThrow(message);
});

test('snapshot of every kind of rule', () => {
  const { stack, rules } = scene({ homeNet: ['10.0.0.0/16'], sids: SidRange.of(5000, 5999) });
  enforce(rules, EVERY_KIND);
  expect(Template.fromStack(stack).findResources('AWS::NetworkFirewall::RuleGroup')).toMatchSnapshot();
});
