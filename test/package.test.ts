import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCdkTerrainApp } from '../scripts/write-cdktn';
import { Consumer, ConsumerOptions, ModuleResolution } from './support/consumer';
import { REPOSITORY, removeTemporaryFolders } from './support/folders';
import { PackedPackage } from './support/packed-package';
import { run } from './support/run';

// Builds, packs and installs the package, and uses it like its users do. Needs npm's registry or cache.
jest.setTimeout(180_000);

/** What a consumer's app printed, as far as it is about what is admitted. */
interface Admitted {
  readonly services: string[];
  readonly prefixes: string[];
}

/** What is particular about a consumer. */
interface Expectation {
  /** The peers that the app installs; npm must add none. */
  readonly beside: readonly string[];
  readonly entryPoints: readonly string[];
  /** What the types need to be known besides, when the compiler checks those of the frameworks too. */
  readonly lib: readonly string[];
  readonly admittedBy: (output: any) => Admitted;
}

/** What loads without a framework, beside the root. */
const TOOL_ENTRY_POINTS = ['verify', 'assertions', 'catalog', 'net', 'sources', 'enforcement'].map((door) => `cdk-m365-endpoints/${door}`);

const PEERS = ['@cdktf/provider-azurerm', '@cdktn/provider-azurerm', 'aws-cdk-lib', 'cdktf', 'cdktn', 'constructs'];

let packed: PackedPackage;

beforeAll(async () => {
  packed = await PackedPackage.pack();
});

afterAll(removeTemporaryFolders);

describe('the tarball', () => {
  test('has the compiled library, its documentation and what npm expects, nothing else', () => {
    expect(packed.files.filter((file) => !/^dist\/[\w./-]+\.(js|d\.ts|json)$|^docs\/[\w./-]+\.(md|yml|json|png)$|^examples\/(README\.md|[\w-]+\/([\w-]+\.ts|cdk(tf)?\.json))$/.test(file)).sort())
      .toEqual(['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'package.json']);
    expect(packed.files.filter((file) => /(^|\/)(test|__tests__|lib)\/|\.test\./.test(file))).toEqual([]);
  });

  test('has every file that package.json points at', () => {
    expect(packed.targets.length).toBeGreaterThanOrEqual(10);
    expect(packed.targets.filter((target) => !packed.files.includes(target))).toEqual([]);
  });

  test('gives the entry points to tools that know no exports', () => {
    const subpaths = Object.keys(packed.manifest.exports).filter((subpath) => !['.', './package.json'].includes(subpath));
    expect(Object.keys(packed.manifest.typesVersions['*'])).toEqual(subpaths.map((subpath) => subpath.slice(2)));
  });

  test('names no folder of this machine and no registry', async () => {
    const registry = new URL((await run(REPOSITORY, 'npm', 'config', 'get', 'registry')).trim());
    const traces = [REPOSITORY, packed.folder, /(^|[^\w./-])\/(home|root|tmp|Users)\//m, registry.host, 'registry.npmjs.org'];
    expect(traces.flatMap((trace) => packed.filesWith(trace))).toEqual([]);
  });

  test('is what npm would publish, without a complaint', () => {
    const { status, stderr } = spawnSync('npm', ['publish', '--dry-run', packed.tarball], { cwd: packed.folder, encoding: 'utf8' });
    const complaints = stderr.split('\n').filter((line) => /^npm (warn|error)/i.test(line) && !line.includes('requires you to be logged in'));
    expect({ status, complaints }).toEqual({ status: 0, complaints: [] });
    expect(packed.manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  });

  test('keeps declarations marked internal out of the types', () => {
    expect(packed.filesWith('@internal').filter((file) => file.endsWith('.d.ts'))).toEqual([]);
  });
});

describe('beside aws-cdk-lib', () => {
  const beside = ['aws-cdk-lib', 'constructs'];
  const consumer = installed('aws', beside);

  worksFor(consumer, {
    beside,
    entryPoints: ['cdk-m365-endpoints', 'cdk-m365-endpoints/aws', 'cdk-m365-endpoints/verify'],
    // The types of aws-cdk-lib mention `Disposable`: without `skipLibCheck` they need this, or @types/node. Ours need neither.
    lib: ['es2022', 'esnext.disposable'],
    admittedBy: admittedByTemplate,
  });

  test('bundled into one file beside the framework, an app synthesises the same', async () => {
    expect(await consumer().bundled('app.cjs', ...beside)).toBe(await consumer().node('app.cjs'));
  });

  test('a stack of another copy of aws-cdk-lib is seen through as one of its own', async () => {
    expect(JSON.parse(await consumer().node('two-copies.cjs', join(REPOSITORY, 'package.json')))).toEqual({
      copies: true, rules: 106, wrappedTwice: 'SharedGroup', warnings: ['openBesidePublished', 'withdrawnPrefixes'],
    });
  });
});

describe('beside cdktf and its provider', () => {
  const beside = ['@cdktf/provider-azurerm', 'cdktf', 'constructs'];
  const consumer = installed('azurerm', beside);

  worksFor(consumer, {
    beside,
    entryPoints: ['cdk-m365-endpoints', 'cdk-m365-endpoints/azurerm', 'cdk-m365-endpoints/verify'],
    lib: ['es2022'],
    admittedBy: admittedByTerraform,
  });

  test('it loads the resources it needs, never the whole provider', async () => {
    const files = await filesLoadedBy(consumer(), 'cdk-m365-endpoints/azurerm');
    expect(files).toContain('@cdktf/provider-azurerm/lib/network-security-group/index.js');
    expect(files).not.toContain('@cdktf/provider-azurerm/lib/index.js');
    expect(files).not.toContain('@cdktf/provider-azurerm/lib/network-security-rule/index.js'); // only with the first of its rules
  });
});

describe('beside cdktn and its provider', () => {
  const beside = ['@cdktn/provider-azurerm', 'cdktn', 'constructs'];
  const consumer = installed('azurerm', beside, { rewrite: inCdkTerrainApp, overrides: overridesOf('docs/guides/from-cdktf-to-cdktn.md') });

  worksFor(consumer, {
    beside,
    entryPoints: ['cdk-m365-endpoints', 'cdk-m365-endpoints/cdktn/azurerm', 'cdk-m365-endpoints/verify'],
    lib: ['es2022'],
    admittedBy: admittedByTerraform,
  });

  test('it loads the resources it needs, never the whole provider, and nothing of CDKTF', async () => {
    const files = await filesLoadedBy(consumer(), 'cdk-m365-endpoints/cdktn/azurerm');
    expect(files).toContain('@cdktn/provider-azurerm/lib/network-security-group/index.js');
    expect(files).not.toContain('@cdktn/provider-azurerm/lib/index.js');
    expect(files.filter((file) => /^cdk-m365-endpoints\/dist\/azurerm\/index\.js$|^@?cdktf\//.test(file))).toEqual([]);
  });
});

describe('beside constructs alone', () => {
  const beside = ['constructs'];
  const consumer = installed('constructs-only', beside);

  worksFor(consumer, {
    beside,
    entryPoints: ['cdk-m365-endpoints', ...TOOL_ENTRY_POINTS],
    lib: ['es2022'],
    admittedBy: admittedByDescription,
  });

  test.each(['assertions', 'catalog', 'net', 'sources'])('%s loads nothing but this package', async (door) => {
    const files = await filesLoadedBy(consumer(), `cdk-m365-endpoints/${door}`);
    expect([...new Set(files.map((file) => file.split('/')[0]))]).toEqual(['cdk-m365-endpoints']);
  });

  test.each<ModuleResolution>(['node10', 'bundler'])('its types are right for module resolution %s too', async (moduleResolution) => {
    expect(await consumer().checkTypes(moduleResolution, ['es2022'])).toBe('');
  });

  test('npm ls --omit=dev is short: what each part needs, and nothing below it', async () => {
    const dependencies = ['entities', 'ipaddr.js', 'parse5', 'tldts', 'tldts-core', 'undici'];
    expect(consumer().packages.filter((name) => !name.startsWith('cdk-m365'))).toEqual(['constructs', ...dependencies]);
  });

  test('bundled into one file and taken elsewhere, an app finds the data that it uses', async () => {
    const output = await consumer().node('app.cjs');
    expect(await consumer().bundled('app.cjs')).toBe(output);
    expect(await consumer().bundled('app.mjs')).toBe(output);
  });

  test.each([
    ['cdk-m365-endpoints/aws', /\nError: Cannot find module 'aws-cdk-lib[^']*'\nRequire stack:\n/],
    ['cdk-m365-endpoints/azurerm', /\nError: Cannot find module '(@cdktf\/provider-azurerm|cdktf)[^']*'\nRequire stack:\n/],
    ['cdk-m365-endpoints/terraform-aws', /\nError: Cannot find module '(@cdktf\/provider-aws|cdktf)[^']*'\nRequire stack:\n/],
    ['cdk-m365-endpoints/cdktn/azurerm', /\nError: Cannot find module '(@cdktn\/provider-azurerm|cdktn)[^']*'\nRequire stack:\n/],
    ['cdk-m365-endpoints/cdktn/terraform-aws', /\nError: Cannot find module '(@cdktn\/provider-aws|cdktn)[^']*'\nRequire stack:\n/],
  ])('fails to load %s with the plain message of Node', async (entryPoint, message) => {
    await expect(filesLoadedBy(consumer(), entryPoint)).rejects.toThrow(message);
  });
});

/** Installs a consumer before the tests around the call. */
function installed(sources: string, beside: readonly string[], options: ConsumerOptions = {}): () => Consumer {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await Consumer.install(packed, sources, beside, options);
  });
  return () => consumer;
}

/** The overrides of npm that a page tells its readers to write. */
function overridesOf(page: string): object {
  const [, text] = /```json\n(\{\s*"overrides"[^]*?)```/.exec(readFileSync(join(REPOSITORY, page), 'utf8'))!;
  return (JSON.parse(text) as { overrides: object }).overrides;
}

/** What every consumer can rely on. */
function worksFor(consumer: () => Consumer, { beside, entryPoints, lib, admittedBy }: Expectation): void {
  test('it needs nothing else, and everything is there once', async () => {
    await expect(consumer().checkDependencies()).resolves.toContain('cdk-m365-endpoints@');
    expect(consumer().packages.filter((name) => PEERS.includes(name))).toEqual(beside);
  });

  test('a CommonJS app and an ES module synthesise the same, all that is published', async () => {
    const output = await consumer().node('app.cjs');
    const { services, prefixes } = admittedBy(JSON.parse(output));
    expect([...new Set(services)]).toEqual(['tcp 443']);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(prefixes.filter((prefix) => /^[\d.]+\/\d+$/.test(prefix))).toHaveLength(94);
    expect(prefixes.filter((prefix) => /^[\da-f]*:[\da-f:]+\/\d+$/.test(prefix))).toHaveLength(12);
    expect(await consumer().node('app.mjs')).toBe(output);
  });

  test('an ES module can import everything by name', async () => {
    expect(await consumer().node('unnamed-exports.mjs', ...entryPoints)).toBe('[]');
  });

  test.each([
    ['cdk-m365-endpoints', ['cdk-m365-endpoints', 'constructs']],
    ['cdk-m365-endpoints/verify', ['cdk-m365-endpoints', 'ipaddr.js']],
  ])('%s loads nothing but %p', async (entryPoint, packages) => {
    const files = await filesLoadedBy(consumer(), entryPoint);
    expect([...new Set(files.map((file) => file.split('/')[0]))].sort()).toEqual(packages);
    expect(files.filter((file) => /^cdk-m365-endpoints\/dist\/(aws|azurerm|cdktn|terraform|terraform-aws)\//.test(file))).toEqual([]);
  });

  test('its types are right, and those of every library that it uses', async () => {
    expect(await consumer().checkTypes('node16', lib)).toBe('');
  });

  test.each<ModuleResolution>(['node10', 'node16', 'bundler'])('module resolution %s finds the types of every entry point', (moduleResolution) => {
    const { exports } = packed.manifest;
    const declared = Object.entries(exports).filter((entry): entry is [string, { types: string }] => entry[0] !== './package.json');
    const found = declared.map(([subpath]) => [subpath, consumer().typesOf(`cdk-m365-endpoints${subpath.slice(1)}`, moduleResolution)]);
    expect(found).toEqual(declared.map(([subpath, { types }]) => [subpath, `node_modules/cdk-m365-endpoints/${types.slice('./'.length)}`]));
  });
}

/** The files that an entry point loads in a fresh process, as paths that begin with the package. */
async function filesLoadedBy(consumer: Consumer, entryPoint: string): Promise<string[]> {
  return JSON.parse(await consumer.node('loaded.cjs', entryPoint)) as string[];
}

/** The ingress of security groups. */
function admittedByTemplate(template: any): Admitted {
  const groups = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::EC2::SecurityGroup');
  const rules = groups.flatMap(({ Properties }) => Properties.SecurityGroupIngress);
  return {
    services: rules.map(({ IpProtocol, FromPort, ToPort }) => `${IpProtocol} ${[...new Set([FromPort, ToPort])].join('-')}`),
    prefixes: rules.flatMap(({ CidrIp, CidrIpv6 }) => [CidrIp, CidrIpv6].filter((cidr) => cidr !== undefined)),
  };
}

/** The rules of network security groups. */
function admittedByTerraform(document: any): Admitted {
  const rules = Object.values<any>(document.resource.azurerm_network_security_rule);
  return {
    services: rules.map((rule) => `${rule.protocol.toLowerCase()} ${rule.destination_port_range}`),
    prefixes: rules.flatMap((rule) => rule.source_address_prefixes),
  };
}

/** Lines like `inbound tcp 443 from 192.0.2.0/24, 2001:db8::/32`. */
function admittedByDescription(lines: any): Admitted {
  const parts = (lines as string[]).map((line) => /^inbound (.+) from (.+)$/.exec(line)!);
  return { services: parts.map(([, service]) => service), prefixes: parts.flatMap(([, , prefixes]) => prefixes.split(', ')) };
}
