/** What README and docs promise about verification: a test for each sentence, which also fails when the sentence is gone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnforcedTraffic } from '../../lib/assertions';
import { Direction, PortRange, PortSet, PrefixSet, Protocol } from '../../lib/net';
import * as readAddress from '../../lib/net/columns/read-address';
import { checkTraffic, type Expectation, prove, readCloudFormation, readDocument } from '../../lib/verify';
import { promisesOf, somePromisesOf, testsOf } from '../support/promises';

const ROOT = join(__dirname, '..', '..');

afterEach(() => jest.restoreAllMocks());

// ── documents ────────────────────────────────────────────────────────────────

type Body = Record<string, unknown>;
const meant = (...prefixes: string[]): Expectation => ({
  rules: [{ direction: Direction.INBOUND, protocol: Protocol.TCP, ports: PortSet.of(PortRange.of(443)), prefixes: PrefixSet.of(...prefixes) }],
});
const MEANT = meant('192.0.2.0/24');
const verdict = (document: unknown, expectation = MEANT) => prove(document, expectation).verdict;

const ingress = (CidrIp: unknown, rest: Body = {}) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp, ...rest });
const NOBODY = { IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' };
const group = (...rules: unknown[]) => ({ Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'g', SecurityGroupIngress: rules, SecurityGroupEgress: [NOBODY] } });
const on = (...ids: string[]) => ({ Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: ids.map((Ref) => ({ Ref })) } });
const template = (Sg: Body = group(ingress('192.0.2.0/24')), more: Body = {}) => ({ Resources: { Sg, Lb: on('Sg'), ...more } });

const nsgRule = (rest: Body = {}) => ({
  name: 'graph',
  priority: 200,
  direction: 'Inbound',
  access: 'Allow',
  protocol: 'Tcp',
  source_port_range: '*',
  destination_port_range: '443',
  source_address_prefix: '192.0.2.0/24',
  destination_address_prefix: '*',
  ...rest,
});
const nsg = (...rules: Body[]) => ({ name: 'nsg', security_rule: rules });
const nsgs = (groups: Body, more: Body = {}) => ({ resource: { azurerm_network_security_group: groups, ...more } });

const path = (SearchString: string) => ({
  ByteMatchStatement: {
    FieldToMatch: { UriPath: {} }, PositionalConstraint: 'STARTS_WITH', SearchString, TextTransformations: [{ Priority: 0, Type: 'URL_DECODE' }, { Priority: 1, Type: 'LOWERCASE' }],
  },
});
const others = { NotStatement: { Statement: { IPSetReferenceStatement: { Arn: { 'Fn::GetAtt': ['Set', 'Arn'] } } } } };
const waf = (...conditions: object[]) => ({
  Resources: {
    Set: { Type: 'AWS::WAFv2::IPSet', Properties: { IPAddressVersion: 'IPV4', Scope: 'REGIONAL', Addresses: ['192.0.2.0/24'] } },
    Acl: {
      Type: 'AWS::WAFv2::WebACL',
      Properties: {
        DefaultAction: { Allow: {} },
        Scope: 'REGIONAL',
        Rules: [
          { Name: 'r', Priority: 0, Action: { Block: {} }, Statement: conditions.length === 0 ? others : { AndStatement: { Statements: [...conditions, others] } } },
        ],
      },
    },
  },
});

const firewallPolicy = (policy: Body) => ({
  Resources: {
    Policy: { Type: 'AWS::NetworkFirewall::FirewallPolicy', Properties: { FirewallPolicyName: 'p', FirewallPolicy: policy } },
    Group: {
      Type: 'AWS::NetworkFirewall::RuleGroup',
      Properties: {
        RuleGroupName: 'g',
        Type: 'STATEFUL',
        Capacity: 9,
        RuleGroup: {
          RulesSource: { RulesString: 'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (flow:to_server; sid:1;)' }, StatefulRuleOptions: { RuleOrder: 'STRICT_ORDER' },
        },
      },
    },
  },
});
const STRICT = {
  StatelessDefaultActions: ['aws:forward_to_sfe'],
  StatelessFragmentDefaultActions: ['aws:forward_to_sfe'],
  StatefulDefaultActions: ['aws:drop_established'],
  StatefulEngineOptions: { RuleOrder: 'STRICT_ORDER' },
  StatefulRuleGroupReferences: [{ Priority: 1, ResourceArn: { 'Fn::GetAtt': ['Group', 'RuleGroupArn'] } }],
};
const OUTBOUND: Expectation = { rules: [{ ...[...MEANT.rules!][0], direction: Direction.OUTBOUND }] };

somePromisesOf('README.md', ({ promise }) => {
  promise('Anything that the verifier does not understand makes it `unproven`, never `equal`', () => {
    expect(verdict(template())).toBe('equal');
    expect(verdict(template(group(ingress('192.0.2.0/24'), { Ref: 'Rule' })))).toBe('unproven');
  });

  promise('It shares no code with what writes them', () => {
    const files = readdirSync(join(ROOT, 'lib', 'verify'), { recursive: true }).map(String).filter((file) => file.endsWith('.ts'));
    const imported = files.flatMap((file) => [...readFileSync(join(ROOT, 'lib', 'verify', file), 'utf8').matchAll(/from '((?:\.\.\/)+)([\w-]+)/g)]
      .filter(([, up]) => up.length / 3 > file.split('/').length - 1).map(([, , folder]) => folder));
    expect(files.length).toBeGreaterThan(50);
    expect([...new Set(imported)].sort()).toEqual(['collections', 'messages', 'net']);
  });

  promise('and has its own address parser', () => {
    jest.spyOn(readAddress, 'readPrefix').mockImplementation(() => {
      throw new Error('the parser of lib/net');
    });
    expect(() => PrefixSet.of('192.0.2.0/24')).toThrow('the parser of lib/net');
    expect(readCloudFormation(template()).admitted.describe()[0]).toBe('inbound tcp 443 from 192.0.2.0/24');
  });

  promise('Our tests run it over every scenario, cloud and enforcement point', () => {
    const file = (name: string) => readFileSync(join(ROOT, 'test', 'cross-platform', name), 'utf8');
    expect(file('matrix.test.ts')).toContain('rowOf(one)');
    expect(file('outcome.ts')).toMatch(/const proof = judge\(\[reading\]/);
  });
});

promisesOf('docs/verification.md', ({ promise, proven, facts }) => {
  promise('no difference was found, and everything that could hide one was understood. This is the only success', () => {
    const documents = [template(), template(group(ingress('0.0.0.0/0'))), template(group(ingress({ Ref: 'P' }), ingress('192.0.2.0/24')))];
    expect(documents.map((document) => prove(document, MEANT)).map(({ verdict: found, isEqual }) => [found, isEqual])).toEqual([['equal', true], ['different', false], ['unproven', false]]);
  });

  promise('the documents admit something else: `missing` and `extra` name the traffic, the rule as it is written, and who publishes the addresses', () => {
    const { missing, extra } = prove(template(group(ingress('198.51.100.0/24', { Description: 'mine' }))), { ...MEANT, publishersOf: () => ['somebody'] });
    expect(missing).toMatchObject([{ traffic: 'inbound tcp 443 from 192.0.2.0/24', publishers: ['somebody'] }]);
    expect(extra).toMatchObject([{ traffic: 'inbound tcp 443 from 198.51.100.0/24', rule: { path: 'Resources.Sg.Properties.SecurityGroupIngress[0]', description: 'mine' }, publishers: ['somebody'] }]);
  });

  const halves = (lb: Body) => template(group(ingress('192.0.2.0/25')), { Second: group(ingress('192.0.2.128/25')), ...lb });
  promise('Security groups that are attached to the same resources are added up', () => {
    expect(verdict(halves({ Lb: on('Sg', 'Second') }))).toBe('equal');
  });

  promise('If the documents do not show which groups are attached together, the verdict is `unproven` until `groups` names them.', () => {
    const apart = halves({ Other: on('Second') });
    expect([verdict(apart), verdict(apart, { ...MEANT, groups: ['Sg', 'Second'] })]).toEqual(['unproven', 'equal']);
  });

  promise('Any other filter has to meet the expectation by itself.', () => {
    expect(verdict(nsgs({ a: nsg(nsgRule({ source_address_prefix: '192.0.2.0/25' })), b: nsg(nsgRule({ source_address_prefix: '192.0.2.128/25' })) }))).toBe('different');
    expect(verdict(nsgs({ a: nsg(nsgRule()), b: nsg(nsgRule()) }))).toBe('equal');
  });

  promise('Without `requests`, a filter that restricts only some requests is `unproven`. With it, a path that was moved, narrowed, or joined by another path is `different`.', () => {
    const requests = prove(waf(path('/api')), MEANT).uncovered.map(({ reason }) => /these are meant, (.*)/.exec(reason)?.[1] ?? '').filter(Boolean);
    expect(verdict(waf(path('/api')))).toBe('unproven');
    expect(verdict(waf(path('/api')), { ...MEANT, requests })).toBe('equal');
    expect([waf(path('/other')), waf(path('/api/v2')), waf(path('/api'), path('/other'))].map((document) => verdict(document, { ...MEANT, requests }))).toEqual(['different', 'different', 'different']);
  });

  promise('Each key of each resource that is read is either understood, known to have no effect on traffic (tags, descriptions, metadata), or listed in `unresolved`.', () => {
    const { Properties, ...rest } = group(ingress('192.0.2.0/24'));
    expect(verdict(template({ ...rest, Metadata: { a: 'b' }, Properties: { ...Properties, Tags: [] } }))).toBe('equal');
    expect(prove(template({ ...rest, Properties: { ...Properties, Unheard: 1 } }), MEANT).unresolved.map(({ path: at }) => at)).toEqual(['Resources.Sg.Properties.Unheard']);
  });

  promise('Nested stacks, modules, template deployments, provisioners and resources of other providers for the same clouds are always in `unresolved`.', () => {
    const inTerraform = (type: string) => nsgs({ a: nsg(nsgRule()) }, { [type]: { x: { name: 'x' } } });
    expect([
      template(undefined, { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: {} } }), template(undefined, { Inner: { Type: 'A::B::C::MODULE' } }),
      inTerraform('azurerm_resource_group_template_deployment'), inTerraform('azapi_resource'), inTerraform('awscc_ec2_security_group'), { ...nsgs({ a: nsg(nsgRule()) }), module: { m: { source: './m' } } },
      nsgs({ a: nsg(nsgRule()) }, { null_resource: { x: { provisioner: { 'local-exec': { command: 'x' } } } } }),
    ].map((document) => verdict(document))).toEqual(Array(7).fill('unproven'));
  });

  promise('Another filter that does not refer to anything that is read, such as a network ACL, is in `uncovered` and does not change the verdict.', () => {
    const proof = prove(template(undefined, { Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'v' } } }), MEANT);
    expect([proof.verdict, proof.uncovered.map(({ path: at }) => at)]).toEqual(['equal', ['Resources.Acl']]);
  });

  promise('A firewall policy that passes traffic before its rules see it, or passes traffic that no rule matches, is in `uncovered`, and the verdict is `unproven`.', () => {
    expect(verdict(firewallPolicy(STRICT), OUTBOUND)).toBe('equal');
    for (const loose of [{ StatelessDefaultActions: ['aws:pass'] }, { StatefulDefaultActions: ['aws:alert_established'] }]) {
      const proof = prove(firewallPolicy({ ...STRICT, ...loose }), OUTBOUND);
      expect([proof.verdict, proof.uncovered.some(({ preventsProof }) => preventsProof)]).toEqual(['unproven', true]);
    }
  });

  promise('If it is attached to the same resource as one that is compared, such as a second web ACL of a load balancer or a second DNS Firewall rule group of a VPC, the verdict is `unproven`.', () => {
    const attach = (WebACLArn: unknown) => ({ Type: 'AWS::WAFv2::WebACLAssociation', Properties: { WebACLArn, ResourceArn: 'alb' } });
    const { Resources } = waf();
    const Own = attach({ 'Fn::GetAtt': ['Acl', 'Arn'] });
    expect([verdict({ Resources: { ...Resources, Own } }), verdict({ Resources: { ...Resources, Own, Second: attach('arn:other') } })]).toEqual(['equal', 'unproven']);
  });

  promise('A Deny for a tag, an application security group or an expression before an Allow is in `unresolved`', () => {
    const denies = [
      { destination_address_prefix: 'VirtualNetwork' }, { destination_address_prefix: undefined, destination_application_security_group_ids: ['/asg'] }, { destination_address_prefix: '${var.x}' },
    ].map((rest) => nsgRule({ name: 'deny', priority: 100, access: 'Deny', ...rest }));
    denies.forEach((deny) => expect(prove(nsgs({ a: nsg(deny, nsgRule({ destination_address_prefix: '10.0.0.0/24' })) }), MEANT)).toMatchObject({ verdict: 'unproven', unresolved: [{}] }));
  });

  promise('Without `local`, they are listed in `local` of the proof and by name in `uncovered`, with the number of rules for each.', () => {
    const proof = prove(nsgs({ a: nsg(nsgRule({ destination_address_prefix: '10.0.0.0/24' })) }), MEANT);
    expect([...proof.local]).toEqual([['a', ['10.0.0.0/24']]]);
    expect(proof.uncovered.map(({ reason }) => reason).join()).toContain('10.0.0.0/24 (1 rule)');
  });

  promise('`UnknownGroup` (a group that another document declares) and `NotAttached` (a group that nothing in the documents refers to).', () => {
    const rule = { ...nsgRule(), network_security_group_name: '${azurerm_network_security_group.elsewhere.name}' };
    const proofs = [prove({ resource: { azurerm_network_security_rule: { rule } } }, MEANT), prove(nsgs({ a: nsg(nsgRule()) }), MEANT)];
    expect(proofs.map((proof) => [proof.verdict, ...proof.findings.map(({ code }) => `${code}`)])).toEqual([['equal', 'UnknownGroup'], ['equal', 'NotAttached']]);
  });

  promise('These differences are harmless, and the verdict stays `equal`: the order of keys and of lists that are sets, numbers and booleans as text, other spellings of an address or a protocol, and rules that were merged or split.', () => {
    const prefixes = ['192.0.2.0/24', '2001:db8::/32'];
    const [four, six] = [ingress(prefixes[0]), { ...ingress(undefined), CidrIp: undefined, CidrIpv6: prefixes[1] }];
    const all = [
      [six, four], [{ ...four, FromPort: '443', ToPort: '443' }, six], [four, { ...six, CidrIpv6: '2001:0DB8:0:0::/32' }], [{ ...four, IpProtocol: '6' }, six],
      [{ ...four, CidrIp: '192.0.2.128/25' }, six, { ...four, CidrIp: '192.0.2.0/25' }],
    ].map((rules) => JSON.parse(JSON.stringify(template(group(...rules)))));
    expect(all.map((document) => verdict(document, meant(...prefixes)))).toEqual(Array(5).fill('equal'));
  });

  promise('Anything else is an error that names what is accepted; it is never read as an empty document.', () => {
    [{}, [], null, 'text', { Ressources: {} }, { resources: [] }].forEach((document) => expect(() => readDocument(document)).toThrow(/CloudFormation.*Terraform.*terraform show/s));
  });

  promise('One page of a longer answer (`NextToken`) is `unproven`.', () => {
    const live = (rest: Body) => ({
      SecurityGroups: [{
        GroupId: 'sg-1',
        GroupName: 'g',
        IpPermissionsEgress: [],
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '192.0.2.0/24' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
        ],
      }],
      ...rest,
    });
    expect([verdict(live({})), verdict(live({ NextToken: 'more' }))]).toEqual(['equal', 'unproven']);
  });

  promise('Values of a plan that are only known after the apply are in `unresolved`.', () => {
    const address = 'azurerm_network_security_group.a';
    const plan = (unknown: Body) => ({
      format_version: '1.2',
      planned_values: { root_module: { resources: [{ address, mode: 'managed', type: 'azurerm_network_security_group', name: 'a', values: nsg(nsgRule()) }] } },
      resource_changes: [{ address, change: { actions: ['create'], after_unknown: { security_rule: [unknown] } } }],
    });
    expect([verdict(plan({})), prove(plan({ destination_port_range: true }), MEANT).unresolved.length]).toEqual(['equal', 1]);
  });

  promise('A test also fails if something was not understood that could change its result.', () => {
    const traffic = EnforcedTraffic.of(template(group(ingress('192.0.2.0/24'), { Ref: 'Rule' })));
    expect(() => traffic.denies({ from: '198.51.100.7', tcp: 443 })).toThrow();
    expect(() => EnforcedTraffic.of(template()).denies({ from: '198.51.100.7', tcp: 443 })).not.toThrow();
  });

  promise('an `equal` verdict also needs the same canonical text on both sides', () => {
    jest.spyOn(PrefixSet.prototype, 'subtract').mockImplementation(() => PrefixSet.EMPTY);
    expect(verdict(template(group(ingress('0.0.0.0/0'))))).not.toBe('equal');
  });

  promise('our tests compare the output of every example with the data files, using only ipaddr.js.', () => {
    const oracle = readFileSync(join(ROOT, 'test', 'support', 'interval-oracle.ts'), 'utf8');
    expect([...oracle.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['ipaddr.js']);
    expect(readFileSync(join(ROOT, 'test', 'examples.test.ts'), 'utf8')).toContain('expect(intervals(found');
  });

  const prover = testsOf('verify/proof/prove.test.ts');
  const open = testsOf('verify/proof/open-and-local.test.ts');
  const attachments = testsOf('verify/classes/report-attachments.test.ts');
  const traffic = testsOf('verify/proof/check-traffic.test.ts');
  const record = testsOf('record/compare-with-record.test.ts');
  const web = testsOf('verify/web/web-filters.test.ts');
  const cli = testsOf('cli/commands/verify.test.ts');

  promise('`prove(documents, expectation)` of `cdk-m365-endpoints/verify` answers one question: do these documents admit exactly the traffic that you expect?', () => {
    expect([verdict(template()), verdict(template(group(ingress('192.0.2.0/24'), ingress('198.51.100.7/32'))))]).toEqual(['equal', 'different']);
  });
  proven('`groups` names the groups to compare, by their key in the document (`GroupReading.key`); without it every group is compared', prover('only the groups that are named are compared'));
  proven('| of every request | not given |', web('for everyone and every request is exact'));
  proven('Everyone can reach an app without access restrictions, a container app or an Event Hubs namespace without rules, a REST API without a policy, an HTTP API and the URL of a Lambda function. A document that holds one is `unproven`, unless `groups` names the filters to compare.',
    open('an app %s is not proven, unless groups are named'), open('a REST API without a policy is not proven, unless groups are named'), open('%s is not proven, unless groups are named'),
    testsOf('azurerm/web/inline-restrictions.test.ts')('a namespace without a rule is open, whatever its default action'));
  proven('A rule on names that lets only plain HTTP through on TCP 443, or only TLS on TCP 80, is a finding.', testsOf('verify/document/spoken-protocol.test.ts')('%s on %s to %s'));
  proven('It is also `unproven` if a security group that is compared is attached together with one that the documents do not declare, or by an expression that may come to another one.', open('a security group of another document, attached together with one that is compared'));
  proven('A filter that the documents attach but do not declare is in `uncovered`.', attachments('one at another place is listed'));
  proven('The same holds for a Front Door policy that protects only some `patterns_to_match`.', attachments('before %j only is not proven'));
  proven('A rule that looks at headers, countries, methods or rates, a challenge, or a managed rule group that does more than count is in `unresolved` if it can make a difference.', web('that %s admits everyone'), web('%s may allow'), web('%s may not deny'));
  proven('Otherwise local sides are compared only if `local` of the expectation names the expected ones, as they are written: a rule for any other local side, wider or narrower, is then `different`.', open('%s in their place is different'), open('are equal as they are meant'));
  proven('Something that the platform would reject, or that can be read only approximately.', prover('is unproven'));
  proven('| cloud assembly | the folder `cdk.out`, with its stages and nested stacks (command only) |', cli('reads a cloud assembly with its stages and nested stacks'));
  proven('the folder `cdktf.out` (command only)', cli('reads the output of CDKTF'));
  proven('If it does not show what a group is attached to, that does not change the verdict; `az network nsg show` does show it.', testsOf('verify/live/live.test.ts')('a network security group on nothing is said to be attached to nothing'));
  proven('The first `verify` compares the output with its own record and names every addition and exclusion. The second compares it with the endpoint sets that you name.', record('is equal to its record, and says what was added'), cli('is equal, with a line for each enforcement point'));
  proven('**A test** does not need a file and works in every test runner, because assertions throw:', testsOf('assertions/enforced-traffic.test.ts')('asserts on %s'), testsOf('assertions/enforced-traffic.test.ts')('fails with the traffic, the rule and where it stands'));
  proven('Every filter has to admit the traffic of an accept test (security groups are added up), and no filter may admit any part of the traffic of a deny test.', traffic('%s'), traffic('what contradicts a test is named'));
  proven('The record is `cdk-m365-endpoints-record` in the metadata of a CloudFormation template, and an output of that name in Terraform, because plans and states hold only outputs.',
    record('has what the app chose, with the reasons'), testsOf('terraform-aws/traffic-validation.test.ts')('the record is an output, which plans and states keep'));
  proven('The record holds inputs, never published prefixes:', record('holds inputs alone, is small, and is the same however often it is made'));
  proven('It refuses a record of another `version`, with an unknown key, or with a digest that does not match its own data.', record('%s is an error'), record('an edition that the verifier does not have'));
  proven('Every addition and exclusion is in the verdict line, and again under `expired` after its last day. `--no-additions` makes additions `unproven`.', record('is equal to its record, and says what was added'), record('is unproven where additions are refused'));
  proven('Only directions in which the scenarios admit something are compared. A filter that admits anything in the other direction is named.', record('names a filter that admits something in a direction of which the record says nothing'));
  proven("One line makes `cdk synth` fail if an aspect, an escape hatch or a colleague's `addIngressRule` admits something else than the scenarios do.",
    record('fails where a colleague admits more, and names construct, rule and mending'), testsOf('aws/traffic-validation.test.ts')('an aspect that widens one rule makes synthesis fail, and the message names construct, rule and mending'));
  proven('`M365ExtraAdmitted` | the output admits traffic that no scenario admits | fails | | `M365MissingAdmitted` | the output does not admit traffic that a scenario admits | fails | | `M365QuotaExceeded` | there are more rules than the platform allows | fails | | `M365Unproven` | something is not known before the deployment | fails, unless `failOnUnproven: false` | | `M365NotAttached` | nothing in the stack refers to the filter | warns',
    record('of a colleague\'s rule, beside the rules and in another group on the same interface'), record('of what is missing, and of what cannot be read'), record('of a group that nothing names, which is not an error'));
  proven('Nothing is reported while context look-ups are pending.', record('says nothing while look-ups are still to be made'));
  proven('`acknowledgedRules` lists the rules that should not fail.', testsOf('terraform-aws/traffic-validation.test.ts')('a rule that is acknowledged does not fail'));
  facts('A filter of web requests (AWS WAF, a REST API policy, Front Door, Application Gateway) often restricts some requests to the admitted sources and leaves the others open.');
});

somePromisesOf('docs/threat-model.md', ({ promise }) => {
  promise('nothing is skipped: anything that is not understood makes a verdict `unproven`, never `equal`', () => {
    const unknown = ['Condition', 'Fn::Transform'].map((key) => template({ ...group(ingress('192.0.2.0/24')), [key]: 'C' }));
    expect(unknown.map((document) => verdict(document))).toEqual(['unproven', 'unproven']);
  });

  promise('That is weaker than being equal to what is published, which `--allows` proves.', () => {
    const recorded = (document: object) => ({ ...document, Metadata: { 'cdk-m365-endpoints-record': { version: 1, points: {} } } });
    expect(verdict(recorded(template()))).toBe('equal');
    expect(verdict(recorded(template(group(ingress('0.0.0.0/0')))))).toBe('different');
  });

  promise('A deny test of an address is `unproven` on a filter that also admits names.', () => {
    const rules = 'pass tcp $HOME_NET any -> 192.0.2.0/24 443 (flow:to_server; sid:1;)\\npass tls $HOME_NET any -> any 443 (tls.sni; content:"a.example.com"; startswith; endswith; flow:to_server; sid:2;)';
    const named = JSON.parse(JSON.stringify(firewallPolicy(STRICT)).replace(/pass tcp.*?sid:1;\)/, rules.replaceAll('"', '\\"')));
    expect(checkTraffic(named, { deny: [{ to: '198.51.100.7', tcp: 443 }] })[0].verdict).toBe('unproven');
  });

  promise('A filter that nothing refers to is `NotAttached`.', () => {
    expect(prove({ Resources: { Sg: group(ingress('192.0.2.0/24')) } }, MEANT).findings.map(({ code }) => `${code}`)).toEqual(['NotAttached']);
  });
});

somePromisesOf('docs/adr/0005-verify-is-independent-and-public.md', ({ promise }) => {
  promise('(no short, octal or hexadecimal IPv4, no zones, dotted tails rewritten)', () => {
    const read = (rest: Body) => prove(template(group({ ...ingress(undefined), ...rest })), meant('::c000:201/128')).verdict;
    const texts = ['192.0.513/32', '0300.0.2.1/32', '0xc0.0.2.1/32', '3221225985/32'].map((CidrIp) => ({ CidrIp }));
    expect([...texts, { CidrIpv6: 'fe80::1%eth0/128' }].map((rest) => read(rest)).filter((found) => found === 'equal')).toEqual([]);
    expect(read({ CidrIpv6: '::192.0.2.1/128' })).toBe('equal');
  });

  promise('(`test/verify/proof/planted-faults.test.ts`)', () => {
    expect(existsSync(join(ROOT, 'test', 'verify', 'proof', 'planted-faults.test.ts'))).toBe(true);
  });
});
