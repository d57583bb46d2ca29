/** What the README, SECURITY.md and the list of examples promise. */
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Catalog, EndpointError, ExchangeHybridInbound, GraphChangeNotificationIngress, HybridConfigurationWizardOutbound } from '../../lib';
import { SecurityGroups } from '../../lib/aws';
import { cover, PrefixSet } from '../../lib/net';
import { prove } from '../../lib/verify';
import { promisesOf } from '../support/promises';

const ROOT = join(__dirname, '..', '..');
const CATALOG = Catalog.bundled().edition('2025-01');

function stackWith(...create: ((stack: Stack, groups: SecurityGroups) => unknown)[]): Stack {
  const stack = new Stack(new App(), 'Stack');
  const groups = new SecurityGroups(stack, 'Groups', { vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] }) });
  create.forEach((each) => each(stack, groups));
  void groups.securityGroups;
  return stack;
}

const graph = (stack: Stack, groups: SecurityGroups) => new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups], catalog: CATALOG });
const hybrid = (stack: Stack, groups: SecurityGroups) => new ExchangeHybridInbound(stack, 'Hybrid', { enforcedBy: [groups], mailFlow: true });

let scenario: GraphChangeNotificationIngress;
const stack = stackWith((within, groups) => (scenario = graph(within, groups)));
const template = Template.fromStack(stack).toJSON();
const ingress = Object.values<any>(template.Resources).flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []);
const ids = Object.keys(template.Resources);

promisesOf('README.md', ({ promise, proven, facts }) => {
  promise('With this library you declare *what must work*, and synthesis writes *the rules that admit exactly that*.', () => {
    expect(prove(template, { rules: scenario.rules.rules, groups: ids }).verdict).toBe('equal');
  });

  promise('Every rule names the published row it comes from, and a verifier that shares no code with the generator proves that nothing else is admitted.', () => {
    expect([...new Set(ingress.map(({ Description }) => Description))]).toEqual(['graph-change-notifications (stated)']);
    const [Id] = ids;
    const { Properties } = template.Resources[Id];
    const more = [...Properties.SecurityGroupIngress, { ...ingress[0], CidrIp: '203.0.113.0/32' }];
    const changed = { Resources: { ...template.Resources, [Id]: { Type: 'AWS::EC2::SecurityGroup', Properties: { ...Properties, SecurityGroupIngress: more } } } };
    const proof = prove(changed, { rules: scenario.rules.rules, groups: ids });
    expect([proof.verdict, proof.extra.map(({ traffic }) => traffic)]).toEqual(['different', ['inbound tcp 443 from 203.0.113.0/32']]);
  });

  proven('This puts two security groups on the load balancer, with 94 IPv4 and 12 IPv6 rules between them.', ['readme.test.ts', 'the AWS CDK app gives the output shown']);
  proven(
    'a listener admits the whole Internet by default (if you forget, you get the warning `cdk-m365-endpoints:openBesidePublished`)',
    ['aws/security-groups/warnings.test.ts', 'is warned about when its listener has open: %s'],
  );
  proven('You get one rule for each flow, protocol and address family.', ['examples.test.ts', 'has one rule for each flow and family, at priorities of its own']);
  proven(
    'drop `/cdktn` from the import and install `cdktf` with `@cdktf/provider-azurerm`; the resources are the same',
    ['cdktn.test.ts', '%s is the same for CDKTF and CDK Terrain, but for the versions'],
  );
  proven('use the same scenarios with `cdk-m365-endpoints/cdktn/terraform-aws`', ['readme.test.ts', 'the app of CDK Terrain for AWS has the same rules']);
  proven(
    'a construct for [every published row](docs/scenarios/README.md#all-scenarios), in every cloud that it is published for ([coverage](docs/coverage.md));',
    ['scenarios/registry.test.ts', 'has ${rows} rows, each with the one construct for it'],
    ['scenarios/registry.test.ts', 'every set of the web service has a construct'],
    ['cli/commands/coverage.test.ts', 'has every row of the pages in every cloud'],
  );

  promise('If a platform cannot express a rule, synthesis fails and names the row, the reason and an alternative.', () => {
    const create = () => stackWith((within, groups) => new HybridConfigurationWizardOutbound(within, 'Wizard', { enforcedBy: [groups] }));
    expect(create).toThrow(EndpointError);
    expect(create).toThrow('; AWS Network Firewall and Route 53 Resolver DNS Firewall match host names');
    expect(create).toThrow('cannot enforce hybrid-configuration-wizard: an EC2 security group cannot match the host patterns');
  });

  promise('A rule is widened only if you say by how much: [optimal covers](docs/cover.md) fit the 94 IPv4 rules of Graph into 60 at the price of 6,027 extra addresses, and a warning tells you.', () => {
    const published = PrefixSet.of(...ingress.flatMap(({ CidrIp }) => CidrIp ?? []));
    expect(published.prefixes()).toHaveLength(94);
    const { prefixes, extra } = cover(published, { maxPrefixes: 60 });
    expect([prefixes.length, extra.size()]).toEqual([60, 6027n]);
  });
  proven('[optimal covers](docs/cover.md) fit the 94 IPv4 rules of Graph into 60 at the price of 6,027 extra addresses, and a warning tells you.', ['aws/security-groups/budget.test.ts', 'warns with the figures, and the warning is hidden when every scenario acknowledges it']);

  promise('**Stable and offline.** The data comes with the package.', () => {
    const connect = jest.spyOn(Socket.prototype, 'connect');
    Template.fromStack(stackWith(graph, hybrid));
    expect(connect).not.toHaveBeenCalled();
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).files).toContain('dist');
  });
  proven(
    'When one prefix changes, only the rule that holds it changes. The order of your constructs makes no difference.',
    ['cross-platform/stability.test.ts', '%s: one of %s goes, and nothing else changes'],
    ['aws/security-groups/stability.test.ts', 'scenarios created in the order %j give the same template'],
  );
  promise('The order of your constructs makes no difference.', () => {
    const [one, other] = [[graph, hybrid], [hybrid, graph]].map((order) => Template.fromStack(stackWith(...order)).toJSON().Resources);
    expect(other).toEqual(one);
  });

  promise('The default edition of the page is 2025-01, because it is the superset:', () => {
    const prefixesOf = (catalog: Catalog) => PrefixSet.union(catalog.require('graph-change-notifications').flows.map(({ prefixes }) => prefixes));
    expect(Catalog.bundled().editionOf('additional-endpoints')).toBe('2025-01');
    expect(prefixesOf(Catalog.bundled()).containsSet(prefixesOf(Catalog.bundled().edition('2025-h2')))).toBe(true);
  });
  promise('The later edition `2025-h2` publishes only four of those IPv4 prefixes.', () => {
    const [flow] = Catalog.bundled().edition('2025-h2').require('graph-change-notifications').flows;
    const later = flow.prefixes.toStrings();
    expect(later.filter((prefix) => ingress.some(({ CidrIp }) => CidrIp === prefix))).toEqual(later);
    expect(later).toHaveLength(4);
  });
  promise('An app that chooses neither gets the warning `cdk-m365-endpoints:withdrawnPrefixes`.', () => {
    const warned = stackWith((within, groups) => new GraphChangeNotificationIngress(within, 'Graph', { enforcedBy: [groups] }));
    expect(Annotations.fromStack(warned).findWarning('*', Match.stringLikeRegexp('cdk-m365-endpoints:withdrawnPrefixes'))).toHaveLength(1);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('withdrawnPrefixes'))).toEqual([]);
  });

  proven(
    '`cdk-m365-endpoints/verify` reads templates, Terraform JSON, plans, states and live dumps, and works out the traffic they admit.',
    ['verify/read-cloudformation.test.ts', 'an inline rule admits its range on its ports'], ['verify/read-terraform.test.ts', 'a rule admits its source on its destination ports'],
    ['verify/show/read-show.test.ts', '%s that admits what is meant is equal'], ['verify/live/live.test.ts', '%s that admits what is meant is equal'],
  );
  proven('It shares no code with what writes them, and has its own address parser.', ['promises/verification.test.ts', 'It shares no code with what writes them']);
  proven(
    'Our tests run it over every scenario, cloud and enforcement point. You can run it over your own output with the command above, in code, or with [one line that makes synthesis fail](docs/verification.md#during-synthesis) if more is admitted than your scenarios ask for',
    ['promises/verification.test.ts', 'Our tests run it over every scenario, cloud and enforcement point'], ['cli/commands/verify.test.ts', 'is equal, with a line for each enforcement point'],
    ['aws/traffic-validation.test.ts', 'an aspect that widens one rule makes synthesis fail, and the message names construct, rule and mending'],
  );
  proven('Anything that the verifier does not understand makes it `unproven`, never `equal`', ['promises/verification.test.ts', 'Anything that the verifier does not understand makes it `unproven`, never `equal`']);

  promise('Rows 7 and 8 name neither addresses nor ports; what we admit for them is derived from the web service and marked `derived`.', () => {
    const flows = ['exchange-hybrid', 'exchange-hybrid-authentication'].flatMap((slug) => CATALOG.require(slug).flows);
    expect(flows.map(({ prefixes }) => prefixes.isEmpty)).not.toContain(false);
    expect([...new Set(flows.map(({ basis }) => `${basis}`))]).toEqual(['derived']);
    expect(flows.flatMap(({ prefixesOf }) => prefixesOf).every((slug) => slug.startsWith('worldwide-'))).toBe(true);
  });
  promise('For rows 3 and 4 you name the other side yourself.', () => {
    const flows = ['entra-connect-sts', 'federation-proxy'].flatMap((slug) => CATALOG.require(slug).flows);
    expect(flows.filter(({ prefixes, hosts, prefixesOf }) => !prefixes.isEmpty || hosts.length + prefixesOf.length > 0)).toEqual([]);
  });
  proven('The output is read back and compared, linted, checked against the schemas of the providers, and applied to a mock of AWS, as far as the mock supports the resources.',
    ['examples.test.ts', 'is consistent with its record'], ['examples.test.ts', 'has no errors for any template'],
    ['examples.test.ts', '%s has resources as the schema of the provider has them'], ['terraform-aws/apply.test.ts', 'finds the firewalls and the examples valid']);

  facts(
    'People copy that table into firewall rules by hand, get directions and ports wrong, run into quotas, and never notice when the page changes.',
    '**Nothing here was run against a real AWS or Azure account.**',
    '**Exact by default.**',
  );
});

promisesOf('SECURITY.md', ({ promise, proven, facts }) => {
  proven("The `release` workflow builds a release from a tag and publishes it with npm's trusted publishing, so there is no token that could leak.", ['release/workflows.test.ts', 'says what it may do, keeps no token and no secret, and runs once at a time']);
  proven(
    'An update that [the guard](docs/lock.md) should refuse but accepts.',
    ['catalog/lock/guard/poisonings.test.ts', 'addresses of others, one at a time'], ['catalog/lock/guard/poisonings.test.ts', 'ports, one at a time'],
  );
  promise('Each release on GitHub has a software bill of materials (CycloneDX, made by `npm sbom`).', () => {
    const workflow = readFileSync(join(ROOT, '.github', 'workflows', 'release.yml'), 'utf8');
    expect(workflow).toMatch(/npm sbom --sbom-format cyclonedx .*> build\/release\/sbom\.cdx\.json/);
    expect(workflow).toMatch(/gh release create .* sbom\.cdx\.json/);
  });
  facts("An error in Microsoft's pages is an ordinary issue.");
});

promisesOf('examples/README.md', ({ promise, proven }) => {
  const GRAPH = ['examples.test.ts', '%s admits exactly what row 23 publishes, on TCP 443'] as const;
  const apart = '%s is proven to let them in on TCP 443, and nothing else';

  promise('`npm run synth` synthesises all of them to `build/examples/` and prints what each admits.', () => {
    const source = readFileSync(join(ROOT, 'scripts', 'synth-examples.ts'), 'utf8');
    expect(source).toContain("'build', 'examples'");
    expect(source).toContain('readdirSync');
    expect(source).toContain('summary');
  });
  proven('A webhook behind a load balancer that only Microsoft Graph reaches, as a whole app', GRAPH);
  proven('with one path for Microsoft Graph alone', ['examples.test.ts', 'aws-waf-graph-webhook admits only what the later edition still publishes']);
  proven('A webhook on API Gateway that only Microsoft Graph may call', ['examples.test.ts', apart]);
  proven('A network account that keeps the published addresses in prefix lists for every other account',
    ['examples.test.ts', 'admits what the lists hold, from two groups that each have room for their MaxEntries']);
  proven('A firewall that lets a company reach Exchange Online and nothing else',
    ['examples.test.ts', 'the synthesised text holds exactly the addresses of the data files, by ipaddr.js alone'], ['examples.test.ts', 'is consistent with its record']);
  proven('A function app that only Microsoft Graph reaches', ['examples.test.ts', apart]);
  proven('A function app on Flex Consumption and a Logic App Standard that only Microsoft Graph reaches', ['examples.test.ts', apart]);
  proven('A container app that only Microsoft Graph reaches', ['examples.test.ts', apart]);
  proven('A migration endpoint behind a central Azure Firewall that only Exchange Online reaches, with IP groups',
    ['examples.test.ts', 'azure-ip-groups lets the IPv4 addresses of the Exchange Online table in, on TCP 443']);
  proven('A load balancer for a webhook that only Microsoft Graph may call', GRAPH);
  proven('A VPC for the Hybrid Configuration Wizard in which only the names that it needs resolve', ['examples.test.ts', 'and the names of one that filters names']);
});
