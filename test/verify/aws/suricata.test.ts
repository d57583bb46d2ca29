import { readCloudFormation } from '../../../lib/verify';

const group = (rules: string[], capacity = 100) => ({
  Resources: {
    Group: {
      Type: 'AWS::NetworkFirewall::RuleGroup',
      Properties: {
        Type: 'STATEFUL', Capacity: capacity, RuleGroupName: 'group', RuleGroup: { RulesSource: { RulesString: rules.join('\n') } },
      },
    },
  },
});

const read = (...rules: string[]) => readCloudFormation(group(rules));

/** The text of a rule with some options, and what every rule needs. */
const tls = (options: string, ports = '443', rest = 'sid:1; rev:1;') => `pass tls $HOME_NET any -> any ${ports} (msg:"row (stated)"; ${options} flow:to_server; ${rest})`;

describe('addresses', () => {
  test.each([
    ['pass tcp $HOME_NET any -> 192.0.2.0/24 443 (msg:"a; b: \\"c\\""; flow:to_server; sid:1; rev:1;)', ['outbound tcp 443 to 192.0.2.0/24']],
    ['pass udp $HOME_NET any -> [192.0.2.0/25,192.0.2.128/25,2001:db8::/32] [3478:3481,50000] (sid:1;)', [
      'outbound udp 3478-3481 to 192.0.2.0/24, 2001:db8::/32', 'outbound udp 50000 to 192.0.2.0/24, 2001:db8::/32',
    ]],
    ['pass tcp 192.0.2.7 any -> $HOME_NET any (flow:to_server, established; sid:1;)', ['inbound tcp all ports from 192.0.2.7/32']],
    ['pass tcp $HOME_NET any -> any 25 (sid:1;)', ['outbound tcp 25 to 0.0.0.0/0, ::/0']],
  ])('%s', (rule, expected) => {
    const { admitted, names, unresolved, findings } = read(rule);
    expect(admitted.describe()).toEqual(expected);
    expect([names.isEmpty, unresolved, findings]).toEqual([true, [], []]);
  });
});

describe('names', () => {
  test.each([
    ['tls.sni; content:"www.example.com"; startswith; endswith; nocase;', 'www.example.com'],
    ['tls.sni; content:".example.com"; endswith; nocase;', '*.example.com'],
    ['tls.sni; content:"cdn.example.com"; endswith; nocase;', '*cdn.example.com'],
    ['tls.sni; dotprefix; content:".example.com"; endswith; nocase;', '*.example.com, example.com'],
    ['tls.sni; dotprefix; content:".example.com"; startswith; endswith; nocase;', 'example.com'],
    ['tls.sni; content:".example.com"; endswith; nocase; pcre:"/^a\\.[^.]+\\.example\\.com\\z/i";', 'a.*.example.com'],
    ['tls.sni; content:".example.com"; endswith; nocase; content:"www.example.com"; startswith; endswith; nocase;', 'www.example.com'],
  ])('%s', (options, expected) => {
    const { admitted, names, unresolved } = read(tls(options, '[443,993]'));
    expect(names.describe()).toEqual([`outbound tcp 443 to ${expected}`, `outbound tcp 993 to ${expected}`]);
    expect([admitted.isEmpty, unresolved]).toEqual([true, []]);
  });

  test('HTTP is compared in lower case', () => {
    expect(read('pass http $HOME_NET any -> any 80 (http.host; content:".example.com"; endswith; sid:1;)').names.describe()).toEqual(['outbound tcp 80 to *.example.com']);
  });
});

describe('what is not understood is never guessed', () => {
  test.each([
    tls('tls.sni; content:"example.com"; nocase;'),
    tls('tls.sni; content:"example.com"; startswith; nocase;'),
    tls('tls.sni; content:".example.com"; endswith;'),
    tls('tls.sni; content:!".example.com"; endswith; nocase;'),
    tls('tls.sni; content:"|2e|example.com"; endswith; nocase;'),
    tls('tls.sni; bsize:>5; content:".example.com"; endswith; nocase;'),
    tls('tls.sni; endswith; content:".example.com"; nocase;'),
    tls('tls.sni; pcre:"/example\\.com\\z/i";'),
    tls('tls.sni; pcre:"/^[^.]+\\.example\\.com\\z/i";'),
    tls('tls.sni; pcre:"/^a.[^.]+\\.example\\.com\\z/i";'),
    tls('tls.sni; dotprefix; content:"example.com"; endswith; nocase;'),
    tls('ja3.hash; content:"example.com"; endswith; nocase;'),
    tls('content:".example.com"; endswith; nocase;'),
    tls('tls.sni;'),
    tls('').replace('pass', 'drop'),
    tls('tls.sni; content:".example.com"; endswith; nocase;').replace('pass', 'drop'),
    tls('tls.sni; content:".example.com"; endswith; nocase;').replace('-> any', '-> 192.0.2.0/24'),
    tls('tls.sni; content:".example.com"; endswith; nocase;').replace('to_server', 'to_client'),
    tls('tls.sni; content:".example.com"; endswith; nocase;').replace('tls $HOME_NET', 'tls any'),
    'pass http $HOME_NET any -> any 80 (http.host; content:".example.com"; endswith; nocase; sid:1;)',
    'pass http any any -> $HOME_NET 80 (http.host; content:".example.com"; endswith; sid:1;)',
    'pass tcp $HOME_NET any -> !192.0.2.0/24 443 (sid:1;)',
    'pass tcp $HOME_NET any -> $EXTERNAL_NET 443 (sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 !443 (sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 1024: (sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 70000 (sid:1;)',
    'pass tcp $HOME_NET 1024 -> 192.0.2.0/24 443 (sid:1;)',
    'pass tcp $HOME_NET any <> 192.0.2.0/24 443 (sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (content:"x"; sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (flow:to_server,not_established; sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (flow:to_server,no_stream; sid:1;)',
    'pass ip $HOME_NET any -> 192.0.2.0/24 any (sid:1;)',
    'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (sid:1',
  ])('%s', (rule) => {
    const { admitted, names, unresolved } = read(rule);
    expect([admitted.isEmpty, names.isEmpty]).toEqual([true, true]);
    expect(unresolved).toEqual([{ path: 'Resources.Group.Properties.RuleGroup.RulesSource.RulesString rule 1', text: rule }]);
  });

  test('text that only CloudFormation knows', () => {
    const template = group([]);
    const { RulesSource } = template.Resources.Group.Properties.RuleGroup;
    Object.assign(RulesSource, { RulesString: { 'Fn::Join': ['', ['pass tcp ', { Ref: 'Net' }]] } });
    expect(readCloudFormation(template).unresolved).toHaveLength(1);
  });

  test('groups without rules as text, and stateless ones', () => {
    const template = group([]);
    const properties: any = template.Resources.Group.Properties;
    properties.RuleGroup.RulesSource = { StatefulRules: [{ Action: 'PASS' }] };
    expect(readCloudFormation(template).unresolved).toHaveLength(1);
    properties.Type = 'STATELESS';
    expect(readCloudFormation(template).unresolved).toHaveLength(1);
  });
});

describe('findings', () => {
  const RULE = 'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (sid:1;)';
  const codes = (template: object) => readCloudFormation(template).findings.map(({ code }) => code);

  test('comments and empty lines are no rules', () => {
    expect(codes(group(['# a comment', '', RULE], 1))).toEqual([]);
  });

  test('two rules of one id, more rules than the capacity, a rule that is too long', () => {
    expect(codes(group([RULE, RULE]))).toEqual(['DuplicateSid']);
    expect(codes(group([RULE, RULE.replace('sid:1', 'sid:2')], 1))).toEqual(['TooManyRules']);
    expect(codes(group([RULE.replace('sid', `msg:"${'x'.repeat(8200)}"; sid`)]))).toEqual(['RuleTooLong']);
  });

  test('a range with bits behind its mask', () => {
    expect(codes(group([RULE.replace('192.0.2.0', '192.0.2.1')]))).toEqual(['HostBits']);
  });
});

describe('domain lists', () => {
  const list = (targets: string[], rest: object = {}) => ({
    Resources: {
      Group: {
        Type: 'AWS::NetworkFirewall::RuleGroup',
        Properties: {
          Type: 'STATEFUL',
          Capacity: 100,
          RuleGroupName: 'group',
          RuleGroup: {
            RulesSource: { RulesSourceList: { Targets: targets, TargetTypes: ['TLS_SNI'], GeneratedRulesType: 'ALLOWLIST', ...rest } },
          },
        },
      },
    },
  });

  test('a dot in front is the name and everything below it, on every port', () => {
    expect(readCloudFormation(list(['.example.com', 'www.example.net'])).names.describe()).toEqual(['outbound tcp all ports to *.example.com, example.com, www.example.net']);
  });

  test.each([
    ['a star', list(['*.example.com'])],
    ['a list that denies', list(['.example.com'], { GeneratedRulesType: 'DENYLIST' })],
    ['names that are looked up', list(['.example.com'], { TargetTypes: ['AWS_ROUTE_53_RESOLVED_DOMAIN'] })],
  ])('%s is not understood', (_, template) => {
    const { names, unresolved } = readCloudFormation(template);
    expect(names.isEmpty).toBe(true);
    expect(unresolved).toHaveLength(1);
  });
});
