/** What the pages about concepts, scenarios, enforcement points, threats and extensions promise, and the guides. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  AddressFamily, Catalog, CustomScenario, defineEdition, GraphChangeNotificationIngress, OnUnsupported, Peer, Scenario, SetSelection,
} from '../../lib';
import { RestApiPolicy, SecurityGroups } from '../../lib/aws';
import { compareWithRecord } from '../../lib/record';
import { prove } from '../../lib/verify';
import { vpcOf } from '../aws/support';
import { outcomeOf } from '../support/common-promises';
import { promisesOf, somePromisesOf, testsOf } from '../support/promises';

const ROOT = join(__dirname, '..', '..');
const scenario = testsOf('scenarios/base/scenario.test.ts');
const options = testsOf('scenarios/base/scenario-options.test.ts');
const fit = testsOf('rules/fit/fit.test.ts');
const peer = testsOf('rules/model/peer.test.ts');
const hybrid = testsOf('scenarios/exchange/exchange-hybrid.test.ts');
const boundaries = testsOf('boundaries.test.ts');
const matrix = testsOf('cross-platform/matrix.test.ts')('%s');
const stable = testsOf('cross-platform/stability.test.ts')('%s: one of %s goes, and nothing else changes');
const cdktn = testsOf('cdktn.test.ts');
const record = testsOf('record/compare-with-record.test.ts');
const nsg = (name: string) => testsOf(`azurerm/network-security-group/${name}.test.ts`);
const verification = testsOf('promises/verification.test.ts');

const OWN_DATA = defineEdition({ source: 'own', edition: '2026-01', url: 'https://example.com' }, [{
  slug: 'feed',
  title: 'A feed',
  clouds: ['Worldwide'],
  flows: [
    { name: 'addresses', direction: 'outbound', basis: 'stated', tcpPorts: '443', prefixes: ['203.0.113.0/28'] },
    { name: 'names', direction: 'outbound', basis: 'stated', tcpPorts: '443', hosts: ['feed.example.com'] },
  ],
}]);

/** A stack with Graph on security groups. */
function graphStack(props: Partial<ConstructorParameters<typeof GraphChangeNotificationIngress>[2]> = {}) {
  const stack = new Stack(new App(), 'Stack');
  const groups = new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) });
  const graph = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups], catalog: Catalog.bundled().edition('2025-h2'), ...props });
  void groups.securityGroups;
  return { template: Template.fromStack(stack).toJSON(), graph };
}
const rulesOf = ({ template }: ReturnType<typeof graphStack>) => (
  Object.values<any>(template.Resources).flatMap(({ Properties }) => Properties.SecurityGroupIngress)
);

promisesOf('docs/concepts.md', ({ promise, proven }) => {
  proven('Editions never change.', testsOf('data.test.ts')('the additional endpoints, one fact a line'), testsOf('data.test.ts')('%s is valid, and named after its content'));
  proven('If a later edition withdrew prefixes, an app that uses them by default gets a warning. If it chose the edition, it gets an information message.',
    scenario('prefixes that a later edition withdrew are counted, and the later edition is named'), scenario('prefixes that a later edition withdrew are an information where the app chose the edition'));
  promise('Every rule has it in its description. If the ports have another basis than the remote side, the description gives both:', () => {
    const descriptions = rulesOf(graphStack({ additionalPeers: [Peer.ipv4('203.0.113.10/32')] })).map(({ Description }) => Description);
    expect([...new Set(descriptions)].sort()).toEqual(['graph-change-notifications (stated)', 'graph-change-notifications (user)']);
  });
  proven('It turns endpoint sets and your options into rules, and does not depend on any platform.', boundaries('every file imports only what its place allows'));
  proven('a platform has to match only one of them.', fit('so addresses are enough for a platform that knows no names, which says so'), fit('so names are enough for a platform that knows no addresses'));
  promise('There are three kinds: address filters (security groups, network security groups, prefix lists, IP groups, admin rules), filters that also match names or only names (Network Firewall, Azure Firewall, DNS Firewall), and [filters of web requests](adr/0007-filters-of-requests-only-block.md), which do not see ports.', () => {
    const tried = 'CustomScenario, outbound, names';
    expect(['NetworkFirewallRules', 'FirewallPolicyRules', 'DnsFirewallRules', 'SecurityGroups'].map((construct) => outcomeOf(construct, tried)?.split(':')[0]))
      .toEqual(['exact', 'exact', 'exact', 'refused']);
  });
  promise("'2027-03-31' })` puts the reason, the owner and the last day into the record in the output and into `describe()`, never into a rule. Synthesis has no clock: an exception that has expired is still admitted.", () => {
    const made = graphStack({ additionalPeers: [Peer.ipv4('203.0.113.10/32').because('monitoring', { owner: 'netops', until: '2019-03-31' })] });
    expect(JSON.stringify(made.template.Metadata)).toMatch(/monitoring.*netops.*2019-03-31/);
    expect(made.graph.describe().toString()).toMatch(/monitoring[^]*netops[^]*2019-03-31/);
    expect(JSON.stringify(made.template.Resources)).not.toMatch(/monitoring|netops|2019/);
    expect(rulesOf(made).map(({ CidrIp }) => CidrIp)).toContain('203.0.113.10/32');
  });
  proven('A value of the wrong type, a string instead of a boolean, or an unknown option is an error, in JavaScript too.',
    testsOf('cross-platform/wrong-options.test.ts')('answers wrong values with one clear error'), options('%s'));
  promise('What is synthesised admits what is published, plus `additionalPeers`, minus `excludedPeers`.', () => {
    const { template, graph } = graphStack({ additionalPeers: [Peer.ipv4('203.0.113.10/32')], excludedPeers: [Peer.ipv4('20.20.32.0/19')] });
    expect(prove(template, { rules: graph.rules.rules, groups: Object.keys(template.Resources) }).verdict).toBe('equal');
    const admitted = rulesOf({ template, graph }).map(({ CidrIp }) => CidrIp);
    expect([admitted.includes('203.0.113.10/32'), admitted.includes('20.20.32.0/19')]).toEqual([true, false]);
    expect(rulesOf(graphStack()).map(({ CidrIp }) => CidrIp)).toContain('20.20.32.0/19');
  });
  proven('Prefixes are merged only if the merged prefix holds exactly the same addresses. A wildcard is translated only if the platform has one that [matches the same names](host-patterns.md).',
    fit('that repeat, are contained or are neighbours are merged, across rules'), fit('that are neighbours but no block stay apart'), matrix);
  proven('If a filter leaves nothing of a flow, the flow gets no rule and you get a warning; if it leaves nothing of the whole scenario, that is an error. An empty list as an option is an error, except for `additionalPeers` and `excludedPeers`, where it adds and excludes nothing.',
    scenario('that leave a flow without peers give a warning, as long as another flow has some'), scenario('fails when nothing is left, and for an empty list'),
    scenario('an empty list adds nothing'), scenario('fails for an empty list, which never means any'));
  proven('Adding or removing a published prefix changes only the rule that holds it; reordering constructs changes nothing.',
    stable, testsOf('aws/security-groups/stability.test.ts')('scenarios created in the order %j give the same template'), nsg('outbound-deny')('the order of scenarios changes nothing'));
  proven('Tokens in ports and prefixes pass through untouched.', peer('a token of either framework passes through, with the family that the user said'), fit('deploy-time prefixes pass through behind the concrete ones, once each'));
  proven('nothing is merged with them or cut out of them', scenario('fails for a prefix known only at deployment'), fit('deploy-time prefixes pass through behind the concrete ones, once each'));
  proven('The output does not depend on the clock, the network, the environment or the paths of your machine.',
    ['examples.test.ts', 'holds no path of this machine and no date but those of the editions'], ['promises/readme.test.ts', '**Stable and offline.** The data comes with the package.']);
  promise('*Determinism.*', () => expect(graphStack().template).toEqual(graphStack().template));
  proven('The description of a rule names the slug and the basis, and nothing that changes with an edition.',
    testsOf('aws/security-groups/security-groups.test.ts')('names slug and basis in the description of each rule, and nothing that an edition changes'),
    testsOf('azurerm/provenance.test.ts')('no rule says anything of it, so that a new edition touches none'));
  proven('They are under the key `cdk-m365-endpoints`, by the construct paths of the enforcement point and the scenario, together with the caveats of each row (retired, corrected, a URL that was reduced to its host).',
    scenario('provenance tells what to know of a set, such as a URL that was reduced to its host'), testsOf('azurerm/provenance.test.ts')('every scenario of every enforcement point is there, sorted, whatever came first'));
});

promisesOf('docs/scenarios/README.md', ({ promise, proven, facts }) => {
  proven('Each construct has a page with its rows, the traffic that they admit in each cloud, its options, and a short example for AWS and for Azure.', ['docs.test.ts', '%s is as npm run docs writes it'], ['docs-examples.test.ts', '%s: %s']);
  proven('`additionalPeers` | remote sides to admit in addition to the published ones, on every port of the scenario | none', scenario('are admitted on every port, with the user as their origin'));
  proven('remote sides that this scenario does not admit, no matter who publishes or adds them', scenario('are cut out of what is published and of what is added'));
  proven('adds the addresses that the web service publishes for the host names of outbound rules, with basis `derived`',
    testsOf('scenarios/base/derived-prefixes.test.ts')('hosts get the addresses of every set of the web service whose names hold them, on the ports of the row, with the origin'));
  promise('addresses | the addresses | an error | the addresses | | names | an error; with `derivePrefixes`, the addresses of the same service that the web service publishes | the names | the names | | both, for one service | the addresses, with the warning `hostsByAddress` | the names | both', () => {
    const [ADDRESSES, NAMES, BOTH] = ['addresses', 'names', 'addresses and names'].map((what) => `CustomScenario, outbound, ${what}`);
    const of = (tried: string) => ['SecurityGroups', 'DnsFirewallRules', 'NetworkFirewallRules'].map((construct) => outcomeOf(construct, tried)?.split(':')[0]);
    expect([of(ADDRESSES), of(NAMES), of(BOTH)]).toEqual([['exact', 'refused', 'exact'], ['refused', 'exact', 'exact'], ['by address', 'by name', 'exact']]);
  });
  promise('An incoming packet carries the address of its sender but no name, so inbound rules never match names.', () => {
    const tried = 'CustomScenario, inbound, names';
    expect(['SecurityGroups', 'NetworkFirewallRules', 'FirewallPolicyRules', 'WafIpSets'].map((construct) => outcomeOf(construct, tried)?.split(':')[0])).toEqual(Array(4).fill('refused'));
  });
  proven('`scenario.describe()` explains them:', testsOf('scenarios/base/scenario-description.test.ts')('tells what for, who connects to whom, on which ports, on what grounds, and what to know'));
  proven('always free/busy, and optionally mail flow, migration, authentication, Outlook mobile and the outbound side. Each scenario is a child construct (`scenarios`).',
    hybrid('admits free/busy alone by default, as the scenario it is composed of does'), hybrid('composes everything that its options ask for'));
  proven('| `mailFlow` | mail both ways, TCP 25 | 7, web service |', hybrid('takes the sets of %s'), hybrid('without mail flow admits TCP 25 in neither direction'));
  proven('`migration` | the same, but in front of the other services, with the warning `sharedMigrationEndpoint` | 6', hybrid('gives a warning where %s'),
    hybrid('of its own admits the whole table there, and nothing of it in front of the other services'));
  proven('It also takes the options of its scenarios:', hybrid('reach them'), hybrid('exclude peers everywhere'), hybrid('fail where they have no effect: %s'));
  facts('what to do with a rule that an enforcement point cannot express');
});

promisesOf('docs/enforcement-points/README.md', ({ promise, proven, facts }) => {
  proven('If a platform cannot express a rule, synthesis fails with the row, the reason and an alternative.', testsOf('cross-platform/harness.test.ts')('in a refusal: %s'), matrix);
  promise('outbound, every form of star, on TCP ports that speak TLS or HTTP', () => {
    expect(outcomeOf('NetworkFirewallRules', 'CustomScenario, outbound, names with other stars')).toBe('exact');
    expect(outcomeOf('NetworkFirewallRules', 'CustomScenario, outbound, exact names, UDP ranges')).toBe('refused: no names on these ports');
  });
  promise('An incoming packet carries the address of its sender but no name, so inbound rules never match names, on any platform.', () => {
    const named = readdirSync(join(ROOT, 'docs', 'enforcement-points')).flatMap((file) => /^# (\w+) \(/.exec(readFileSync(join(ROOT, 'docs', 'enforcement-points', file), 'utf8'))?.[1] ?? []);
    const outcomes = [...new Set(named)].map((construct) => outcomeOf(construct, 'CustomScenario, inbound, names')?.split(':')[0]);
    expect(outcomes.length).toBeGreaterThan(12);
    expect([...new Set(outcomes)]).toEqual(['refused']);
  });
  promise('[Network ACLs](network-acls.md) are not supported, and that page says why.', () => {
    expect(existsSync(join(ROOT, 'docs', 'enforcement-points', 'network-acls.md'))).toBe(true);
  });
  proven('has every scenario, in every cloud, on every enforcement point', matrix, testsOf('cross-platform/harness.test.ts')('every enforcement point of %s is tried'));
  proven('everything that is published is admitted, and nothing else', matrix);
  proven('some names cannot be matched; the addresses that are published with them are admitted, with a warning', matrix, testsOf('cross-platform/harness.test.ts')('addresses that are not admitted, and warnings that are not shown'));
  proven('only names are matched; addresses that are published with them are not', matrix);
  proven('an error, with the short reason; with `OnUnsupported.WARN` the rest is enforced, if there is any', matrix, testsOf('cross-platform/harness.test.ts')('traffic that is dropped in silence'));
  proven('the scenario cannot be created for the cloud, most often because nothing is published for it', matrix);
  proven('For every enforcement point, a test removes 36 (12 where that takes long) of a row of 106 prefixes, or of 124 names, one at a time and counts what else differs in the output: resources, rules, entries, priorities. The median and the 99th percentile are 0 everywhere.', stable);
  facts('only one path is a webhook', 'you write the rules yourself and want only the addresses', '| IPv4 only |', '`refused`');
});

promisesOf('docs/threat-model.md', ({ proven, facts }) => {
  proven('A network filter for Microsoft 365. It should admit exactly what Microsoft published, plus what the app added, minus what the app excluded.', matrix, ['examples.test.ts', 'is consistent with its record']);
  proven('every fact of an imported cell becomes data or an error; a comparison with earlier editions detects a loss',
    testsOf('sources/page/conservation.test.ts')('a %s that is added is in a set of the row, or in an error that quotes it'), testsOf('sources/page/conservation.test.ts')('a fact that is removed is missed'));
  proven('the [guard](lock.md) refuses it; an exception needs an id and a reason, and is recorded', testsOf('catalog/lock/guard/poisonings.test.ts')('a question is asked about'), testsOf('cli/commands/update.test.ts')('an acknowledgement lets pass what the guard refuses, and is recorded with its reason'));
  proven('the [lock](lock.md) has a digest; a changed lock is refused', testsOf('catalog/lock/lock.test.ts')('every change of a single digit'));
  proven('[`prove`](verification.md) reads the output with separate code and another address parser', verification('It shares no code with what writes them'), verification('and has its own address parser'));
  proven('the verifier uses its own data and refuses what it does not know; additions are named, or refused with `--no-additions`', record('%s is an error'), record('an addition is said'), record('is unproven where additions are refused'));
  proven('a document that is only partly understood | nothing is skipped: anything that is not understood makes a verdict `unproven`, never `equal`', verification('nothing is skipped: anything that is not understood makes a verdict `unproven`, never `equal`'));
  proven('Without `--allows`, the verdict is about the record: the template is consistent with its own record and the additions are named, but a scenario that was added to both is not noticed.', record('is equal to its record, and says what was added'));
  proven('**Rules in a direction in which no scenario of a record admits anything**, and filters that no record names and that are not attached together with one of ours. The record does not cover them;',
    record('names a filter that admits something in a direction of which the record says nothing'));
  facts('Fetch the live state with read-only credentials, in the same job that verifies it.');
  proven('A filter that nothing refers to is `NotAttached`.', verification('A filter that nothing refers to is `NotAttached`.'));
  proven('Which of your hosts a rule reaches is compared only if `local` names the expected ones; otherwise the proof lists them by name.', testsOf('verify/proof/open-and-local.test.ts')('are listed when none is meant'), testsOf('verify/proof/open-and-local.test.ts')('%s in their place is different'));
  proven('If there are several, the proof does not compare which of them gets which traffic.', testsOf('verify/proof/open-and-local.test.ts')('are equal as they are meant'));
  proven('`update --check` tells you when there is a newer one.', testsOf('cli/commands/update.test.ts')('exits 3 when something newer exists, asks for nothing else, and writes no lock'));
});

somePromisesOf('docs/verification.md', ({ promise, proven }) => {
  promise('With `onUnsupported: OnUnsupported.WARN`, the rules that were left out are not recorded, so the enforcement point is `unproven`.', () => {
    const verdictOf = (onUnsupported: OnUnsupported, sets: SetSelection[]) => {
      const stack = new Stack(new App(), 'Stack');
      const groups = new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) });
      new CustomScenario(stack, 'Custom', { enforcedBy: [groups], catalog: Catalog.of(OWN_DATA), onUnsupported, sets });
      groups.securityGroups.forEach(({ securityGroupId }, index) => new CfnOutput(stack, `Id${index}`, { value: securityGroupId }));
      return compareWithRecord(Template.fromStack(stack).toJSON(), { catalogs: [Catalog.of(OWN_DATA)] })!.comparisons.map(({ proof }) => `${proof.verdict}`);
    };
    expect(verdictOf(OnUnsupported.FAIL, [{ slug: 'feed', flows: [{ name: 'addresses' }] }])).toEqual(['equal']);
    expect(verdictOf(OnUnsupported.WARN, [{ slug: 'feed' }])).toEqual(['unproven']);
  });
  proven('A filter that the record does not name is compared if it is attached together with one that the record names, because the two add up.',
    record('of a colleague\'s rule, beside the rules and in another group on the same interface'));
  proven('In CDKTF, `TrafficValidation.addTo(stack)` of `cdk-m365-endpoints/azurerm` or `/terraform-aws` does the same whenever the stack is synthesised;',
    testsOf('terraform-aws/traffic-validation.test.ts')('fails where a rule admits more, and names rule and mending'));
});

promisesOf('docs/adding-a-scenario.md', ({ promise, proven }) => {
  proven('`defineEdition` checks all of the data and names the place of a mistake.', testsOf('scenarios/base/custom-scenario.test.ts')('fails for data that is wrong, naming the place'));
  proven('Write them down once, and `CustomScenario` turns them into rules, with everything that the scenarios of this library do:', testsOf('scenarios/base/custom-scenario.test.ts')('admits every flow of endpoint data of one\'s own'));
  proven('A scenario is one file in `lib/scenarios/`, one line in its `constructs.ts`, and its tests.', testsOf('scenarios/registry.test.ts')('every construct has a file of its own, named after it'));
  promise("`…Inbound` or `…Ingress` only if traffic enters the customer's network.", () => {
    const outbound = Object.entries<any>(jest.requireActual('../../lib')).filter(([name]) => /Inbound$|Ingress$/.test(name)).map(([, construct]) => construct);
    expect(outbound.length).toBeGreaterThan(8);
    outbound.filter(({ prototype }) => prototype instanceof Scenario).forEach(({ metadata }) => {
      const flows = Catalog.bundled().where({}).filter(({ slug }) => metadata.slugs.includes(slug)).flatMap((set) => set.flows);
      expect(flows.some(({ direction }) => `${direction}` === 'inbound')).toBe(true);
    });
  });
  proven('it has to be exact on every enforcement point and in every cloud, or refused.', matrix);
  proven('a test fails until you run it.', ['docs.test.ts', '%s is as npm run docs writes it']);
});

promisesOf('docs/adding-an-enforcement-point.md', ({ promise, proven }) => {
  proven('finds new options by itself, and asks for an entry for a new construct', testsOf('cross-platform/wrong-options.test.ts')('every construct that takes options is tried'));
  proven("it fits each scenario's rules to the capabilities, refuses what cannot be expressed, and returns the warnings to show through the platform's own mechanism.", fit('host patterns, on a platform that knows addresses only'), fit('and is in no fitted rule'));
  proven('Without the props nothing changes, and without `maxExtraAddresses` only published addresses are admitted.', testsOf('cross-platform/budget.test.ts')('without a budget, and with one that suffices, is exact'));
  proven('`budgetPortRanges` is for platforms where every prefix with every range of ports is an entry and the families have separate quotas (EC2);', testsOf('rules/budget/budget.test.ts')('each range of ports counts, and is covered by itself'), testsOf('rules/budget/budget.test.ts')('families have quotas of their own'));
  proven('The tests then try every scenario in every cloud on it, and measure every removal;', matrix, testsOf('cross-platform/harness.test.ts')('every enforcement point of %s is tried'));
  proven('`lib/terraform/` shows warnings and records provenance for every platform on CDKTF', boundaries('every file imports only what its place allows'));
  proven("Platforms never import each other, and nothing outside a platform's folder imports its framework; `test/boundaries.test.ts` checks both.", boundaries('every file imports only what its place allows'));
  promise('The tests then try every scenario in every cloud on it, and measure every removal;', () => expect(outcomeOf('SecurityGroups', 'GraphChangeNotificationIngress')).toBe('exact'));
  promise('Nothing else decides about that: a construct looks through the rules of a scenario only for families that [its local side lacks](adr/0006-the-destination-decides-the-family.md).', () => {
    const files = ['aws', 'azurerm', 'terraform-aws'].flatMap((folder) => readdirSync(join(ROOT, 'lib', folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)));
    const classes = files.filter((file) => file.endsWith('.ts')).map((file) => [file, readFileSync(join(ROOT, 'lib', file), 'utf8')]).filter(([, text]) => text.includes('  enforce('));
    expect(classes.length).toBeGreaterThan(10);
    expect(classes.filter(([, text]) => /ruleSet\.rules|rules\.rules/.test(text)).map(([file]) => file)).toEqual(['azurerm/address-rules/address-rules-base.ts']);
  });
  proven('so that the scenario that exceeds a limit fails, with exact figures and advice.', testsOf('terraform/render-once.test.ts')('errors come from the scenario that does not fit, and not from synthesis'));
  proven('The output must depend only on the set of scenarios', testsOf('rules/placement/placement.test.ts')('depend on the set of keys, not on its order'));
});

promisesOf('docs/guides/accounts-and-stages.md', ({ proven, facts }) => {
  proven('A scenario and its enforcement points belong to one app; an enforcement point of another app is refused.', options('is refused, before anything is enforced'));
  proven("`-c mailFlow=false` gives the string `'false'`, which is refused for a boolean option.", options('%s'));
  facts('The stacks share only code.');
});

promisesOf('docs/guides/from-cdktf-to-cdktn.md', ({ promise, proven, facts }) => {
  const same = cdktn('%s is the same for CDKTF and CDK Terrain, but for the versions');

  proven('This package has every Terraform enforcement point for both frameworks, compiled from the same sources.', ['doors.test.ts', '%s offers the names of its counterpart for CDKTF']);
  proven('None of our resources changes. Our tests synthesise every [Terraform example](../../examples) on both frameworks:', same);
  proven('Only the framework\'s own metadata and `required_providers` differ', same);
  promise('`cdktn` is at 0.x, where a minor version can break things, so only the minor version that we test with is allowed.', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).peerDependencies.cdktn).toBe('~0.24.0');
  });
  proven('Both flavours share the catalog, the scenarios and classes such as `PriorityRange`; only the enforcement points belong to one framework.', cdktn('what touches no framework is shared by both'));
  proven('An enforcement point in a stack of the other framework is the error `OtherFramework`, which names the right import.', cdktn('fails with the right import: %s'), cdktn('every construct of the entry points is tried'));
  facts('With the Azure provider, `package.json` first needs an override, because `@cdktn/provider-azurerm` 16.1.0 still asks for `cdktn` 0.23 and npm refuses 0.24 next to it.');
  proven('shows only what the newer provider changes, and none of our rules', same);
  facts('each app uses only one');
});

promisesOf('docs/guides/look-ups.md', ({ proven, facts }) => {
  proven('Text with several values is refused, because it would not be clear what it admits.', peer('a text is one prefix or one token, and %j is neither'));
  proven('you can add them, but not exclude them.', scenario('fails for a prefix known only at deployment'));
  facts('others only when you deploy');
});

promisesOf('docs/guides/shared-network-security-group.md', ({ proven, facts }) => {
  proven('if there is room, a rule keeps its priority when others come and go.', nsg('stability')('a prefix that is withdrawn changes the rules that hold it, and only their list of prefixes'), nsg('priorities')('when %s is removed or added'));
  proven('Every rule is a separate resource (`azurerm_network_security_rule`).', nsg('network-security-group-rules')('a rule says everything that Azure asks for, and nothing else'));
  proven('synthesis reports it if the group is in the app.', nsg('group-key')('inline, the group has %s'));
  proven('a new reason does not change any rule.', scenario('with a reason are in the record, whatever their order, and leave the rules as they are'));
  proven('Synthesis has no clock, so a peer whose last day has passed is still admitted.', peer('on a day that is past too, since synthesis has no clock'));
  facts('If nothing else writes to the network security group (NSG), let `NetworkSecurityGroupRules.withOwnGroup` create it:', 'Each writer has its own range.', 'One writer owns the rule that denies everything else, after every range.');
});

promisesOf('docs/guides/where-is-your-webhook.md', ({ promise, proven, facts }) => {
  promise('A REST API that only Microsoft Graph may call at one path.', () => {
    const stack = new Stack(new App(), 'Stack');
    const policy = new RestApiPolicy(stack, 'FromMicrosoft', { stage: 'prod', path: '/api/notifications' });
    const graph = new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [policy], addressFamilies: [AddressFamily.IPV4, AddressFamily.IPV6] });
    new CfnRestApi(stack, 'Api', { name: 'webhook', policy: policy.document });
    expect(prove(Template.fromStack(stack).toJSON(), { rules: graph.rules.rules, requests: ['/api/notifications of stage prod'] }).verdict).toBe('equal');
  });
  proven('A function app that nobody else can reach.', ['examples.test.ts', '%s is proven to let them in on TCP 443, and nothing else'], ['docs-examples.test.ts', '%s: %s']);
  facts('only if the NLB was created with security groups', 'IPv4 only. An environment');
});
