/** Lists as long as a platform takes them, and one entry longer. */
import { readCloudFormation, readTerraform } from '../../../lib/verify';

/** So many prefixes, of which no two are neighbours. */
const many = (count: number) => Array.from({ length: count }, (_, i) => `10.${Math.floor(i / 32_768)}.${Math.floor(i / 128) % 256}.${(i % 128) * 2}/32`);

const ipSet = (count: number) => {
  const Rule = {
    Name: 'r', Priority: 1, Action: { Block: {} }, VisibilityConfig: {}, Statement: { NotStatement: { Statement: { IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': ['Set', 'Arn'] } } } } },
  };
  return readCloudFormation({
    Resources: {
      Set: { Type: 'AWS::WAFv2::IPSet', Properties: { Scope: 'REGIONAL', IPAddressVersion: 'IPV4', Addresses: many(count) } },
      Group: { Type: 'AWS::WAFv2::RuleGroup', Properties: { Scope: 'REGIONAL', Capacity: 1, VisibilityConfig: {}, Rules: [Rule] } },
    },
  });
};

const frontDoor = (count: number) => readTerraform({
  resource: {
    azurerm_cdn_frontdoor_firewall_policy: {
      policy: {
        mode: 'Prevention',
        custom_rule: [{
          name: 'r',
          type: 'MatchRule',
          action: 'Block',
          priority: 1,
          match_condition: [{ match_variable: 'SocketAddr', operator: 'IPMatch', negation_condition: true, match_values: many(count) }],
        }],
      },
    },
  },
});

const eventHubs = (count: number) => readTerraform({
  resource: {
    azurerm_eventhub_namespace: {
      hub: { network_rulesets: [{ default_action: 'Deny', ip_rule: many(count).map((ip_mask) => ({ ip_mask, action: 'Allow' })) }] },
    },
  },
});

const appService = (count: number) => readTerraform({
  resource: { azurerm_linux_web_app: { app: { site_config: { ip_restriction: [{ name: 'r', action: 'Allow', priority: 1, ip_address: many(count).join() }], ip_restriction_default_action: 'Deny' } } } },
});

/** A policy whose text has so many characters. */
const restApi = (length: number) => {
  const policy = (Sid: string) => ({ Statement: [{ Sid, Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' }] });
  const Policy = policy('x'.repeat(length - JSON.stringify(policy('')).length));
  return readCloudFormation({ Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Policy } } } });
};

test.each<[string, (count: number) => ReturnType<typeof readTerraform>, number, string]>([
  ['prefixes of an IP set of AWS WAF', ipSet, 10_000, 'TooManyPrefixes'],
  ['values of a condition of Front Door', frontDoor, 600, 'TooManyPrefixes'],
  ['rules of an Event Hubs namespace', eventHubs, 128, 'TooManyRules'],
  ['ranges of a rule of App Service', appService, 8, 'TooManyPrefixes'],
  ['characters of the policy of a REST API', restApi, 8192, 'PolicyTooLong'],
])('%s', (_, reading, limit, code) => {
  const codes = (count: number) => reading(count).findings.map((finding) => finding.code).filter((one) => one !== 'NotAttached');
  expect([codes(limit), codes(limit + 1)]).toEqual([[], [code]]);
});

test.each([[ipSet], [frontDoor], [eventHubs]])('no entry of a long list is lost (%#)', (reading) => {
  expect(reading(100).admitted.describe(Infinity)).toEqual([`inbound tcp 443 from ${many(100).join(', ')}`]);
});

describe('conditions of a filter', () => {
  const filter = (paths: number) => readTerraform({
    resource: {
      azurerm_cdn_frontdoor_firewall_policy: {
        policy: {
          mode: 'Prevention',
          custom_rule: Array.from({ length: paths }, (_, i) => ({
            name: `r${i}`,
            type: 'MatchRule',
            action: 'Block',
            priority: i + 1,
            match_condition: [
              { match_variable: 'SocketAddr', operator: 'IPMatch', negation_condition: true, match_values: ['192.0.2.0/24'] },
              { match_variable: 'RequestUri', operator: 'Contains', match_values: [`/${i}`] },
            ],
          })),
        },
      },
    },
  });

  test('are tried in every combination up to twelve', () => {
    const { findings, admitted } = filter(12);
    expect(findings).toEqual([]);
    expect(admitted.describe()).toEqual(['inbound tcp 443 from 192.0.2.0/24']);
  });

  test('beyond that admit everyone, with a finding', () => {
    const { findings, admitted } = filter(13);
    expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual(['TooManyConditions: has 13 conditions, too many to try them all; read as admitting everyone']);
    expect(admitted.describe()).toEqual(['inbound tcp 443 from 0.0.0.0/0, ::/0']);
  });
});
