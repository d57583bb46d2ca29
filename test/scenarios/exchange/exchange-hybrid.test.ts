import { Cloud } from '../../../lib/catalog';
import { Direction, PrefixSet } from '../../../lib/net';
import { Peer } from '../../../lib/rules';
import { ExchangeHybrid, ExchangeHybridProps, OutlookMobileAutoDetectInbound } from '../../../lib/scenarios';
import { RecordingEnforcementPoint, Root } from '../support';

function hybrid(options: Partial<ExchangeHybridProps> = {}) {
  const [front, behind, authentication] = [new RecordingEnforcementPoint(), new RecordingEnforcementPoint(), new RecordingEnforcementPoint()];
  const construct = new ExchangeHybrid(new Root(), 'Hybrid', { enforcedBy: [front], ...options });
  return { construct, front, behind, authentication };
}

/** `Inbound: in tcp 25 …`: child, directions, ports and sets. */
const summary = ({ scenarios }: ExchangeHybrid) => scenarios.map(({ node, rules }) => {
  const traffic = new Set(rules.rules.map(({ direction, protocol, ports }) => `${direction === Direction.INBOUND ? 'in' : 'out'} ${protocol} ${ports}`));
  return `${node.id}: ${[...traffic].join(', ')} (${rules.provenance.sets.map(({ slug }) => slug).join(' ')})`;
});

test('admits free/busy alone by default, as the scenario it is composed of does', () => {
  expect(summary(hybrid().construct)).toEqual(['Inbound: in tcp 443 (exchange-hybrid)']);
});

test('composes everything that its options ask for', () => {
  const [behind, authentication] = [new RecordingEnforcementPoint(), new RecordingEnforcementPoint()];
  const { construct, front } = hybrid({
    outboundEnforcedBy: [behind],
    authenticationEnforcedBy: [authentication],
    mailFlow: true,
    migration: true,
    outlookMobile: true,
    configurationWizard: true,
    applicationProxy: true,
  });
  expect(summary(construct)).toEqual([
    'Inbound: in tcp 443, in tcp 25 (exchange-hybrid)',
    'AutoDetect: in tcp 443 (outlook-mobile-autodetect)',
    'Migration: in tcp 443 (mailbox-migration)',
    'Authentication: in tcp 443 (exchange-hybrid-authentication)',
    'ExchangeOnline: out tcp 80,443, out tcp 25 (worldwide-1 worldwide-10 worldwide-56)',
    'ConfigurationWizard: out tcp 443 (hybrid-configuration-wizard)',
    'ApplicationProxy: out tcp 80,443 (exchange-hybrid-entra-authentication)',
  ]);
  expect(front.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/Inbound', 'Hybrid/AutoDetect', 'Hybrid/Migration']);
  expect(authentication.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/Authentication']);
  expect(behind.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/ExchangeOnline', 'Hybrid/ConfigurationWizard', 'Hybrid/ApplicationProxy']);
});

test.each([
  [Cloud.US_GOV_GCC_HIGH, 'ExchangeOnline: out tcp 80,443, out tcp 25,443, out tcp 443 (usgovgcchigh-1 usgovgcchigh-6 usgovgcchigh-13)'],
  [Cloud.US_GOV_DOD, 'ExchangeOnline: out tcp 80,443, out tcp 25,443, out tcp 443 (usgovdod-1 usgovdod-6 usgovdod-13)'],
  [Cloud.CHINA, 'ExchangeOnline: out tcp 80,443, out tcp 25 (china-1 china-17 china-27)'],
])('takes the sets of %s', (cloud, outbound) => {
  expect(summary(hybrid({ cloud, mailFlow: true, outboundEnforcedBy: [new RecordingEnforcementPoint()] }).construct)).toContain(outbound);
});

test('without mail flow admits TCP 25 in neither direction', () => {
  const { construct } = hybrid({ outboundEnforcedBy: [new RecordingEnforcementPoint()] });
  expect(summary(construct)).toEqual(['Inbound: in tcp 443 (exchange-hybrid)', 'ExchangeOnline: out tcp 80,443 (worldwide-1 worldwide-56)']);
});

test('fails for an outbound option that nothing enforces', () => {
  expect(() => hybrid({ configurationWizard: true })).toThrow(
    'configurationWizard of Hybrid admits traffic that nothing enforces: give outboundEnforcedBy',
  );
});

describe('the migration endpoint', () => {
  const warnings = (point: RecordingEnforcementPoint) => point.enforced.flatMap(({ rules }) => rules.warnings.map(({ id }) => id));

  test('of its own admits the whole table there, and nothing of it in front of the other services', () => {
    const migration = new RecordingEnforcementPoint();
    const { front } = hybrid({ migrationEnforcedBy: [migration] });
    expect(migration.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/Migration']);
    expect(front.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/Inbound']);
    expect([...warnings(migration), ...warnings(front)]).toEqual([]);
  });

  test.each([
    ['no point of its own is named', {}],
    ['the same point is named twice', { again: true }],
  ])('gives a warning where %s', (_, { again = false }: { again?: boolean }) => {
    const front = new RecordingEnforcementPoint();
    const construct = new ExchangeHybrid(new Root(), 'Hybrid', { enforcedBy: [front], migration: true, ...again ? { migrationEnforcedBy: [front] } : {} });
    expect(summary(construct)).toEqual(['Inbound: in tcp 443 (exchange-hybrid)', 'Migration: in tcp 443 (mailbox-migration)']);
    expect(warnings(front)).toEqual(['cdk-m365-endpoints:sharedMigrationEndpoint']);
  });

  test('fails when it is named and switched off', () => {
    expect(() => hybrid({ migration: false, migrationEnforcedBy: [new RecordingEnforcementPoint()] })).toThrow('invalid migration false: migrationEnforcedBy is given');
  });
});

describe('the options of its parts', () => {
  test('reach them', () => {
    const behind = new RecordingEnforcementPoint();
    const { construct } = hybrid({
      outboundEnforcedBy: [behind],
      wholeExchangeTable: true,
      outlookMobile: true,
      exchangeOnlineRanges: true,
      emailDomains: ['contoso.com'],
      configurationWizard: true,
      exchange2010: true,
      derivePrefixes: true,
      additionalSources: [Peer.ipv4('192.0.2.1/32')],
      additionalDestinations: [Peer.ipv4('192.0.2.2/32')],
    });
    const part = (name: string) => construct.scenarios.find(({ node }) => node.id === name)!;
    expect(part('Inbound').describe().flows.map(({ name }) => name)).toEqual(['coexistence-whole-table']);
    expect(part('AutoDetect').describe().flows.map(({ name }) => name)).toEqual(['autodetect', 'exchange-online']);
    expect((part('AutoDetect') as OutlookMobileAutoDetectInbound).serviceHosts.map(String)).toEqual(['contoso.com.outlookmobile.com', 'contoso.com.outlookmobile.us']);
    expect(part('ConfigurationWizard').describe().flows.map(({ name }) => name)).toEqual(['wizard', 'exchange-2010']);
    const added = (name: string) => part(name).rules.rules.flatMap(({ origins, prefixes }) => (origins[0].basis === 'user' ? prefixes.toStrings() : []));
    expect(construct.scenarios.map(({ node: { id } }) => [id, ...new Set(added(id))])).toEqual([
      ['Inbound', '192.0.2.1/32'], ['AutoDetect', '192.0.2.1/32'], ['ExchangeOnline', '192.0.2.2/32'], ['ConfigurationWizard', '192.0.2.2/32'],
    ]);
  });

  test('exclude peers everywhere', () => {
    const excluded = '40.96.0.0/13';
    const { construct } = hybrid({ outboundEnforcedBy: [new RecordingEnforcementPoint()], excludedPeers: [Peer.ipv4(excluded)] });
    for (const { rules } of construct.scenarios) {
      expect(rules.rules.some(({ prefixes }) => prefixes.overlaps(PrefixSet.of(excluded)))).toBe(false);
    }
  });

  test.each([
    ['exchangeOnlineRanges', { exchangeOnlineRanges: true }, 'outlookMobile'],
    ['emailDomains', { emailDomains: ['contoso.com'] }, 'outlookMobile'],
    ['exchange2010', { exchange2010: true }, 'configurationWizard'],
    ['additionalDestinations', { additionalDestinations: [Peer.ipv4('192.0.2.2/32')] }, 'outboundEnforcedBy'],
    ['derivePrefixes', { derivePrefixes: true }, 'outboundEnforcedBy'],
  ])('fail where they have no effect: %s', (option, options, owner) => {
    expect(() => hybrid(options)).toThrow(new RegExp(`^invalid ${option} .*: it has no effect without ${owner}; give that too, or leave it out$`));
  });
});
