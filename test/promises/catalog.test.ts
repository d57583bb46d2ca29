/** What the pages about the lock, the data, its sources and versions promise. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog, GUARD_LIMITS, GuardCode, guardSets, microsoftAddressSpace, parseEdition, parseLock, renderLock } from '../../lib/catalog';
import { PrefixSet } from '../../lib/net';
import { expectNothingForDns } from '../support/common-promises';
import { MATERIAL } from '../support/material';
import { promisesOf, testsOf } from '../support/promises';

const ROOT = join(__dirname, '..', '..');
const lock = testsOf('catalog/lock/lock.test.ts');
const guard = testsOf('catalog/lock/guard/guard.test.ts');
const poisonings = testsOf('catalog/lock/guard/poisonings.test.ts');
const diff = testsOf('catalog/diff/diff.test.ts');
const update = testsOf('cli/commands/update.test.ts');
const month = testsOf('cli/update/month.test.ts');
const catalogTests = testsOf('catalog/catalog.test.ts');
const data = testsOf('data.test.ts');
const parse = testsOf('catalog/editions/parse-edition.test.ts');

const page = (edition: string) => JSON.parse(readFileSync(join(ROOT, 'lib', 'data', `additional-endpoints.${edition}.json`), 'utf8'));
const bundledAs = (source: string) => JSON.parse(readFileSync(join(ROOT, 'lib', 'data', `${source}.json`), 'utf8'));

promisesOf('docs/lock.md', ({ promise, proven, facts }) => {
  proven('The lock holds the data itself, so synthesis needs neither the network nor the data of this package.', lock('is what a catalog synthesises from'));
  proven('A lock is used completely or not at all. A lock that was truncated or changed by hand is refused, and the error names the place.', lock('every cut of the text'), lock('every change of a single digit'));
  promise('The same holds for leftovers of editors and merges: a byte order mark, merge markers, a Git LFS pointer.', () => {
    for (const text of ['\uFEFF{}', '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n']) {
      expect(() => parseLock(text)).toThrow(/byte order mark|merge|Git LFS/i);
    }
  });
  proven('Indentation and line endings can change.', lock('does not mind line ends and indentation, which tools of repositories change'));
  proven('They do not stop someone who computes new hashes: that is what reviews and the guard are for.', lock('fails a lock that opens too much, even with the right hashes'));
  proven('Writing is atomic: if it fails, the old lock is untouched.', lock('fails to be written when %s fails, and the old lock is untouched'), lock('fails to be written when only a part reached the disk'));
  proven('`catalog.diff(other)` compares cloud by cloud, and compares addresses as sets: a prefix that was split in two is not a change, and neither is a row that only got another number.',
    diff('the row number and the edition are none: a row that merely moved has not changed'), diff('addresses that came and went are those that a list of 256 numbers says'));
  proven('`guardSets` refuses data that would open more than published data should. It judges by evidence, not by growth',
    guard('fails for prefixes'), poisonings('a question is asked about'), testsOf('catalog/lock/guard/real-updates.test.ts')('in %s, from each version to the next, and from the first and the last'));
  proven('**Limits** apply to every lock, whenever it is read or written.', lock('fails a lock that opens too much, even with the right hashes'));
  promise('| Code | Refused | |---|---| | `PrefixTooWide` | a prefix, after merging, shorter than /12 (IPv4) or /32 (IPv6) |', () => {
    expect(GUARD_LIMITS).toEqual({ ipv4Length: 12, ipv6Length: 32, ports: 20_000 });
  });
  proven('private, shared, multicast, documentation and all other addresses that are not global unicast', guard('the reserved addresses are those that ipaddr.js calls anything but unicast'));
  proven('a wildcard with fewer than two whole labels after it, or three if they look like `co.uk`.', guard('over names of everybody: %s'));
  proven('more than 20,000 ports of one protocol in a flow', guard('fails for more ports than any service needs'));
  proven('Anything that the lock or an edition of this package published before, in the web service of the same cloud or in the same row, is accepted. | Code | Refused', poisonings('what has not changed raises no question'));
  proven('ports that the set never had and that its service does not use:', poisonings('a question is asked about'));
  proven('a warning that an acknowledgement has no effect and should be removed', guard('fails to let %s pass, and is reported as unused'));
  promise('`AcknowledgementUnused` | nothing is refused:', () => {
    const findings = guardSets([], { acknowledgements: [{ code: GuardCode.PREFIX_TOO_WIDE, place: 'a', value: '0.0.0.0/0', reason: 'b' }] });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['AcknowledgementUnused', 'warning']]);
  });
  proven('Losses and new addresses are measured against both the lock and this package, so many small steps count as one.', poisonings('small steps count as the one that they are:'));
  proven('For updates between any two of thirty real versions from 2020 to 2026, the guard refuses nothing.',
    testsOf('catalog/lock/guard/real-updates.test.ts')('in %s, from each version to the next, and from the first and the last'));
  proven('Changes that look like real ones are not refused; you see them in the diff:', poisonings('no question is asked, since it cannot be told from a real change, about'));
  proven('A version dated more than a month in the future is always refused (`VersionAhead`): once it was accepted, every later version would look old.', month('a version of the far future is not newer'));
  proven('`code`, `place` and `value` exactly as the finding has them, and a `reason`. The acknowledgement is kept in the lock, next to the data that it accepts, and accepts nothing else.',
    guard('lets exactly one thing pass, and its reason shows'), lock('lets pass what the lock acknowledges, and the reason stays in the lock'));
  facts(
    'the lock to everyone who clones the repository',
    'If something that was refused is correct, acknowledge it:',
  );
  proven('An update is also refused for a wildcard over any name of the [Public Suffix List]', poisonings('a question is asked about'));
});

promisesOf('docs/data.md', ({ promise, proven, facts }) => {
  proven('one for each edition of each source, named `<source>.<edition>.json`', data('%s is valid, and named after its content'), data('are those that the catalog knows, and no other'));
  promise('They hold the facts in our own schema and our own words, never the text of the pages.', () => {
    // Where the page is not at hand, nothing can be compared.
    const file = join(MATERIAL, 'pages', 'additional-endpoints.2025-01.en.txt');
    const words = (text: string) => text.toLowerCase().split(/[^\p{L}\p{N}'-]+/u).filter(Boolean);
    const published = ` ${words(existsSync(file) ? readFileSync(file, 'utf8') : '').join(' ')} `;
    const ours = page('2025-01').sets.flatMap(({ title, caveats = [], cloudsReason = '' }: any) => [title, ...caveats, cloudsReason]);
    const copied = ours.map(words)
      .flatMap((text: string[]) => text.map((_, index) => text.slice(index, index + 8)).filter(({ length }) => length === 8))
      .map((eight: string[]) => eight.join(' ')).filter((eight: string) => published.includes(` ${eight} `));
    expect(ours.length).toBeGreaterThan(60);
    expect([...new Set(copied)]).toEqual([]);
  });
  proven('`parseEdition` reads the format strictly: an unknown field, a wrong type, a prefix with host bits or a changed hash is an error that names the path.',
    parse('for a flow with %s'), parse('for a set with %s'), parse('for a header with %s'));
  promise('an unknown field, a wrong type, a prefix with host bits or a changed hash is an error that names the path.', () => {
    const edition = page('2025-01');
    expect(() => parseEdition({ ...edition, sets: [{ ...edition.sets[0], colour: 'red' }] })).toThrow(/sets\[0\].*colour/);
    expect(() => parseEdition({ ...edition, sets: edition.sets.slice(1) })).toThrow(/sha256/);
  });
  proven('Required for a set without flows', parse('for a set with %s'));
  promise('| `additional-endpoints.2018-10` | all 16 rows | | | `additional-endpoints.2025-01` | all 25 rows |', () => {
    const rows = (edition: string) => new Set(page(edition).sets.map(({ row }: { row: number }) => row)).size;
    expect([rows('2018-10'), rows('2025-01')]).toEqual([16, 25]);
  });
  promise('`web-service-worldwide.2026-08-14` | every set except those of Intune | | | `web-service-worldwide-mem.2025-12-01` | the fifteen sets of Intune (service area `MEM`)', () => {
    const areas = (source: string) => bundledAs(source).sets.map(({ serviceArea }: { serviceArea: string }) => serviceArea);
    expect(areas('web-service-worldwide.2026-08-14')).not.toContain('MEM');
    expect(areas('web-service-worldwide-mem.2025-12-01')).toEqual(Array(15).fill('MEM'));
  });
  proven('| `web-service-usgovgcchigh.2026033100` | every set | | | `web-service-usgovdod.2026033100` | every set |', data('the web service of %s is complete: every id, address, name, port and flag'));
  proven('| `web-service-china.2026022700` | every set |', data('the web service of %s is complete: every id, address, name, port and flag'));
  promise('It is used only to tell who owns an address: by `m365-endpoints explain` for addresses that no set publishes, and by [the guard](lock.md) of an update.', () => {
    jest.isolateModules(() => {
      const read = jest.fn();
      jest.doMock('../../lib/data/microsoft-address-space.2026-08-22.json', () => (read(), bundledAs('microsoft-address-space.2026-08-22')));
      const catalog: typeof import('../../lib/catalog') = jest.requireActual('../../lib/catalog');
      catalog.Catalog.bundled().require('graph-change-notifications');
      expect(read).not.toHaveBeenCalled();
      catalog.microsoftAddressSpace();
      expect(read).toHaveBeenCalled();
    });
  });
  promise('It holds every prefix that the web service has published for Worldwide, GCC High and DoD since 2020.', () => {
    const published = ['worldwide.2026-08-14', 'usgovgcchigh.2026033100', 'usgovdod.2026033100'].flatMap((edition) => bundledAs(`web-service-${edition}`).sets)
      .flatMap(({ flows }: any) => flows).flatMap(({ prefixes = [] }: any) => prefixes);
    expect(published.length).toBeGreaterThan(100);
    expect(PrefixSet.of(...published).subtract(microsoftAddressSpace().prefixes).toStrings()).toEqual([]);
  });
  proven('a test does the same in another folder and compares byte for byte', testsOf('sources/import-data.test.ts')('is the same as %s, byte for byte'));
  promise('Every other fact is that of 2025-01.', () => {
    const [before, after] = ['2025-01', '2025-h2'].map((edition) => page(edition).sets as { slug: string; row: number; flows: object[] }[]);
    const lines = (sets: typeof before) => sets.map((set) => JSON.stringify(set));
    const changed = after.filter((set) => !lines(before).includes(JSON.stringify(set))).map(({ row }) => row);
    expect([...new Set(changed)].sort((a, b) => a - b)).toEqual([2, 18, 23]);
    const flows = (sets: typeof before) => sets.filter(({ row }) => row !== 23).map(({ slug, flows: its }) => [slug, its]);
    expect(flows(after)).toEqual(flows(before));
  });
  proven('what row 23 still publishes equals the IPv4 prefixes of the Entra ID set of each cloud in the web service', data('what is left of row 23 in the later edition is the IPv4 part of the Entra set of each cloud'));
  proven('The filter is not authentication anyway, so the default avoids the first risk and tells you about the second with the warning `withdrawnPrefixes`.', ['promises/readme.test.ts', 'An app that chooses neither gets the warning `cdk-m365-endpoints:withdrawnPrefixes`.']);
  proven('If you choose `2025-01` explicitly, the warning becomes an information message, so `cdk synth --strict` passes.',
    testsOf('aws/security-groups/warnings.test.ts')('are an information where the app chose the edition, so that strict synthesis passes'));
  facts(
    'as exactly as known', 'the day it was read, or `null` if that was not recorded', 'This is not the former Microsoft Cloud Germany, which ended on 2021-10-29 and whose documents are refused',
    'first row 23 lost its single hosts and all IPv6 prefixes, in every cloud', 'on 2026-01-21, an application unrelated to those forks had exactly the eleven remaining ranges, in the order of the page.',
    'If a filter admits an address that Graph no longer uses, whoever rents it in Azure passes the filter.',
  );
  proven('only the sets in this file replace those of the other', catalogTests('an edition shows its own sets and repeats the others from the one it is based on'));
  facts('why the set is for these clouds only', 'the web service returns them only on request', 'Only what Microsoft publishes is authoritative', "the error shows up only in Microsoft's logs");
});

promisesOf('docs/sources.md', ({ promise, proven, facts }) => {
  promise('The catalog therefore has `required: false` for them', () => {
    const required = page('2025-01').sets.map(({ required: is }: { required?: boolean }) => is);
    expect([...new Set(required)]).toEqual([false]);
  });
  promise('The training page says for each row whether it is required.', () => {
    expect(bundledAs('required-endpoints-training.undated').sets.every(({ required }: any) => typeof required === 'boolean')).toBe(true);
  });
  promise('No scenario opens DNS, because nobody publishes which resolvers you use;', expectNothingForDns);
  proven('No source overrides another: each set keeps its own publication, and `m365-endpoints explain` names all of them.',
    diff('a slug of two sources is compared within each, and a set that moves to another source has not changed'), testsOf('cli/commands/catalog-commands.test.ts')('explain %s answers from the bundled data'));
  promise('the one from the lock or from `Catalog.edition`, and otherwise the newest. The exception are the additional endpoints, where the default is 2025-01, the superset ([why](data.md#why-2025-01-is-the-default)).', () => {
    const shown = Catalog.bundled();
    expect(shown.editionOf('additional-endpoints')).toBe('2025-01');
    expect(shown.newest().editionOf('additional-endpoints')).toBe('2025-h2');
    expect(shown.editionOf('web-service-worldwide')).toBe(shown.newest().editionOf('web-service-worldwide'));
  });
  proven('If a row takes its prefixes from another set (`prefixesOf`), they come from the shown edition of that other source.', catalogTests('replace borrowed addresses too'));
  proven('`update` never asks for versions more than once an hour.', update('asks for versions at most hourly'));
  proven('`update` reads it each time and says what changed', month('is one command, one lock, and one diff that is fit for a pull request'));
  proven('The importers are exported by `cdk-m365-endpoints/sources`.', ['doors.test.ts', 'docs/sources.md names only importers that can be imported']);
  facts(
    'most of them the only source for inbound traffic', 'which the web service gives only when asked for `MEM`',
    'name resolution, for which it lists no endpoints: **keep DNS open** next to every outbound filter, to your own resolvers or to those of the platform.', 'each is needed only for the scenario that it describes.',
  );
});

promisesOf('docs/questions.md', ({ promise, proven, facts }) => {
  proven('Synthesis and all commands except `update` work offline: the data comes with the package.',
    ['promises/readme.test.ts', '**Stable and offline.** The data comes with the package.'], ['promises/cli.test.ts', 'Only `update` uses the network. Only `update`, `import --out`, `export --out` and `report --out` write files.']);
  proven('Choose an edition, and the warning goes away', testsOf('scenarios/base/scenario.test.ts')('prefixes that a later edition withdrew are an information where the app chose the edition'));
  proven('If a row is not published for a cloud, the error says so. [Coverage](coverage.md) shows every row in every cloud.',
    testsOf('scenarios/base/scenario.test.ts')('fails for a cloud in which the row is not published'), testsOf('cli/commands/coverage.test.ts')('has every row of the pages in every cloud'));
  promise('GCC belongs to `Cloud.WORLDWIDE`.', () => {
    expect(Catalog.bundled().require('graph-change-notifications').clouds.map(({ name }) => name)).toEqual(['Worldwide']);
  });
  facts('To admit only IPv4', 'Some platforms support only IPv4', 'does it every day and opens a pull request');
});

promisesOf('docs/versions.md', ({ promise, proven, facts }) => {
  const removed = ['doors.test.ts', '%s offers these names'] as const;

  proven('| Names that an entry point exports, and their members | removing or renaming one', removed);
  proven('| Logical ids on AWS CDK, addresses in Terraform | any change for the same app and the same data |',
    testsOf('aws/security-groups/snapshots.test.ts')('%s in security groups'), testsOf('terraform-aws/snapshots.test.ts')('in %s'));
  proven('What a scenario admits from the same edition | more or less traffic, even by one address | only a fixed bug that the changelog names',
    testsOf('scenarios/snapshots.test.ts')('%s'), data('the additional endpoints, one fact a line'));
  promise('The default edition of a source | another default', () => expect(Catalog.bundled().editionOf('additional-endpoints')).toBe('2025-01'));
  proven('| Error codes and warning ids | removing or renaming one; a new error where synthesis passed |', ['readme.test.ts', 'docs/%s.md lists every code']);
  promise('[Lock files](lock.md) | a newer version that refuses a lock of an older one | an older version that refuses a lock of a newer one', () => {
    const current = renderLock({ retrieved: '2026-01-01T00:00:00Z', editions: [page('2025-01')], shown: { 'additional-endpoints': '2025-01' }, acknowledgements: [] });
    expect(() => parseLock(current)).not.toThrow();
    expect(() => parseLock(current.replace('"lockVersion": 1', '"lockVersion": 2'))).toThrow(/lockVersion/);
  });
  promise('Node.js 20.18.1, 22 and 24 are supported and tested', () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).engines.node).toBe('>= 20.18.1');
    expect(readFileSync(join(ROOT, '.github', 'workflows', 'ci.yml'), 'utf8')).toMatch(/20[^]*22[^]*24/);
  });
  promise('The frameworks are optional peer dependencies.', () => {
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(Object.keys(peerDependencies).filter((name) => name !== 'constructs' && peerDependenciesMeta[name]?.optional !== true)).toEqual([]);
  });
  proven("Editions of Microsoft's data come with the package, and stay in it: an app that chooses an edition gets the same rules from every later version.",
    data('are those that the catalog knows, and no other'), data('the additional endpoints, one fact a line'));
  proven('with every difference in the *Data* section of the [changelog](../CHANGELOG.md)', testsOf('release/changelog-data.test.ts')('a new edition is told with what it changes'));
  proven('An app that must not change with an upgrade of the package pins its data with a [lock](lock.md).', lock('is what a catalog synthesises from'));
  proven('An edition is removed only in a major version.', testsOf('release/changelog-data.test.ts')('an edition that is gone is told'));
  facts(
    'An error in how an edition was imported is fixed in a patch version, as a new edition or under *Fixed*, with the affected rows.',
    'That is the purpose of `--strict` and not a breaking change. The changelog names every new warning.',
  );
});
