import { Cloud } from '../../../lib/catalog';
import { Peer } from '../../../lib/rules';
import { FederationProxyInbound, GraphChangeNotificationIngress, Microsoft365Outbound, ScenarioProps, TrustedSites } from '../../../lib/scenarios';
import { RecordingEnforcementPoint, Root } from '../support';

/** A scenario as code without types makes it. */
const graph = (props: Record<string, unknown>) => (
  new GraphChangeNotificationIngress(new Root(), 'Graph', { enforcedBy: [new RecordingEnforcementPoint()], ...props } as ScenarioProps)
);

describe('values that the types forbid are one clear error', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no enforcement point', { enforcedBy: undefined }, /^invalid enforcedBy undefined: give a list of enforcement points/],
    ['an enforcement point that is not in a list', { enforcedBy: new RecordingEnforcementPoint() }, /^invalid enforcedBy .*: give a list/],
    ['a group of the framework', { enforcedBy: [{ securityGroupId: 'sg-1' }] }, /^invalid enforcedBy .*: give a list of enforcement points/],
    ['the name of a cloud', { cloud: 'China' }, /^invalid cloud "China": give Cloud.CHINA, say/],
    ['text as a peer', { additionalPeers: ['203.0.113.0/24'] }, /^invalid additionalPeers "203.0.113.0\/24": give a list of Peer of cdk-m365-endpoints/],
    ['a peer of aws-ec2', { excludedPeers: [{ uniqueId: '203.0.113.0/24', canInlineRule: true }] }, /^invalid excludedPeers .*Peer of cdk-m365-endpoints/],
    ['a warning that is none', { acknowledgedWarnings: ['withdrawnPrefixes'] }, /^invalid acknowledgedWarnings "withdrawnPrefixes": give ids such as cdk-m365-endpoints:/],
  ])('%s', (_, props, message) => {
    expect(() => graph(props)).toThrow(expect.objectContaining({ code: 'InvalidOption', message: expect.stringMatching(message) }));
  });
});

test('peers of an option of its own are checked alike', () => {
  const sources = ['10.0.0.10/32'] as never[];
  expect(() => new FederationProxyInbound(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], sources }))
    .toThrow('invalid sources "10.0.0.10/32": give a list of Peer of cdk-m365-endpoints');
});

test('values of the right kind pass', () => {
  const acknowledgedWarnings = ['cdk-m365-endpoints:retired', 'Annotation::cdk-m365-endpoints:withdrawnPrefixes'];
  const { rules } = graph({ cloud: Cloud.CHINA, additionalPeers: [Peer.ipv4('203.0.113.0/24')], acknowledgedWarnings });
  expect(rules.acknowledgedWarnings).toEqual(['cdk-m365-endpoints:retired', 'cdk-m365-endpoints:withdrawnPrefixes']);
});

test('a tenant is one label', () => {
  const message = 'invalid tenant "contoso.onmicrosoft.com": it is one label of letters, digits and hyphens; give the part before .onmicrosoft.com, such as "contoso"';
  expect(() => new Microsoft365Outbound(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], tenant: 'contoso.onmicrosoft.com' })).toThrow(message);
  expect(() => new TrustedSites(new Root(), 'S', { tenant: 'contoso.onmicrosoft.com' })).toThrow(message);
});
