import { Construct } from 'constructs';
import { Cloud } from '../../../lib/catalog';
import { IEnforcementPoint, Peer } from '../../../lib/rules';
import { FederationProxyInbound, GraphChangeNotificationIngress, Microsoft365Outbound, Scenario, ScenarioProps, TrustedSites } from '../../../lib/scenarios';
import { RecordingEnforcementPoint, Root } from '../support';

/** A scenario as code without types makes it. */
const graph = (props: Record<string, unknown>) => (
  new GraphChangeNotificationIngress(new Root(), 'Graph', { enforcedBy: [new RecordingEnforcementPoint()], ...props } as ScenarioProps)
);

describe('values that the types forbid are one clear error', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no enforcement point', { enforcedBy: undefined }, /^invalid enforcedBy undefined: give a list, such as \[new SecurityGroups\(…\)\]/],
    ['an enforcement point that is not in a list', { enforcedBy: new RecordingEnforcementPoint() }, /^invalid enforcedBy .*: give a list/],
    ['a group of AWS CDK', { enforcedBy: [{ securityGroupId: 'sg-1' }] }, /^invalid enforcedBy\[0\] .*: wrap the group: SecurityGroups.fromSecurityGroups\(/],
    ['something else', { enforcedBy: ['groups'] }, /^invalid enforcedBy\[0\] "groups": give an enforcement point/],
    ['the name of a cloud', { cloud: 'China' }, /^invalid cloud "China": did you mean Cloud.CHINA\? it is not a text/],
    ['a short name of a cloud', { cloud: 'gcc-high' }, /^invalid cloud "gcc-high": did you mean Cloud.US_GOV_GCC_HIGH\?/],
    ['the name of no cloud', { cloud: 'Mars' }, /^invalid cloud "Mars": give Cloud.CHINA, say/],
    ['text as a peer', { additionalPeers: ['203.0.113.0/24'] }, /^invalid additionalPeers\[0\] "203.0.113.0\/24": give a Peer of cdk-m365-endpoints/],
    ['a peer of aws-ec2', { excludedPeers: [{ uniqueId: '203.0.113.0/24', canInlineRule: true }] }, /^invalid excludedPeers\[0\] .*Peer of cdk-m365-endpoints/],
    ['a warning that is none', { acknowledgedWarnings: ['withdrawnPrefixes'] }, /^invalid acknowledgedWarnings\[0\] "withdrawnPrefixes": give the id of a warning/],
    ['text as a boolean', { derivePrefixes: 'false' }, /^invalid derivePrefixes "false": give true or false, which this text is not; .*value === 'true'$/],
    ['a number as a boolean', { derivePrefixes: 1 }, /^invalid derivePrefixes 1: give true or false$/],
    ['another letter case', { addressFamilies: ['ipv4'] }, /^invalid addressFamilies\[0\] "ipv4": did you mean AddressFamily.IPV4 \('IPv4'\)\? letter case counts$/],
    ['the name of a constant', { onUnsupported: 'FAIL' }, /^invalid onUnsupported "FAIL": did you mean OnUnsupported.FAIL \('fail'\)\?/],
    ['one port', { ports: 443 }, /^invalid ports 443: give a list, such as \[443\]$/],
    ['a port as text', { ports: ['443'] }, /^invalid ports\[0\] "443": give a number$/],
    ['a list of tokens', { ports: ['#{Token[TOKEN.7]}'] }, /^invalid ports \["#\{Token\[TOKEN.7\]\}"\]: the list is known only at deployment/],
    ['an object without a prototype', { catalog: Object.create(null) }, /^invalid catalog an object: give a Catalog/],
    ['an object whose text fails', { cloud: { toString: () => { throw new Error('no'); } } }, /^invalid cloud an object: /],
    ['null', { excludedPeers: null }, /^invalid excludedPeers null: give a list/],
  ])('%s', (_, props, message) => {
    expect(() => graph(props)).toThrow(expect.objectContaining({ code: 'InvalidOption', message: expect.stringMatching(message) }));
  });
});

test('peers of an option of its own are checked alike', () => {
  const sources = ['10.0.0.10/32'] as never[];
  expect(() => new FederationProxyInbound(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], sources }))
    .toThrow('invalid sources[0] "10.0.0.10/32": give a Peer of cdk-m365-endpoints');
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

describe('an option that does not exist is not ignored', () => {
  test.each([
    [{ excludePeers: [] }, 'unknown option "excludePeers": did you mean excludedPeers?'],
    [{ port: [443] }, 'unknown option "port": did you mean ports?'],
    [{ mailFlow: true }, 'unknown option "mailFlow": there are enforcedBy, cloud, catalog, addressFamilies, additionalPeers, excludedPeers, ' +
      'derivePrefixes, onUnsupported, acknowledgedWarnings, ports'],
  ])('%p', (props, message) => {
    expect(() => graph(props)).toThrow(expect.objectContaining({ code: 'UnknownOption', message }));
  });

  test('unless it is not given', () => {
    expect(() => graph({ mailFlow: undefined })).not.toThrow();
  });

  test('but a scenario of your own has options of its own', () => {
    class Own extends Scenario {
      constructor(scope: Construct, id: string, props: ScenarioProps & { readonly own: boolean }) {
        super(scope, id, props, { slug: 'graph-change-notifications' });
      }
    }
    expect(() => new Own(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], own: true })).not.toThrow();
    expect(() => new Own(new Root(), 'S', { enforcedBy: [new RecordingEnforcementPoint()], own: true, derivePrefixes: 'no' as never })).toThrow('invalid derivePrefixes "no"');
  });
});

test.each([null, 'props', 7, []])('%p in place of the options is one error', (props) => {
  expect(() => new GraphChangeNotificationIngress(new Root(), 'S', props as never)).toThrow(/^invalid options .*: give an object with the options by name$/);
});

test('no options at all name the one that is required', () => {
  expect(() => new GraphChangeNotificationIngress(new Root(), 'S', undefined as never)).toThrow(/^invalid enforcedBy undefined: give a list, such as /);
});

describe('what another copy of the package made is known', () => {
  test('peers, catalogs and clouds', () => {
    jest.isolateModules(() => {
      const other = jest.requireActual<typeof import('../../../lib')>('../../../lib');
      expect(other.Peer).not.toBe(Peer);
      expect(other.Cloud.CHINA).toBe(Cloud.CHINA);
      const { rules } = graph({ cloud: other.Cloud.CHINA, catalog: other.Catalog.bundled(), additionalPeers: [other.Peer.ipv4('203.0.113.10/32')] });
      expect(rules.rules.some(({ prefixes }) => prefixes.containsAddress('203.0.113.10'))).toBe(true);
      expect(rules.rules.length).toBe(2);
    });
  });
});

describe('an enforcement point of another app', () => {
  class Point extends Construct implements IEnforcementPoint {
    readonly capabilities = new RecordingEnforcementPoint().capabilities;
    readonly enforced: unknown[] = [];
    enforce(_: Construct, rules: unknown): void {
      this.enforced.push(rules);
    }
  }

  test('is refused, before anything is enforced', () => {
    const [app, other] = [new Root(), new Root()];
    const own = new Point(app, 'Own');
    expect(() => new GraphChangeNotificationIngress(app, 'Graph', { enforcedBy: [own, new Point(other, 'Point')] })).toThrow(expect.objectContaining({
      code: 'ForeignEnforcementPoint',
      message: 'enforcedBy of Graph names Point, which belongs to another app: create both in the same app, of the same framework',
    }));
    expect(own.enforced).toEqual([]);
  });

  test('of the same app passes', () => {
    const app = new Root();
    const point = new Point(app, 'Point');
    new GraphChangeNotificationIngress(new Construct(app, 'Elsewhere'), 'Graph', { enforcedBy: [point] });
    expect(point.enforced).toHaveLength(1);
  });
});
