/** Records of stacks that are synthesised once, then tampered with; what filters admit is stated by hand. */
import { App, Stack } from 'aws-cdk-lib';
import { Peer as Ec2Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { AddressFamily, Catalog, GraphChangeNotificationIngress, Peer } from '../../lib';
import { SecurityGroups, TrafficValidation } from '../../lib/aws';
import { compareWithRecord, RecordOptions, TrafficRule, violationsIn } from '../../lib/record';
import { fixtureCatalog } from '../support/fixture-catalog';

const KEY = 'cdk-m365-endpoints-record';
const CATALOG = fixtureCatalog();

/** Whatever JSON holds. */
type Json = any;

/** A stack with one group, whatever `build` does to it, and an output that names the group. */
function synthesise(props: object = {}, build: (groups: SecurityGroups) => void = () => undefined): Json {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  const stack = new Stack(app, 'Web');
  const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['a'] });
  const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc });
  new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups], catalog: CATALOG, ...props });
  groups.securityGroups.forEach(({ securityGroupId }, i) => stack.exportValue(securityGroupId, { name: `id${i}` }));
  build(groups);
  return app.synth().getStackByName('Web').template;
}

const clean = synthesise();
const explained = synthesise({
  additionalPeers: [Peer.ipv4('203.0.113.10/32').because('monitoring', { owner: 'netops', until: '2026-01-31' })],
  addressFamilies: [AddressFamily.IPV4],
  ports: [8443],
});

const changed = (change: (record: Json, document: Json) => void, from = clean): Json => {
  const copy = structuredClone(from);
  change(copy.Metadata[KEY], copy);
  return copy;
};
const inputsOf = (record: Json): Json => record.points['Web/FromMicrosoft'].scenarios['Web/Graph'].inputs;
const group = (document: Json): Json => Object.values<Json>(document.Resources).find(({ Type }) => Type === 'AWS::EC2::SecurityGroup').Properties;
const compared = (document: unknown, options: Partial<RecordOptions> = {}) => compareWithRecord(document, { catalogs: [CATALOG], ...options })!;
const verdicts = (document: unknown, options?: Partial<RecordOptions>) => compared(document, options).comparisons.map(({ proof }) => `${proof.verdict}`);

describe('the record', () => {
  test('holds inputs alone, is small, and is the same however often it is made', () => {
    expect(Object.keys(inputsOf(clean.Metadata[KEY])).sort()).toEqual(['cloud', 'editions', 'flows']);
    expect(JSON.stringify(clean.Metadata[KEY]).length).toBeLessThan(700);
    expect(synthesise().Metadata[KEY]).toEqual(clean.Metadata[KEY]);
  });

  test('has what the app chose, with the reasons', () => {
    expect(inputsOf(explained.Metadata[KEY])).toMatchObject({
      addressFamilies: ['IPv4'],
      additionalPeers: [{ prefixes: ['203.0.113.10/32'], reason: 'monitoring', owner: 'netops', until: '2026-01-31' }],
      flows: [{ tcpPorts: '8443' }],
    });
  });
});

describe('a document', () => {
  test('is equal to its record, and says what was added', () => {
    expect(verdicts(clean)).toEqual(['equal']);
    expect(verdicts(explained)).toEqual(['equal']);
    expect(compared(explained).comparisons[0].exceptions).toEqual([
      {
        kind: 'added',
        text: '203.0.113.10/32 (monitoring (netops, until 2026-01-31))',
        peer: '203.0.113.10/32',
        option: 'additionalPeers',
        scenario: 'Web/Graph',
        reason: 'monitoring',
        owner: 'netops',
        until: '2026-01-31',
      },
    ]);
  });

  test('is compared point by point where several have their filters on one interface', () => {
    const { Resources: { [Object.keys(clean.Resources).find((id) => clean.Resources[id].Properties === group(clean))!]: own } } = clean;
    const two = changed((record, document) => {
      record.points['Web/Other'] = structuredClone(record.points['Web/FromMicrosoft']);
      record.points['Web/Other'].filters = ['Other'];
      const inputs = record.points['Web/Other'].scenarios['Web/Graph'].inputs;
      inputs.flows[0].tcpPorts = '8443';
      document.Resources.Other = structuredClone(own);
      document.Resources.Other.Properties.SecurityGroupIngress.forEach((rule: Json) => Object.assign(rule, { FromPort: 8443, ToPort: 8443 }));
      const groups = record.points['Web/FromMicrosoft'].filters.concat('Other').map((id: string) => ({ 'Fn::GetAtt': [id, 'GroupId'] }));
      document.Resources.Balancer = { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: groups } };
    });
    expect(verdicts(two)).toEqual(['equal', 'equal']);
    group(two).SecurityGroupIngress.pop();
    expect(verdicts(two)).toEqual(['different', 'equal']);
  });

  test('names a filter that admits something in a direction of which the record says nothing', () => {
    const opened = changed((_record, document) => { group(document).SecurityGroupEgress = [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1' }]; });
    const [{ proof }] = compared(opened).comparisons;
    expect(proof.verdict).toBe('equal');
    expect(proof.uncovered.map(({ reason }) => reason)).toEqual([expect.stringMatching(/^admits outbound traffic too, .*--allows compares both/)]);
    expect(compared(clean).comparisons[0].proof.uncovered).toEqual([]);
  });

  test('is unproven where additions are refused', () => {
    expect(verdicts(explained, { refusesAdditions: true })).toEqual(['unproven']);
    expect(verdicts(clean, { refusesAdditions: true })).toEqual(['equal']);
  });

  test('has no comparison without a record', () => {
    expect(compareWithRecord({ Resources: {} }, { catalogs: [CATALOG] })).toBeUndefined();
  });

  test.each<[string, (document: Json) => void]>([
    ['is widened', (document) => { group(document).SecurityGroupIngress[0].CidrIp = '0.0.0.0/0'; }],
    ['is emptied', (document) => { delete group(document).SecurityGroupIngress; }],
    ['loses a rule', (document) => { group(document).SecurityGroupIngress.pop(); }],
    ['gets another port', (document) => { group(document).SecurityGroupIngress[0].FromPort = 22; }],
  ])('is different where it %s', (_, change) => {
    expect(verdicts(changed((_record, document) => change(document)))).toEqual(['different']);
  });

  test('is unproven where its filter is gone', () => {
    const gone = changed((_record, document) => { document.Resources = {}; });
    expect(verdicts(gone)).toEqual(['unproven']);
    expect(`${compared(gone).comparisons[0].proof}`).toContain('filters that the document does not have');
  });
});

describe('a record that was tampered with is never equal:', () => {
  test.each<[string, (record: Json) => void, RegExp]>([
    ['another digest', (record) => { inputsOf(record).editions[0].sha256 = 'f'.repeat(64); }, /digest/],
    ['another edition', (record) => { inputsOf(record).editions[0].edition = '1999-01'; }, /1999-01/],
    ['another slug', (record) => { inputsOf(record).flows[0].slug = 'nothing'; }, /nothing/],
    ['another flow', (record) => { inputsOf(record).flows[0].flow = 'nothing'; }, /nothing/],
    ['another cloud', (record) => { inputsOf(record).cloud = 'Moon'; }, /Moon/],
    ['a family that does not exist', (record) => { inputsOf(record).addressFamilies = ['IPv5']; }, /IPv5/],
    ['a peer that is not one', (record) => { inputsOf(record).additionalPeers = [{}]; }, /recorded peer/],
    ['no inputs', (record) => { delete record.points['Web/FromMicrosoft'].scenarios['Web/Graph'].inputs; }, /without what it was made from/],
    ['no scenarios', (record) => { record.points['Web/FromMicrosoft'].scenarios = {}; }, /extra/],
    ['other filters', (record) => { record.points['Web/FromMicrosoft'].filters = ['Other']; }, /does not have/],
  ])('%s', (_, change, reason) => {
    const { comparisons: [{ proof }] } = compared(changed(change));
    expect(proof.verdict).not.toBe('equal');
    expect(`${proof}`).toMatch(reason);
  });

  test.each<[string, (record: Json) => void]>([
    ['another version', (record) => { record.version = 2; }],
    ['a key that is not known', (record) => { inputsOf(record).allow = '0.0.0.0/0'; }],
    ['a key that is missing', (record) => { delete inputsOf(record).flows; }],
    ['a value of another type', (record) => { record.points['Web/FromMicrosoft'].filters = 'FromMicrosoft'; }],
  ])('%s is an error', (_, change) => {
    expect(() => compared(changed(change))).toThrow(expect.objectContaining({ code: 'UnusableRecord' }));
  });

  test('an addition is said', () => {
    const added = changed((record, document) => {
      inputsOf(record).additionalPeers = [{ prefixes: ['198.51.100.0/24'] }];
      group(document).SecurityGroupIngress.push({ ...group(document).SecurityGroupIngress[0], CidrIp: '198.51.100.0/24' });
    });
    expect(compared(added).comparisons[0]).toMatchObject({ exceptions: [{ kind: 'added', text: '198.51.100.0/24' }] });
    expect(verdicts(added, { refusesAdditions: true })).toEqual(['unproven']);
  });

  test('an edition that the verifier does not have', () => {
    expect(verdicts(clean, { catalogs: [Catalog.bundled()] })).toEqual(['unproven']);
    expect(verdicts(clean, { catalogs: [Catalog.bundled(), CATALOG] })).toEqual(['equal']);
  });
});

describe('violations', () => {
  const rules = (document: unknown) => violationsIn(document, { catalogs: [CATALOG] }).map(({ rule }) => rule);

  test('of a colleague\'s rule, beside the rules and in another group on the same interface', () => {
    const beside = synthesise({}, (groups) => groups.securityGroups[0].addIngressRule(Ec2Peer.ipv4('198.51.100.0/24'), Port.tcp(22)));
    expect(rules(beside)).toEqual([TrafficRule.EXTRA_ADMITTED]);
    const [violation] = violationsIn(beside, { catalogs: [CATALOG] });
    expect(violation.description).toMatch(/admits inbound tcp 22 from 198\.51\.100\.0\/24.*Web\/FromMicrosoft means graph-change-notifications/);
    expect(violation.fix).toContain('additionalPeers');
  });

  test('of what is missing, and of what cannot be read', () => {
    expect(rules(changed((_record, document) => { group(document).SecurityGroupIngress.pop(); }))).toEqual([TrafficRule.MISSING_ADMITTED]);
    expect(rules(changed((record) => { record.version = 0; }))).toEqual([TrafficRule.UNPROVEN]);
    expect(rules(changed((_record, document) => {
      group(document).SecurityGroupIngress.push({ ...group(document).SecurityGroupIngress[0], CidrIp: { Ref: 'Cidr' } });
    }))).toEqual([TrafficRule.UNPROVEN]);
  });

  test('of a group that nothing names, which is not an error', () => {
    const unnamed = changed((_record, document) => { delete document.Outputs; });
    expect(violationsIn(unnamed, { catalogs: [CATALOG] })).toEqual([expect.objectContaining({ rule: TrafficRule.NOT_ATTACHED, isError: false })]);
  });

  test('are none in a clean stack, and in one without a record', () => {
    expect(rules(clean)).toEqual([]);
    expect(rules({ Resources: {} })).toEqual([]);
  });
});

describe('the plugin for AWS CDK', () => {
  function report(build: (groups: SecurityGroups) => void) {
    const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } });
    const stack = new Stack(app, 'Web', { env: { account: '123456789012', region: 'us-east-1' } });
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['a'] });
    const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc });
    new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups], catalog: CATALOG });
    build(groups);
    const { directory } = app.synth();
    return new TrafficValidation({ catalogs: [CATALOG] }).validate({ templatePaths: [`${directory}/Web.template.json`] });
  }

  test('fails where a colleague admits more, and names construct, rule and mending', () => {
    const { success, violations } = report((groups) => groups.securityGroups[0].addIngressRule(Ec2Peer.ipv4('198.51.100.0/24'), Port.tcp(22), 'ssh'));
    expect(success).toBe(false);
    expect(violations).toContainEqual({
      ruleName: 'M365ExtraAdmitted',
      description: expect.stringMatching(/^Web\/FromMicrosoft\/.*"ssh"/),
      fix: expect.stringContaining('additionalPeers'),
      severity: 'error',
      violatingResources: [{ resourceLogicalId: expect.stringMatching(/^FromMicrosoft/), templatePath: expect.stringMatching(/Web\.template\.json$/), locations: ['Properties'] }],
    });
  });

  test('passes a clean app, with a warning where nothing in the stack names the group', () => {
    expect(report(() => undefined)).toMatchObject({ success: true, violations: [{ ruleName: 'M365NotAttached', severity: 'warning' }] });
  });

  test('says nothing while look-ups are still to be made', () => {
    const { success } = report((groups) => {
      SecurityGroup.fromLookupById(groups, 'Looked', 'sg-1');
      groups.securityGroups[0].addIngressRule(Ec2Peer.ipv4('198.51.100.0/24'), Port.tcp(22));
    });
    expect(success).toBe(true);
  });
});
