import { Cloud } from '../../../lib/catalog';
import { Direction } from '../../../lib/net';
import { ExchangeHybrid, ExchangeHybridProps } from '../../../lib/scenarios';
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

test('admits free/busy and mail by default, inbound only', () => {
  expect(summary(hybrid().construct)).toEqual(['Inbound: in tcp 443, in tcp 25 (exchange-hybrid)']);
});

test('composes everything that its options ask for', () => {
  const [behind, authentication] = [new RecordingEnforcementPoint(), new RecordingEnforcementPoint()];
  const { construct, front } = hybrid({
    outboundEnforcedBy: [behind],
    authenticationEnforcedBy: [authentication],
    migration: true,
    outlookMobile: true,
    configurationWizard: true,
    applicationProxy: true,
  });
  expect(summary(construct)).toEqual([
    'Inbound: in tcp 443, in tcp 25 (exchange-hybrid)',
    'Migration: in tcp 443 (mailbox-migration)',
    'AutoDetect: in tcp 443 (outlook-mobile-autodetect)',
    'Authentication: in tcp 443 (exchange-hybrid-authentication)',
    'ExchangeOnline: out tcp 80,443, out tcp 25 (worldwide-1 worldwide-10 worldwide-56)',
    'ConfigurationWizard: out tcp 443 (hybrid-configuration-wizard)',
    'ApplicationProxy: out tcp 80,443 (exchange-hybrid-entra-authentication)',
  ]);
  expect(front.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/Inbound', 'Hybrid/Migration', 'Hybrid/AutoDetect']);
  expect(authentication.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/Authentication']);
  expect(behind.enforced.map(({ scope }) => scope)).toEqual(['Hybrid/ExchangeOnline', 'Hybrid/ConfigurationWizard', 'Hybrid/ApplicationProxy']);
});

test.each([
  [Cloud.US_GOV_GCC_HIGH, 'ExchangeOnline: out tcp 80,443, out tcp 25,443, out tcp 443 (usgovgcchigh-1 usgovgcchigh-6 usgovgcchigh-13)'],
  [Cloud.US_GOV_DOD, 'ExchangeOnline: out tcp 80,443, out tcp 25,443, out tcp 443 (usgovdod-1 usgovdod-6 usgovdod-13)'],
  [Cloud.CHINA, 'ExchangeOnline: out tcp 80,443, out tcp 25 (china-1 china-17 china-27)'],
])('takes the sets of %s', (cloud, outbound) => {
  expect(summary(hybrid({ cloud, outboundEnforcedBy: [new RecordingEnforcementPoint()] }).construct)).toContain(outbound);
});

test('without mail flow admits TCP 25 in neither direction', () => {
  const { construct } = hybrid({ mailFlow: false, outboundEnforcedBy: [new RecordingEnforcementPoint()] });
  expect(summary(construct)).toEqual(['Inbound: in tcp 443 (exchange-hybrid)', 'ExchangeOnline: out tcp 80,443 (worldwide-1 worldwide-56)']);
});

test('fails for an outbound option that nothing enforces', () => {
  expect(() => hybrid({ configurationWizard: true })).toThrow(
    'configurationWizard of Hybrid admits traffic that nothing enforces: give outboundEnforcedBy',
  );
});
