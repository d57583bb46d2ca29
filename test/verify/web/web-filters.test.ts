/** What filters of web requests admit, written here by hand from the rules of AWS and Azure. */
import { readCloudFormation, Reading, readTerraform } from '../../../lib/verify';

const IPV4 = ['192.0.2.1/32', '203.0.113.0/25'];
const IPV6 = ['2001:db8:1::/48'];
const EXACT = ['inbound tcp 443 from 192.0.2.1/32, 203.0.113.0/25, 2001:db8:1::/48'];
const EVERYONE = ['inbound tcp 443 from 0.0.0.0/0, ::/0'];

type Change = (json: any) => void;

/** A document as meant, a way to read it, and where its parts are. */
interface Platform {
  document(): any;
  read(document: any): Reading;

  /** The lists of prefixes, IPv4 first; one list where both families share it. */
  lists(document: any): string[][];

  /** Makes the rule block nobody, only count, or be for every path. */
  readonly disarm: Record<string, Change>;
  everyPath?: Change;
}

const cfnRule = (document: any) => document.Resources.Group.Properties.Rules[0];
const inSet = (id: string) => ({ NotStatement: { Statement: { IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } } } } });
const ipSet = (version: string, addresses: string[]) => ({
  Type: 'AWS::WAFv2::IPSet', Properties: { Scope: 'REGIONAL', IPAddressVersion: version, Addresses: [...addresses] },
});

const tfRule = (document: any) => document.resource.aws_wafv2_rule_group.group.rule[0];
const inTfSet = (id: string) => ({ not_statement: { statement: { ip_set_reference_statement: { arn: `\${aws_wafv2_ip_set.${id}.arn}` } } } });

const frontDoor = (document: any) => document.resource.azurerm_cdn_frontdoor_firewall_policy.policy;
const gateway = (document: any) => document.resource.azurerm_web_application_firewall_policy.policy;
const site = (document: any) => document.resource.azurerm_linux_function_app.app.site_config;

const PLATFORMS: Record<string, Platform> = {
  'an AWS WAF rule group in CloudFormation': {
    document: () => ({
      Resources: {
        Four: ipSet('IPV4', IPV4),
        Six: ipSet('IPV6', IPV6),
        Group: {
          Type: 'AWS::WAFv2::RuleGroup',
          Properties: {
            Rules: [{
              Name: 'r',
              Priority: 0,
              Action: { Block: {} },
              Statement: { AndStatement: { Statements: [{ RegexMatchStatement: { FieldToMatch: { UriPath: {} }, RegexString: '^/api' } }, inSet('Four'), inSet('Six')] } },
            }],
          },
        },
      },
    }),
    read: readCloudFormation,
    lists: (document) => [document.Resources.Four.Properties.Addresses, document.Resources.Six.Properties.Addresses],
    disarm: {
      'counts only': (document) => { cfnRule(document).Action = { Count: {} }; },
      'asks for a challenge': (document) => { cfnRule(document).Action = { Challenge: {} }; },
      'has no rule': (document) => { document.Resources.Group.Properties.Rules = []; },
      'is blocked only with a header': (document) => {
        cfnRule(document).Statement.AndStatement.Statements.push({ ByteMatchStatement: { FieldToMatch: { SingleHeader: { Name: 'x' } }, SearchString: 'y' } });
      },
      'takes the source from a header': (document) => {
        for (const statement of cfnRule(document).Statement.AndStatement.Statements.slice(1)) {
          statement.NotStatement.Statement.IPSetReferenceStatement.IPSetForwardedIPConfig = { HeaderName: 'X-Forwarded-For', FallbackBehavior: 'NO_MATCH', Position: 'ANY' };
        }
      },
      'allows the path first': (document) => {
        document.Resources.Group.Properties.Rules.push({
          Name: 'first', Priority: -1, Action: { Allow: {} }, Statement: { RegexMatchStatement: { FieldToMatch: { UriPath: {} }, RegexString: '^/api' } },
        });
      },
    },
    everyPath: (document) => { cfnRule(document).Statement.AndStatement.Statements.shift(); },
  },
  'an AWS WAF rule group in Terraform': {
    document: () => ({
      resource: {
        aws_wafv2_ip_set: {
          four: { scope: 'REGIONAL', ip_address_version: 'IPV4', addresses: [...IPV4] },
          six: { scope: 'REGIONAL', ip_address_version: 'IPV6', addresses: [...IPV6] },
        },
        aws_wafv2_rule_group: {
          group: {
            rule: [{
              name: 'r',
              priority: 0,
              action: { block: {} },
              statement: { and_statement: { statement: [{ regex_match_statement: { field_to_match: { uri_path: {} }, regex_string: '^/api' } }, inTfSet('four'), inTfSet('six')] } },
            }],
          },
        },
      },
    }),
    read: readTerraform,
    lists: ({ resource }) => [resource.aws_wafv2_ip_set.four.addresses, resource.aws_wafv2_ip_set.six.addresses],
    disarm: {
      'counts only': (document) => { tfRule(document).action = { count: {} }; },
      'has no rule': (document) => { document.resource.aws_wafv2_rule_group.group.rule = []; },
    },
    everyPath: (document) => { tfRule(document).statement.and_statement.statement.shift(); },
  },
  'a REST API policy': {
    document: () => ({
      Resources: {
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: {
            Policy: {
              Statement: [
                { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' },
                {
                  Effect: 'Deny', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/prod/*', Condition: { NotIpAddress: { 'aws:SourceIp': [...IPV4, ...IPV6] } },
                },
              ],
            },
          },
        },
      },
    }),
    read: readCloudFormation,
    lists: (document) => [document.Resources.Api.Properties.Policy.Statement[1].Condition.NotIpAddress['aws:SourceIp']],
    disarm: {
      'has no denial': (document) => { document.Resources.Api.Properties.Policy.Statement.pop(); },
      'denies another action': (document) => { document.Resources.Api.Properties.Policy.Statement[1].Action = 's3:GetObject'; },
      'denies some principal only': (document) => { document.Resources.Api.Properties.Policy.Statement[1].Principal = { AWS: '123456789012' }; },
      'denies under one more condition': (document) => { document.Resources.Api.Properties.Policy.Statement[1].Condition.StringEquals = { 'aws:UserAgent': 'x' }; },
    },
    everyPath: (document) => { document.Resources.Api.Properties.Policy.Statement[1].Resource = 'execute-api:/*'; },
  },
  'a Front Door firewall policy': {
    document: () => ({
      resource: {
        azurerm_cdn_frontdoor_firewall_policy: {
          policy: {
            mode: 'Prevention',
            custom_rule: [{
              name: 'r',
              priority: 10,
              type: 'MatchRule',
              action: 'Block',
              match_condition: [
                { match_variable: 'RequestUri', operator: 'RegEx', match_values: ['^/api'], transforms: ['UrlDecode'] },
                { match_variable: 'SocketAddr', operator: 'IPMatch', negation_condition: true, match_values: [...IPV4, ...IPV6] },
              ],
            }],
          },
        },
      },
    }),
    read: readTerraform,
    lists: (document) => [frontDoor(document).custom_rule[0].match_condition[1].match_values],
    disarm: {
      'only detects': (document) => { frontDoor(document).mode = 'Detection'; },
      'is switched off': (document) => { frontDoor(document).enabled = false; },
      'only logs': (document) => { frontDoor(document).custom_rule[0].action = 'Log'; },
      'has its rule switched off': (document) => { frontDoor(document).custom_rule[0].enabled = false; },
      'limits a rate': (document) => { frontDoor(document).custom_rule[0].type = 'RateLimitRule'; },
      'believes what a header says of the source': (document) => { frontDoor(document).custom_rule[0].match_condition[1].match_variable = 'RemoteAddr'; },
      'allows the path first': (document) => {
        frontDoor(document).custom_rule.push({ name: 'first', priority: 1, type: 'MatchRule', action: 'Allow', match_condition: [frontDoor(document).custom_rule[0].match_condition[0]] });
      },
    },
    everyPath: (document) => { frontDoor(document).custom_rule[0].match_condition.shift(); },
  },
  'an Application Gateway firewall policy': {
    document: () => ({
      resource: {
        azurerm_web_application_firewall_policy: {
          policy: {
            policy_settings: { mode: 'Prevention' },
            custom_rules: [{
              name: 'r',
              priority: 10,
              rule_type: 'MatchRule',
              action: 'Block',
              match_conditions: [
                { match_variables: [{ variable_name: 'RequestUri' }], operator: 'Regex', match_values: ['^/api'], transforms: ['UrlDecode'] },
                { match_variables: [{ variable_name: 'RemoteAddr' }], operator: 'IPMatch', negation_condition: true, match_values: [...IPV4, ...IPV6] },
              ],
            }],
          },
        },
      },
    }),
    read: readTerraform,
    lists: (document) => [gateway(document).custom_rules[0].match_conditions[1].match_values],
    disarm: {
      'only detects': (document) => { gateway(document).policy_settings.mode = 'Detection'; },
      'is switched off': (document) => { gateway(document).policy_settings.enabled = false; },
      'only logs': (document) => { gateway(document).custom_rules[0].action = 'Log'; },
    },
    everyPath: (document) => { gateway(document).custom_rules[0].match_conditions.shift(); },
  },
  'access restrictions of an app': {
    document: () => ({
      resource: {
        azurerm_linux_function_app: {
          app: {
            site_config: {
              ip_restriction_default_action: 'Deny',
              ip_restriction: [...IPV4, ...IPV6].map((prefix) => ({ name: 'r', priority: 100, action: 'Allow', ip_address: prefix, headers: [], service_tag: null })),
            },
          },
        },
      },
    }),
    read: readTerraform,
    lists: (document) => [new Proxy(site(document).ip_restriction, {
      // Each rule has one prefix: the list of rules is the list of prefixes.
      get: (rules, key) => (typeof key === 'string' && /^\d+$/.test(key) ? rules[key]?.ip_address : Reflect.get(rules, key)),
      set: (rules, key, value) => Reflect.set(rules, key, typeof key === 'string' && /^\d+$/.test(key) && typeof value === 'string' ? { ...rules[0], ip_address: value } : value),
    })],
    disarm: {
      'allows the rest': (document) => { site(document).ip_restriction_default_action = 'Allow'; },
      'allows everyone': (document) => { site(document).ip_restriction.push({ priority: 200, action: 'Allow', ip_address: 'Any' }); },
    },
  },
};

describe.each(Object.keys(PLATFORMS))('%s', (name) => {
  const { document, read, lists, disarm, everyPath } = PLATFORMS[name];
  const after = (change: Change): Reading => {
    const changed = document();
    change(changed);
    return read(changed);
  };

  test('admits the sources it names, and nothing is wrong with it', () => {
    const reading = read(document());
    expect(reading.admitted.describe()).toEqual(EXACT);
    expect([reading.findings, reading.unresolved]).toEqual([[], []]);
    expect([...reading.groups.values()][0].counts.inbound).toEqual({ ipv4: 2, ipv6: 1 });
  });

  test('for every path admits the same', () => {
    expect(everyPath === undefined ? EXACT : after(everyPath).admitted.describe()).toEqual(EXACT);
  });

  test.each(Object.keys(disarm))('that %s admits everyone', (change) => {
    expect(after(disarm[change]).admitted.describe()).toEqual(EVERYONE);
  });

  test('with a wider prefix admits more', () => {
    expect(after((changed) => { lists(changed)[0][0] = '192.0.2.0/24'; }).admitted.describe()).toEqual([
      'inbound tcp 443 from 192.0.2.0/24, 203.0.113.0/25, 2001:db8:1::/48',
    ]);
  });

  test('without a prefix admits less', () => {
    expect(after((changed) => { lists(changed)[0].splice(0, 1); }).admitted.describe()).toEqual(['inbound tcp 443 from 203.0.113.0/25, 2001:db8:1::/48']);
  });

  test('with one prefix more admits more', () => {
    expect(after((changed) => { lists(changed)[0].push('198.51.100.7/32'); }).admitted.describe()).toEqual([
      'inbound tcp 443 from 192.0.2.1/32, 198.51.100.7/32, 203.0.113.0/25, 2001:db8:1::/48',
    ]);
  });

  test('stands before the ports that it is said to', () => {
    const changed = document();
    const ports = { webPorts: [8443] };
    const { admitted } = 'Resources' in changed ? readCloudFormation(changed, ports) : readTerraform(changed, ports);
    // API Gateway serves on one port only.
    expect(admitted.describe()[0]).toContain(name === 'a REST API policy' ? 'tcp 443' : 'tcp 8443');
  });

  test('with text that is no prefix is reported', () => {
    expect(after((changed) => { lists(changed)[0].push('any'); }).findings.map(({ code }) => code)).toEqual(['InvalidCidr']);
  });
});

describe('AWS WAF', () => {
  const { document } = PLATFORMS['an AWS WAF rule group in CloudFormation'];
  const acl = (rules: object[], allow = true) => ({ Type: 'AWS::WAFv2::WebACL', Properties: { DefaultAction: allow ? { Allow: {} } : { Block: {} }, Rules: rules } });
  const reference = (rest: object = { OverrideAction: { None: {} } }) => ({
    Name: 'g', Priority: 1, Statement: { RuleGroupReferenceStatement: { Arn: { 'Fn::GetAtt': ['Group', 'Arn'] } } }, ...rest,
  });
  const withAcl = (resource: object) => readCloudFormation({ Resources: { ...document().Resources, Acl: resource } });

  test('a rule group is read in the web ACL that names it', () => {
    const reading = withAcl(acl([reference()]));
    expect([...reading.groups.keys()]).toEqual(['Acl']);
    expect(reading.admitted.describe()).toEqual(EXACT);
  });

  test('a rule group that is made to count blocks nobody', () => {
    expect(withAcl(acl([reference({ OverrideAction: { Count: {} } })])).admitted.describe()).toEqual(EVERYONE);
  });

  test('a web ACL that blocks by default admits nobody, unless a rule allows', () => {
    expect(withAcl(acl([reference()], false)).admitted.isEmpty).toBe(true);
  });

  test('an IP set of another document is not known: its rule blocks nobody for certain', () => {
    const changed = document();
    cfnRule(changed).Statement.AndStatement.Statements[1].NotStatement.Statement.IPSetReferenceStatement.Arn = 'arn:aws:wafv2:x';
    const reading = readCloudFormation(changed);
    expect(reading.unresolved.map(({ text }) => text)).toEqual(['arn:aws:wafv2:x']);
    expect(reading.admitted.describe()).toEqual(EVERYONE);
  });

  test.each<[string, Change, string]>([
    ['a prefix of length zero', ({ Resources }) => Resources.Four.Properties.Addresses.push('0.0.0.0/0'), 'WholeFamily'],
    ['a prefix of the other family', ({ Resources }) => Resources.Four.Properties.Addresses.push('2001:db8:9::/48'), 'WrongFamily'],
    ['a priority that is taken', ({ Resources }) => Resources.Group.Properties.Rules.push(Resources.Group.Properties.Rules[0]), 'DuplicatePriority'],
  ])('reports %s', (_, change, code) => {
    const changed = document();
    change(changed);
    expect(readCloudFormation(changed).findings.map((finding) => finding.code)).toEqual([code]);
  });
});

test('a REST API policy that is too long is reported', () => {
  const { document, lists } = PLATFORMS['a REST API policy'];
  const changed = document();
  for (let i = 0; i < 700; i++) lists(changed)[0].push(`10.0.${Math.floor(i / 128)}.${(i % 128) * 2}/32`);
  expect(readCloudFormation(changed).findings.map(({ code }) => code)).toEqual(['PolicyTooLong']);
});

describe('Azure', () => {
  test.each<[string, string, Change, string]>([
    ['Front Door', 'a name with a dash', (document) => { frontDoor(document).custom_rule[0].name = 'a-b'; }, 'RuleName'],
    ['Front Door', 'too many values', (document) => {
      for (let i = 0; i < 600; i++) frontDoor(document).custom_rule[0].match_condition[1].match_values.push(`10.0.${Math.floor(i / 256)}.${i % 256}/32`);
    }, 'TooManyPrefixes'],
    ['Front Door', 'a priority that is taken', (document) => frontDoor(document).custom_rule.push(frontDoor(document).custom_rule[0]), 'DuplicatePriority'],
    ['App Service', 'a long name', (document) => { site(document).ip_restriction[0].name = 'x'.repeat(33); }, 'RuleName'],
    ['App Service', 'too many ranges in one rule', (document) => { site(document).ip_restriction[0].ip_address = Array.from({ length: 9 }, (_, i) => `10.0.0.${i}/32`).join(); }, 'TooManyPrefixes'],
  ])('%s: reports %s', (where, _, change, code) => {
    const { document } = PLATFORMS[where === 'Front Door' ? 'a Front Door firewall policy' : 'access restrictions of an app'];
    const changed = document();
    change(changed);
    expect(readTerraform(changed).findings.map((finding) => finding.code)).toEqual([code]);
  });

  const app = (siteConfig: object) => readTerraform({ resource: { azurerm_linux_web_app: { app: { site_config: siteConfig } } } });

  test('an app without access restrictions is none of our groups', () => {
    expect(app({ always_on: true }).groups.size).toBe(0);
  });

  test('an app denies the rest as soon as one rule exists', () => {
    expect(app({ ip_restriction: [{ ip_address: '192.0.2.1/32,2001:db8::/32' }] }).admitted.describe()).toEqual(['inbound tcp 443 from 192.0.2.1/32, 2001:db8::/32']);
  });

  test('the first rule that matches decides', () => {
    const deny = { priority: 50, action: 'Deny', ip_address: '192.0.2.0/25' };
    expect(app({ ip_restriction: [{ priority: 100, ip_address: '192.0.2.0/24' }, deny] }).admitted.describe()).toEqual(['inbound tcp 443 from 192.0.2.128/25']);
  });

  test('a service tag is not resolved', () => {
    expect(app({ ip_restriction: [{ service_tag: 'AzureCloud' }] }).unresolved.map(({ text }) => text)).toEqual(['AzureCloud']);
  });
});

describe('a reference to a rule group', () => {
  const web = (reference: object) => {
    const { Resources } = PLATFORMS['an AWS WAF rule group in CloudFormation'].document();
    const Statement = { RuleGroupReferenceStatement: { Arn: { 'Fn::GetAtt': ['Group', 'Arn'] }, ...reference } };
    const Acl = { Type: 'AWS::WAFv2::WebACL', Properties: { DefaultAction: { Allow: {} }, Rules: [{ Name: 'group', Priority: 0, OverrideAction: { None: {} }, Statement }] } };
    return readCloudFormation({ Resources: { ...Resources, Acl } }).admitted.describe();
  };

  test('keeps the actions of its rules', () => {
    expect(web({})).toEqual(EXACT);
    expect(web({ RuleActionOverrides: [{ Name: 'another', ActionToUse: { Allow: {} } }] })).toEqual(EXACT);
  });

  test.each([
    ['leaves a rule out', { ExcludedRules: [{ Name: 'r' }] }],
    ['makes a rule count', { RuleActionOverrides: [{ Name: 'r', ActionToUse: { Count: {} } }] }],
    ['makes a rule allow', { RuleActionOverrides: [{ Name: 'r', ActionToUse: { Allow: {} } }] }],
  ])('that %s admits everyone', (_, reference) => {
    expect(web(reference)).toEqual(EVERYONE);
  });

  test('of Terraform may do the same', () => {
    const group = PLATFORMS['an AWS WAF rule group in Terraform'].document();
    const rule_group_reference_statement = { arn: '${aws_wafv2_rule_group.group.arn}', rule_action_override: [{ name: 'r', action_to_use: { count: {} } }] };
    group.resource.aws_wafv2_web_acl = {
      acl: { default_action: { allow: {} }, rule: [{ name: 'group', priority: 0, override_action: { none: {} }, statement: { rule_group_reference_statement } }] },
    };
    expect(readTerraform(group).admitted.describe()).toEqual(EVERYONE);
  });
});

describe('a statement of a REST API policy', () => {
  const ALLOW = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
  const DENY = { ...ALLOW, Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': [...IPV4, ...IPV6] } } };
  const policy = (...Statement: object[]) => (
    readCloudFormation({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Policy: { Statement } } } } }).admitted.describe()
  );
  const without = <T extends object>(statement: T, key: keyof T, instead: object) => ({ ...statement, [key]: undefined, ...instead });

  test('for everyone and every request is exact', () => {
    expect(policy(ALLOW, DENY)).toEqual(EXACT);
  });

  test.each([
    ['that spares a principal', without(DENY, 'Principal', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    ['that spares actions', without(DENY, 'Action', { NotAction: 'execute-api:Invoke' })],
    ['that spares resources', without(DENY, 'Resource', { NotResource: 'execute-api:/*' })],
    ['about actions by a wildcard', { ...DENY, Action: 'execute-api:M*' }],
  ])('%s may not deny', (_, deny) => {
    expect(policy(ALLOW, deny)).toEqual(EVERYONE);
  });

  test('that allows some sources is exact', () => {
    const allow = (Condition: object) => policy({ ...ALLOW, Condition });
    expect(allow({ IpAddress: { 'aws:SourceIp': [...IPV4, ...IPV6] } })).toEqual(EXACT);
    expect(allow({ IpAddress: { 'AWS:sourceip': IPV4[0] } })).toEqual(['inbound tcp 443 from 192.0.2.1/32']);
    expect(allow({ NotIpAddress: { 'aws:SourceIp': '0.0.0.0/1' } })).toEqual(['inbound tcp 443 from 128.0.0.0/1, ::/0']);
  });

  test('that denies some sources is exact, and takes them from every permission', () => {
    expect(policy(ALLOW, { ...DENY, Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '::/0'] } } })).toEqual(['inbound tcp 443 from 128.0.0.0/1']);
    const allow = { ...ALLOW, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } };
    expect(policy(allow, { ...DENY, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/25' } } })).toEqual(['inbound tcp 443 from 192.0.2.128/25']);
  });

  test('with conditions on the source under two operators needs both', () => {
    expect(policy({ ...ALLOW, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' }, NotIpAddress: { 'aws:SourceIp': '192.0.2.0/25' } } }))
      .toEqual(['inbound tcp 443 from 192.0.2.128/25']);
  });

  test.each([
    ['a key that a client writes itself', { IpAddress: { 'aws:Referer': ['192.0.2.0/24'] } }],
    ['an operator that lets a missing key pass', { IpAddressIfExists: { 'aws:SourceIp': ['192.0.2.0/24'] } }],
  ])('on %s may allow everyone, and is not understood', (_, Condition) => {
    const { admitted, unresolved } = readCloudFormation({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Policy: { Statement: [{ ...ALLOW, Condition }] } } } } });
    expect([admitted.describe(), unresolved.length]).toEqual([EVERYONE, 1]);
  });

  test.each([
    ['with excepted actions', without(ALLOW, 'Action', { NotAction: 's3:*' })],
    ['with excepted resources', without(ALLOW, 'Resource', { NotResource: 'execute-api:/other' })],
    ['with actions by a wildcard', { ...ALLOW, Action: 'execute-api:Inv*' }],
  ])('%s may allow', (_, allow) => {
    expect(policy(allow)).toEqual(EVERYONE);
  });
});
