import { Catalog, Cloud } from '../../lib/catalog';
import { IEnforcementPoint } from '../../lib/rules';
import * as scenarios from '../../lib/scenarios';
import { fixtureCatalog } from '../support/fixture-catalog';
import { line, RecordingEnforcementPoint, Root } from './support';

const CLOUDS = [Cloud.WORLDWIDE, Cloud.US_GOV_GCC_HIGH, Cloud.US_GOV_DOD, Cloud.CHINA];

test('the scenarios of this library', () => {
  expect(Object.keys(scenarios).sort()).toEqual([
    'ExchangeHybridAuthenticationInbound',
    'ExchangeHybridInbound',
    'GraphChangeNotificationIngress',
    'MailboxMigrationInbound',
    'OutlookMobileAutoDetectInbound',
    'Scenario',
  ]);
});

describe.each(CLOUDS)('in %s, of the bundled catalog', (cloud) => {
  const enforcedBy: IEnforcementPoint[] = [new RecordingEnforcementPoint()];
  const props = { enforcedBy, cloud, catalog: Catalog.bundled() };

  test.each([
    ['GraphChangeNotificationIngress', () => new scenarios.GraphChangeNotificationIngress(new Root(), 'S', props)],
    ['ExchangeHybridInbound', () => new scenarios.ExchangeHybridInbound(new Root(), 'S', { ...props, mailFlow: true })],
    ['MailboxMigrationInbound', () => new scenarios.MailboxMigrationInbound(new Root(), 'S', props)],
    ['ExchangeHybridAuthenticationInbound', () => new scenarios.ExchangeHybridAuthenticationInbound(new Root(), 'S', props)],
    ['OutlookMobileAutoDetectInbound', () => new scenarios.OutlookMobileAutoDetectInbound(new Root(), 'S', { ...props, exchangeOnlineRanges: true })],
  ])('%s has rules', (name, make) => {
    const { rules, provenance } = make().rules;
    expect(rules.length).toBeGreaterThan(0);
    expect(provenance).toMatchObject({ scenario: name, cloud: cloud.name });
  });
});

describe('options', () => {
  const props = { enforcedBy: [new RecordingEnforcementPoint()], catalog: fixtureCatalog() };
  const lines = (scenario: scenarios.Scenario) => scenario.rules.rules.map(line);
  const HTTPS = '198.51.100.0/25 2001:db8:e::/48 (derived via worldwide-1)';
  const SMTP = '198.51.100.128/26 2001:db8:e:1::/64 (derived via worldwide-10)';

  test('exchange hybrid admits the web services alone', () => {
    expect(lines(new scenarios.ExchangeHybridInbound(new Root(), 'S', props))).toEqual([`in tcp 443 ${HTTPS}`]);
  });

  test('mailFlow adds TCP 25 from the mail addresses', () => {
    expect(lines(new scenarios.ExchangeHybridInbound(new Root(), 'S', { ...props, mailFlow: true }))).toEqual([`in tcp 443 ${HTTPS}`, `in tcp 25 ${SMTP}`]);
  });

  test('wholeExchangeTable admits TCP 443 from the mail addresses too', () => {
    expect(lines(new scenarios.ExchangeHybridInbound(new Root(), 'S', { ...props, wholeExchangeTable: true }))).toEqual([`in tcp 443 ${HTTPS}`, `in tcp 443 ${SMTP}`]);
  });

  test('exchangeOnlineRanges adds the web services to AutoDetect', () => {
    expect(lines(new scenarios.OutlookMobileAutoDetectInbound(new Root(), 'S', props))).toEqual(['in tcp 443 203.0.113.128/26 (stated)']);
    expect(lines(new scenarios.OutlookMobileAutoDetectInbound(new Root(), 'S', { ...props, exchangeOnlineRanges: true }))).toEqual([
      'in tcp 443 203.0.113.128/26 (stated)', `in tcp 443 ${HTTPS}`,
    ]);
  });

  test('authentication admits the web services alone', () => {
    expect(lines(new scenarios.ExchangeHybridAuthenticationInbound(new Root(), 'S', props))).toEqual([`in tcp 443 ${HTTPS}`]);
  });
});
