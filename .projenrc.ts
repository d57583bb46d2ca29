import { javascript, typescript } from 'projen';
import { addWorkflows } from './projenrc/workflows';

/**
 * The address of the public repository, such as `https://github.com/owner/cdk-m365-endpoints`; empty until it is known.
 *
 * It fills `repository`, `homepage` and `bugs`, and from there the badges and links of the README and the links of the
 * documentation site. The release refuses to run while it is empty.
 */
const REPOSITORY = '';

/** Every public entry point, by audience: subpath → its module below `lib/` (sources) and `dist/` (published). */
const ENTRY_POINTS: Record<string, string> = {
  // An app author.
  '.': 'index',
  './aws': 'aws/index',
  './azurerm': 'azurerm/index',
  './terraform-aws': 'terraform-aws/index',
  // The same on CDK Terrain, which scripts/write-cdktn.ts writes from the same sources.
  './cdktn/azurerm': 'cdktn/azurerm/index',
  './cdktn/terraform-aws': 'cdktn/terraform-aws/index',
  // A reviewer, a test.
  './verify': 'verify/index',
  './assertions': 'assertions/index',
  // A tool author.
  './catalog': 'catalog/index',
  './net': 'net/index',
  './sources': 'sources/index',
  // Who adds a platform.
  './enforcement': 'rules/index',
};

const NAME = 'cdk-m365-endpoints';

const specifiers = Object.entries(ENTRY_POINTS).map(([subpath, module]) => ({ specifier: NAME + subpath.slice(1), module }));

/**
 * The frameworks are optional peers: an AWS app has no cdktf, a CDKTF app no aws-cdk-lib. `npm run test:peers` tries the
 * lowest and the highest of each range; cdktn is at 0.x, where a minor may break, so its range ends with what was tried.
 */
const FRAMEWORKS: Record<string, string> = {
  'aws-cdk-lib': '^2.170.0',
  'cdktf': '^0.21.0',
  '@cdktf/provider-aws': '^21.0.0',
  '@cdktf/provider-azurerm': '^14.0.0',
  'cdktn': '~0.24.0',
  '@cdktn/provider-aws': '^25.5.0',
  '@cdktn/provider-azurerm': '^16.1.0',
};

const compilerOptions: javascript.TypeScriptCompilerOptions = {
  target: 'ES2022',
  lib: ['es2022'],
  isolatedModules: true,
  stripInternal: true,
  inlineSourceMap: false,
  inlineSources: false,
};

const project = new typescript.TypeScriptProject({
  name: NAME,
  description:
    'Microsoft 365 network endpoints as typed constructs: AWS security groups, Azure NSG rules and Terraform JSON, ' +
    'from a catalog in which every rule names the published row it comes from.',
  keywords: [
    'microsoft365', 'office365', 'endpoints', 'firewall', 'security-group', 'network-security-group', 'exchange-hybrid',
    'microsoft-graph', 'aws-cdk', 'awscdk', 'cdktf', 'terraform', 'azurerm',
  ],
  authorName: 'The cdk-m365-endpoints contributors',
  authorOrganization: true,
  ...(REPOSITORY === '' ? {} : { repository: `git+${REPOSITORY}.git`, homepage: `${REPOSITORY}#readme`, bugsUrl: `${REPOSITORY}/issues` }),
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-m365-endpoints contributors',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.18.1',
  typescriptVersion: '~5.9.0',
  projenrcTs: true,

  srcdir: 'lib',
  libdir: 'dist',
  testdir: 'test',
  artifactsDirectory: 'build',
  entrypoint: 'dist/index.js',
  entrypointTypes: 'dist/index.d.ts',
  npmignoreEnabled: false,

  // Few, and each loaded only where it is used (docs/adr/0015): HTML pages, the HTTP of updates, the proof's own reading of
  // addresses, public suffixes in the guard.
  deps: ['parse5@^7.3.0', 'undici@^7.30.0', 'ipaddr.js@^2.5.0', 'tldts@^7.6.0'],
  peerDeps: ['constructs@^10.4.2', ...Object.entries(FRAMEWORKS).map(([name, range]) => `${name}@${range}`)],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    '@stryker-mutator/core@^9', // with the next two: npm run mutation
    '@jest/expect@^30',
    'jest-circus@^30',
    'constructs@~10.7.0',
    'aws-cdk-lib@^2.276.0',
    'aws-cdk@^2.1148.1', // the CLI; 3.0.0 was published by accident
    'cdktf@^0.21.0',
    'cdktf-cli@^0.21.0',
    '@cdktf/provider-aws@^21.22.1',
    '@cdktf/provider-azurerm@^14.23.1',
    'cdktn@~0.24.0',
    '@cdktn/provider-aws@^25.7.0',
    '@cdktn/provider-azurerm@^16.1.0',
    'cdk-nag@^3.0.2',
    'axe-core@^4.11.0', // the pages that people look at, opened in Debian's Chromium
    'playwright-core@^1.57.0',
    'typedoc@^0.28.15',
    'typedoc-plugin-markdown@^4.9.0',
    'vitepress@^1.6.4',
    '@types/node@^20',
    'cidr-tools@^12.0.3', // peers of the benchmarks, with the next two
    'fast-cidr-tools@^0.3.4',
    'ip-num@^1.6.2',
    'esbuild@^0.28.2', // joins compiled modules; and a bundler that consumers use
    'fast-check@^4',
    'tsx@^4',
  ],

  tsconfig: { compilerOptions: { ...compilerOptions, types: ['node'] } },
  tsconfigDev: {
    compilerOptions: {
      ...compilerOptions,
      types: ['node', 'jest'],
      skipLibCheck: true,
      // Examples and tests import the package by its name, as its users do.
      baseUrl: '..',
      paths: Object.fromEntries(specifiers.map(({ specifier, module }) => [specifier, [`./lib/${module}.ts`]])),
    },
    include: ['lib', 'examples', 'scripts', 'bench', 'site', 'projenrc'].map((folder) => `../${folder}/**/*.ts`).concat('../.projenrc.ts'),
  },

  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    coverageText: false,
    jestConfig: {
      moduleNameMapper: Object.fromEntries(specifiers.map(({ specifier, module }) => [`^${specifier}$`, `<rootDir>/lib/${module}.ts`])),
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      setupFiles: ['<rootDir>/test/support/environment.ts'],
    },
  },

  eslintOptions: {
    dirs: ['lib'],
    devdirs: ['test', 'examples', 'scripts', 'bench', 'site'],
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },

  sampleCode: false,
  // The workflows are in projenrc/workflows.ts: those that we want, and no others.
  github: false,
  release: false,
  depsUpgrade: false,
  gitignore: ['/build/', '/site/.vitepress/.temp/', 'cdk.out/', 'cdktf.out/', '.gen/', '*.tgz', 'cdk.context.json'],
});

// ── what is published ────────────────────────────────────────────────────────

project.package.addVersion('0.1.0');
project.package.addField('publishConfig', { access: 'public', provenance: true });
project.package.addField('peerDependenciesMeta', Object.fromEntries(Object.keys(FRAMEWORKS).map((name) => [name, { optional: true }])));
project.package.addBin({ 'm365-endpoints': 'dist/cli/main.js' });
project.package.addField('files', ['dist', 'docs', 'examples/*/*.ts', 'examples/*/cdk.json', 'examples/*/cdktf.json', 'examples/README.md', 'CHANGELOG.md', 'NOTICE']);
project.package.addField('sideEffects', false);
project.package.addField('exports', {
  ...Object.fromEntries(Object.entries(ENTRY_POINTS).map(([subpath, module]) => [
    subpath, { types: `./dist/${module}.d.ts`, default: `./dist/${module}.js` },
  ])),
  './package.json': './package.json',
});
// For `moduleResolution: node10`, which knows no `exports`.
project.package.addField('typesVersions', {
  '*': Object.fromEntries(Object.entries(ENTRY_POINTS).filter(([subpath]) => subpath !== '.').map(([subpath, module]) => [
    subpath.slice(2), [`./dist/${module}.d.ts`],
  ])),
});

// 1.13.0 was published without most of its platform packages, and `npm ci` refuses a lock file that lacks them.
project.package.addPackageResolutions('unrs-resolver@1.12.2');
// The provider of CDK Terrain for Azure still asks for the minor before ours; their resource trees are equal.
project.package.file.addOverride('overrides.@cdktn/provider-azurerm', { cdktn: '$cdktn' });

// ── lint ─────────────────────────────────────────────────────────────────────

// One program for everything, since sources, tests, examples and scripts share no folder.
project.eslint!.file.addDeletionOverride('parserOptions.projectService');
project.eslint!.file.addOverride('parserOptions.project', './test/tsconfig.json');
// `coverage` is the folder of Jest's reports, but not this one.
project.eslint!.addIgnorePattern('!lib/cli/coverage');
project.eslint!.addIgnorePattern('lib/cdktn'); // written from what is linted
project.eslint!.addRules({
  'import/order': ['error', {
    groups: ['builtin', 'external', 'parent', 'sibling'],
    // The package itself, which resolves or not depending on whether it is built.
    pathGroups: [NAME, `${NAME}/**`].map((pattern) => ({ pattern, group: 'external' })),
    pathGroupsExcludedImportTypes: ['builtin'],
    alphabetize: { order: 'asc', caseInsensitive: true },
  }],
  'import/no-cycle': 'error',
  // The compiler does that, with or without a build.
  'import/no-unresolved': 'off',
  // Well-known constants come first and need what builds them.
  '@typescript-eslint/member-ordering': 'off',
});

// ── tasks ────────────────────────────────────────────────────────────────────

const jest = project.jest!.config;
jest.testMatch = ['<rootDir>/test/**/*.test.ts'];
jest.collectCoverage = false;
jest.maxWorkers = '100%'; // on two cores the default is one worker
jest.testTimeout = 60_000; // a busy machine is slow, not wrong
jest.reporters = ['default', '<rootDir>/test/support/closing-line-reporter.js'];

project.gitignore.exclude('/lib/cdktn/'); // here, since projen drops it from the option: lib/ is a folder of sources
const WRITE_CDKTN = 'tsx scripts/write-cdktn.ts';
project.preCompileTask.exec('node -e "fs.rmSync(\'dist\', { recursive: true, force: true })"');
project.preCompileTask.exec(WRITE_CDKTN);
project.postCompileTask.exec('node -e "fs.cpSync(\'lib/data\', \'dist/data\', { recursive: true })"');
// A module is loaded when something of it is first used: an import of the package costs next to nothing.
project.postCompileTask.exec('tsx scripts/lazy-exports.ts');
// And to find and open a hundred files takes longer than to run what is in them.
project.postCompileTask.exec('tsx scripts/bundle-modules.ts');

// `build` only builds: tests and lint are commands of their own, and neither edits a file.
project.removeTask('build');
const build = project.addTask('build', { description: 'Compile lib/ to dist/, with its data' });
[project.preCompileTask, project.compileTask, project.postCompileTask].forEach((task) => build.spawn(task));

project.testTask.reset('jest --ci', { receiveArgs: true });
const lint = project.addTask('lint', { description: 'Lint and check types; edits nothing' });
lint.spawn(project.eslint!.eslintTask);
lint.exec(WRITE_CDKTN);
lint.exec('tsc --noEmit -p test/tsconfig.json');

project.addTask('docs', { description: 'Write the documentation that is made from the registry', exec: 'tsx scripts/generate-docs.ts' });

project.addTask('mutated-pages', {
  description: 'Import 12,000 damaged pages: no raw error, less than a second each; the tests try a hundred',
  env: { M365_COMPLETE: '1' },
  exec: 'jest --ci --maxWorkers=1 test/sources/page/mutated-pages.test.ts',
});

const site = project.addTask('docs:site', { description: 'Build the documentation site and the reference of the API to build/site/' });
site.exec('typedoc --options site/typedoc.cjs');
site.exec('vitepress build site', { receiveArgs: true });

project.addTask('docs:check', {
  description: 'Open every page of build/site/ in Chromium, follow every link, and ask the search what a new user asks',
  exec: 'tsx scripts/check-site.ts',
  receiveArgs: true,
});

project.addTask('changelog', {
  description: 'Write the Data section of the changelog: what changed since a tag, as in -- v0.1.0',
  exec: 'tsx scripts/changelog-data.ts',
  receiveArgs: true,
});

project.addTask('mutation', {
  description: 'Measure which faults the tests notice, room by room; the names of rooms limit it to those',
  exec: 'node scripts/mutation/main.mjs',
  receiveArgs: true,
});

project.addTask('test:peers', {
  description: 'Synthesise from the tarball with the lowest allowed frameworks; --complete: also the highest, on every Node.js',
  exec: 'tsx scripts/test-peers.ts',
  receiveArgs: true,
});

const bench = project.addTask('bench', { description: 'Measure beside peers; prints a table and writes build/bench.json' });
bench.spawn(build);
bench.exec('tsx bench/main.ts', { receiveArgs: true });

const synth = project.addTask('synth', { description: 'Synthesise every example to build/examples/ and summarise it' });
synth.spawn(build);
synth.exec('tsx scripts/synth-examples.ts', { receiveArgs: true });

addWorkflows(project);

project.synth();
