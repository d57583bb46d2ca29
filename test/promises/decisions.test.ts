/** What the records of decisions promise today: decisions and consequences, but not their context. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outcomeOf } from '../support/common-promises';
import { promisesOf, testsOf } from '../support/promises';

const ROOT = join(__dirname, '..', '..');
const boundaries = testsOf('boundaries.test.ts');
const packed = testsOf('package.test.ts');
const fit = testsOf('rules/fit/fit.test.ts');
const identity = testsOf('azurerm/identity.test.ts');
const realApps = testsOf('aws/security-groups/real-apps.test.ts');
const record = testsOf('record/compare-with-record.test.ts');
const verification = testsOf('promises/verification.test.ts');
const rendered = testsOf('rules/pool/rendered-children.test.ts');
const IMPORTS = boundaries('every file imports only what its place allows');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const text = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8');

promisesOf('docs/adr/README.md', ({ promise, facts }) => {
  promise('A superseded decision stays here and links to its successor.', () => {
    const decisions = readdirSync(join(ROOT, 'docs', 'adr')).filter((file) => /^\d{4}-/.test(file)).sort();
    expect(decisions.map((file) => Number(file.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1));
    expect(decisions.filter((file) => !text('docs', 'adr', 'README.md').includes(`(${file})`))).toEqual([]);
  });
  facts('Network Firewall gets Suricata rules, never domain lists', 'A web request filter is one blocking rule, for every spelling of the path', 'Few runtime dependencies, each loaded only where it is used');
});

promisesOf('docs/adr/0001-plain-typescript-with-optional-peers.md', ({ proven }) => {
  proven('The root imports `constructs` alone; a test scans the imports.', IMPORTS, packed('%s loads nothing but this package'));
  proven('compiled to CommonJS that ES modules can import by name', packed('a CommonJS app and an ES module synthesise the same, all that is published'));
});

promisesOf('docs/adr/0002-render-everything-on-each-enforce.md', ({ proven }) => {
  proven('Swapping two scenarios gives identical bytes.', testsOf('aws/security-groups/stability.test.ts')('scenarios created in the order %j give the same template'));
  proven('Security groups are never removed, because other resources refer to them. How many groups are needed depends only on the number of distinct rules, which never shrinks.', testsOf('aws/security-groups/quotas.test.ts')('grows with each scenario'));
  proven('Rules of different scenarios are deduplicated but not merged.', testsOf('aws/security-groups/security-groups.test.ts')('that want the same rule get it once, with the origins of all'));
});

promisesOf('docs/adr/0003-flows-in-the-data.md', ({ promise }) => {
  promise('A scenario selects flows according to its options and contains no addresses or ports itself.', () => {
    const files = readdirSync(join(ROOT, 'lib', 'scenarios'), { recursive: true, encoding: 'utf8' }).filter((file) => /^(exchange|identity|support|clients|graph|teams)\/.*\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(20);
    const code = (file: string) => text('lib', 'scenarios', file).replace(/\/\*\*[^]*?\*\/|\/\/.*$/gm, '');
    expect(files.filter((file) => /\d+\.\d+\.\d+\.\d+/.test(code(file).replace(/example: \{.*/g, '')))).toEqual([]);
  });
});

promisesOf('docs/adr/0004-sets-as-boundaries-in-typed-columns.md', ({ proven }) => {
  proven('`lib/net` has its own strict parser. It does not use ipaddr.js, because ipaddr.js accepts more notations than we want and every call would need a guard.', testsOf('net/addresses/prefix.test.ts')('an IPv6 text is accepted exactly when Node accepts it'), IMPORTS);
  proven('One algorithm serves both families and all operations.', testsOf('net/addresses/prefix-set.model.test.ts')('obey the truth tables of union, subtraction and intersection'));
});

promisesOf('docs/adr/0005-verify-is-independent-and-public.md', ({ proven }) => {
  proven('shares no code with `rules/fit` or any renderer', verification('It shares no code with what writes them'));
  proven('Reading fails closed: each node tracks which keys were read, every other key is reported as `unresolved`, and every resource type in the platforms\' specifications is classified.',
    testsOf('verify/document/json-node.test.ts')('is every key but those that were read'), testsOf('verify/classes/classify.test.ts')('every type of %s has a class'));
});

promisesOf('docs/adr/0006-the-destination-decides-the-family.md', ({ proven }) => {
  const localSide = testsOf('azurerm/address-rules/local-side.test.ts');

  proven('A token counts as IPv4, because its value is not known at synthesis.', localSide('a deploy-time destination passes through, and is taken for IPv4'));
  proven('The rules may admit less than is published, but never more, and the user is always told.', localSide('gives a warning, here %s'));
});

promisesOf('docs/adr/0007-filters-of-requests-only-block.md', ({ proven }) => {
  const waf = testsOf('azurerm/web/waf-policy-rules.test.ts');

  proven('Prefix changes affect the list; the rule never changes. If a list has to be split, its parts become conditions of that one rule, all of which must hold, so the result stays exact.',
    testsOf('aws/waf-ip-sets.test.ts')('a new edition without %s changes one entry of one IP set'), waf('the rule has several conditions, all of which must be met, and stays exact'));
  proven('A scenario whose ports are not exactly those of the listener is refused (`HttpRulePool`)', testsOf('rules/pool/http-rule-pool.test.ts')('fails on a rule %s'), testsOf('rules/pool/http-rule-pool.test.ts')('never lets the sources of another port in'));
  proven('no spelling lets anyone in', testsOf('rules/pool/path-prefix.test.ts')('%s belongs to it'));
});

promisesOf('docs/adr/0008-shared-layers-without-a-framework.md', ({ proven }) => {
  proven('It is pure and imports no framework.', IMPORTS);
  proven('`lib/aws` and `lib/terraform-aws` only turn the layout computed by `lib/aws-rules` into resources.', testsOf('terraform-aws/security-groups.test.ts')('the groups and their rules are those of the CDK flavour'), testsOf('terraform-aws/prefix-lists.test.ts')('are those of the CDK flavour'));
});

promisesOf('docs/adr/0009-names-and-addresses-describe-one-side-twice.md', ({ promise, proven }) => {
  proven('so a platform needs only one complete description', fit('so addresses are enough for a platform that knows no names, which says so'), fit('so names are enough for a platform that knows no addresses'));
  proven('If neither description is complete, what is missing is an error. Platforms only declare what they support (`Capabilities`)', fit('and is an error where neither is complete'));
  promise('Only `supportedPart` decides what fits, so all platforms behave the same.', () => {
    const users = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && text('lib', file).includes('supportedPart('));
    expect(users.filter((file) => !file.startsWith('rules/')).concat(users.length > 1 ? [] : ['no user'])).toEqual([]);
  });
  promise('Inbound rules never match by name, because a packet does not carry the sender\'s name.', () => expect(outcomeOf('NetworkFirewallRules', 'CustomScenario, inbound, names')).toBe('refused: senders have no names'));
});

promisesOf('docs/adr/0010-no-domain-lists-of-network-firewall.md', ({ promise, proven }) => {
  promise('`NetworkFirewallRules` writes Suricata rules for everything', () => {
    expect(text('test', 'aws', '__snapshots__', 'network-firewall-rules.test.ts.snap')).toContain('RulesString');
    expect(text('test', 'aws', '__snapshots__', 'network-firewall-rules.test.ts.snap')).not.toContain('RulesSourceList');
  });
  proven('Every wildcard is exact; see [host patterns](../host-patterns.md).', testsOf('aws-rules/network-firewall/suricata-host-match.test.ts')('means what the pattern means, for every name of a small universe'));
});

promisesOf('docs/adr/0011-security-group-rules-are-resources-in-terraform.md', ({ proven, facts }) => {
  const terraform = testsOf('terraform-aws/security-groups.test.ts');

  proven('removing a published prefix removes one resource', terraform('of 106 prefixes, each can go and takes one rule with it (distribution: 106 × 1 resource)'));
  proven('A group that the app defines with inline rules is refused at synthesis. For a group known only by id, we cannot tell.', terraform('fails at synthesis for a group of the app with inline rules'));
  facts('Nothing else may add entries to our lists.');
});

promisesOf('docs/adr/0012-max-entries-in-the-logical-id.md', ({ proven }) => {
  proven('A different MaxEntries means a different list', testsOf('aws/prefix-lists.test.ts')('a list that outgrows its MaxEntries is replaced by another, since CloudFormation cannot change both at once'));
  proven('Set `maxEntries` to a fixed size if a list must keep its id.', testsOf('aws/prefix-lists.test.ts')('a list of a fixed size keeps its id'));
});

promisesOf('docs/adr/0013-modules-are-not-bundled.md', ({ proven, facts }) => {
  proven('Only the index files are rewritten, so that a module is loaded when one of its exports is first used.', testsOf('package/lazy-exports.test.ts')('a module is loaded when something of it is first used, and once'));
  facts('Minifying, loading every import lazily');
});

promisesOf('docs/adr/0022-one-file-a-room.md', ({ proven, facts }) => {
  proven('Each module remains a function that runs when it is first required', testsOf('package/bundle-modules.test.ts')('a module runs when it is first required, in the order of the compiler, and once for all rooms'));
  proven('so that a user\'s bundler finds them too', packed('bundled into one file and taken elsewhere, an app finds the data that it uses'));
  facts('Nothing is minified', 'there are only fewer files', 'Folders depend on each other in one direction only, and an app loads only the folders that it uses.');
  proven('Paths below `dist` that are not entry points do not exist; `exports` never allowed them.', packed('gives the entry points to tools that know no exports'));
});

promisesOf('docs/adr/0014-node-versions.md', ({ promise, facts }) => {
  promise('`engines` says `>= 20.18.1`.', () => {
    expect(manifest.engines.node).toBe('>= 20.18.1');
    expect([manifest.dependencies.undici, manifest.dependencies.parse5]).toEqual([expect.stringMatching(/^\^7\./), expect.stringMatching(/^\^7\./)]);
  });
  facts('or are used in development only');
});

promisesOf('docs/adr/0015-runtime-dependencies.md', ({ promise, proven }) => {
  promise('Four dependencies: parse5', () => expect(Object.keys(manifest.dependencies).sort()).toEqual(['ipaddr.js', 'parse5', 'tldts', 'undici']));
  proven('None is loaded by the root, nor by an entry point for apps; `test/boundaries.test.ts` says which folder may import which.', packed('%s loads nothing but this package'), IMPORTS);
  proven('`npm ls --omit=dev` stays short, and `synth` loads none of the four. An error in our prefix parser cannot hide in `verify`', packed('npm ls --omit=dev is short: what each part needs, and nothing below it'), verification('and has its own address parser'));
});

promisesOf('docs/adr/0016-identity-of-groups-and-policies.md', ({ proven, facts }) => {
  proven('Two identities are equal only if no part of them can differ. Values that are known only at deployment are treated as different.', identity('in two subscriptions are two groups'), identity('that two stacks make are two groups, as for test and production'), realApps('in two %s is two groups'));
  proven('A check may miss that two names mean the same group; Azure or AWS then reports it at deployment. A check never treats two groups as one.', identity('in two subscriptions are two groups'), realApps('where account and region are known, is one in eu-west-1: %s is another: %s'));
  proven('Without one, a warning says that two stacks may name the same group.', identity('named from two stacks are told, unless their priorities differ or a subscription does'));
  proven('so that two copies of this library see each other and no check has to search the tree', packed('a stack of another copy of aws-cdk-lib is seen through as one of its own'));
  facts('the stack if nothing better is known', 'Checks across stacks compare only what is known to be equal, such as a literal id with its provider.');
});

promisesOf('docs/adr/0017-identity-of-rules-by-flow.md', ({ proven }) => {
  const staying = testsOf('azurerm/network-security-group/priorities-that-stay.test.ts');

  proven('Ports and prefixes are content, updated in place.', staying('moves no rule, renames none, and is an update of the same resources'));
  proven('If two rules want the same priority, one of them can be pinned, so that a deployed rule keeps its place.', staying('is told with the other rule, and pins that keep what is deployed'));
  proven('unique in an edition and the same across editions', testsOf('catalog/model/flow-id.test.ts')('in $source $id the id of a flow is unique in a cloud'), testsOf('catalog/model/flow-id.test.ts')('a flow that is in several editions has the same id and direction in all of them'));
  proven('Flow names in the data are a public contract: renaming one moves rules.', testsOf('catalog/model/flow-id.test.ts')('the ids of all flows but those of the web service, with the editions that have them'));
});

promisesOf('docs/adr/0018-the-record-in-the-output.md', ({ proven }) => {
  proven('The record holds only inputs: the verifier composes the rules again from its own catalog or lock, and refuses digests, versions and keys that it does not know.', record('holds inputs alone, is small, and is the same however often it is made'), record('%s is an error'), record('an edition that the verifier does not have'));
  proven('Two derived facts are recorded as well', record('holds inputs alone, is small, and is the same however often it is made'));
  proven('names every addition and exclusion, and refuses additions with `--no-additions`', record('is equal to its record, and says what was added'), record('is unproven where additions are refused'));
  proven('A filter whose rules claim to be ours but that no record names is unproven.', record('a record that was tampered with is never equal:'));
});

promisesOf('docs/adr/0019-render-once.md', ({ proven, facts }) => {
  const once = testsOf('aws/render-once.test.ts');

  proven('An app that looks once renders once, in time for all of them; an app that looks earlier sees what exists so far, as before.', rendered('renders once, however much was asked for and however often one looks'), realApps('is complete whenever an app looks, and again after another scenario'));
  proven('Errors about quotas and space are thrown by the scenario that causes them.', testsOf('terraform/render-once.test.ts')('errors come from the scenario that does not fit, and not from synthesis'));
  proven('If an upper bound is above the limit, the exact layout is computed.', testsOf('aws/security-groups/quotas.test.ts')('and not for the last rule that has a place'));
  proven('A budget (`maxRules`, `maxPrefixes`) that is not exceeded is counted like a quota. One that is exceeded is applied again for every scenario', testsOf('cross-platform/budget.test.ts')('without a budget, and with one that suffices, is exact'));
  proven('Cost is linear in the size of the app, with the same bytes and the same order of resources', once('the order in which scenarios come makes no difference'), rendered('renders once, however much was asked for and however often one looks'));
  facts('everything that reads a tree reads `node.children`', 'An app that walks the whole tree after every scenario gains nothing.');
});

promisesOf('docs/adr/0020-rooms-and-doors.md', ({ proven }) => {
  proven('A folder has at most 15 files. Its own files may import its subfolders, never the reverse, and there are no import cycles between folders.',
    boundaries('no folder has more than ${MOST_FILES} files'), boundaries("a folder's own files may import its subfolders, never the reverse"), boundaries('no folder and no file reaches itself through others'));
  proven('the scenarios with their props, and at most 25 other names', ['doors.test.ts', 'the root offers the scenarios with their props, and few names beside']);
  proven('A text snapshot lists the names of every entry point.', ['doors.test.ts', '%s offers these names']);
});

promisesOf('docs/adr/0021-cdk-terrain-from-the-same-sources.md', ({ proven, facts }) => {
  const cdktn = testsOf('cdktn.test.ts');

  proven('so both versions share the catalog, the scenarios, `PriorityRange` and every `instanceof` check on them', cdktn('what touches no framework is shared by both'));
  proven('Every enforcement point therefore checks the framework of its stack when it is created (`OtherFramework`).', cdktn('every construct of the entry points is tried'), cdktn('fails with the right import: %s'));
  proven('A test synthesises every Terraform example with both and compares everything except versions.', cdktn('%s is the same for CDKTF and CDK Terrain, but for the versions'));
  facts('rewriting compiled code would not check anything');
});
