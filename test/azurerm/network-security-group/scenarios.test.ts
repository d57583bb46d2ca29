import { Construct } from 'constructs';
import { Peer } from '../../../lib/rules';
import {
  ExchangeHybridAuthenticationInbound, ExchangeHybridInbound, GraphChangeNotificationIngress, MailboxMigrationInbound,
  OutlookMobileAutoDetectInbound, Scenario, ScenarioProps,
} from '../../../lib/scenarios';
import { fixtureCatalog } from '../../support/fixture-catalog';
import { describeMaterial, readMaterial } from '../../support/material';
import { schemaProblems } from '../provider-schema';
import { Document, expectExactly, newStack, RANGE, STYLES, synth, writtenRules } from '../support';

const SCENARIOS: Record<string, (scope: Construct, props: ScenarioProps) => Scenario> = {
  MailboxMigrationInbound: (scope, props) => new MailboxMigrationInbound(scope, 'Migration', props),
  ExchangeHybridInbound: (scope, props) => new ExchangeHybridInbound(scope, 'Hybrid', { ...props, mailFlow: true }),
  ExchangeHybridAuthenticationInbound: (scope, props) => new ExchangeHybridAuthenticationInbound(scope, 'Authentication', props),
  OutlookMobileAutoDetectInbound: (scope, props) => new OutlookMobileAutoDetectInbound(scope, 'AutoDetect', { ...props, exchangeOnlineRanges: true }),
  GraphChangeNotificationIngress: (scope, props) => new GraphChangeNotificationIngress(scope, 'Graph', { ...props, ports: [443, 8443] }),
};

describe.each(STYLES)('with %s', (_, newPoint) => {
  describe.each(Object.keys(SCENARIOS))('%s', (name) => {
    let document: Document;
    let scenario: Scenario;

    beforeAll(() => {
      const stack = newStack();
      scenario = SCENARIOS[name](stack, {
        enforcedBy: [newPoint(stack, { destination: '10.0.1.0/24', destinationIpv6: 'fd00:1::/64' })],
        catalog: fixtureCatalog(),
        additionalPeers: [Peer.ipv4('192.0.2.240/28'), Peer.ipv6('2001:db8:ffff::/48')],
      });
      document = synth(stack);
    });

    test('admits exactly what it means', () => {
      expectExactly(document, scenario);
    });

    test('has rules that Azure accepts', () => {
      for (const rule of writtenRules(document)) {
        expect(rule.name).toMatch(/^\w[\w.-]{0,78}\w$/);
        expect(rule.description).toMatch(/^[A-Za-z0-9 ._:/()#,@+=-]{1,140}$/);
        expect(RANGE.includes(rule.priority)).toBe(true);
      }
    });

    test('looks like this', () => {
      expect(writtenRules(document)).toMatchSnapshot();
    });

    describeMaterial('by the schema of the provider', () => {
      test('is valid', () => {
        expect(schemaProblems(document, (type) => JSON.parse(readMaterial(`data/azurerm-schema-4.55.0/${type}.json`)).block)).toEqual([]);
      });
    });
  });
});
