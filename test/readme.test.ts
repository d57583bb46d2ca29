/** The README is code: its blocks compile against the sources, its apps run, and the output it shows is what they give. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Testing } from 'cdktn';
import * as ts from 'typescript';
import { API, SIDEBAR } from '../site/sidebar';

const ROOT = join(__dirname, '..');

interface Block {
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

const blocks: Block[] = ['README.md', ...markdownIn('docs')].flatMap((file) => (
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ file, language, text }))
));
const code = blocks.filter(({ language }) => language === 'ts');
const readmeCode = code.filter(({ file }) => file === 'README.md');
const readmeOutput = blocks.filter(({ file, language }) => file === 'README.md' && language === 'json').map(({ text }) => JSON.parse(text));

// Inside the project, so that packages resolve as they do for its tests.
mkdirSync(join(ROOT, 'build'), { recursive: true });
const folder = mkdtempSync(join(ROOT, 'build', 'readme-'));
const files = code.map(({ text }, index) => {
  const file = join(folder, `block-${index}.ts`);
  writeFileSync(file, text);
  return file;
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every block of TypeScript compiles', () => {
  const { config } = ts.readConfigFile(join(ROOT, 'test', 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, join(ROOT, 'test'));
  const program = ts.createProgram(files, { ...options, noUnusedLocals: false });
  // What they import is checked by lint, with all other sources.
  const problems = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file))).map((problem) => (
    `${problem.file && relative(ROOT, problem.file.fileName)}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`
  ));
  expect(files.length).toBeGreaterThanOrEqual(4);
  expect(problems).toEqual([]);
}, 120_000);

/** Runs a block that is an app, and returns its stack. */
function run(index: number): any {
  process.env.CDKTF_OUTDIR = join(folder, 'cdktf.out');
  const file = files[code.indexOf(readmeCode[index])];
  writeFileSync(file, `${readmeCode[index].text}\nexport { stack };\n`);
  return jest.requireActual(file).stack;
}

test('the AWS CDK app gives the output shown', () => {
  const { Resources } = Template.fromStack(run(0)).toJSON();
  const groups = Object.values<any>(Resources).filter(({ Type, Properties }) => Type === 'AWS::EC2::SecurityGroup' && Properties.SecurityGroupIngress);
  const rules = groups.flatMap(({ Properties }) => Properties.SecurityGroupIngress);
  expect(groups).toHaveLength(2);
  expect([rules.filter(({ CidrIp }) => CidrIp).length, rules.filter(({ CidrIpv6 }) => CidrIpv6).length]).toEqual([94, 12]);
  expect(rules).toContainEqual(readmeOutput[0]);
});

test('the app of CDK Terrain for AWS has the same rules', () => {
  const { resource } = JSON.parse(Testing.synth(run(2), true));
  expect(Object.keys(resource.aws_security_group)).toHaveLength(2);
  expect(Object.keys(resource.aws_vpc_security_group_ingress_rule)).toHaveLength(106);
});

test('the app of CDK Terrain for Azure gives the output shown', () => {
  const { resource } = JSON.parse(Testing.synth(run(1), true));
  const rules = Object.values<any>(resource.azurerm_network_security_rule).map(({ '//': _, ...rule }) => rule);
  expect(rules).toContainEqual(readmeOutput[1]);
});

test('examples/README.md says of every example how to run it', () => {
  const listed = [...readFileSync(join(ROOT, 'examples', 'README.md'), 'utf8').matchAll(/^\| \[([\w-]+)\]\(\1\/main\.ts\) \| .+ \| `npx (cdk|cdktf) synth` \|$/gm)]
    .map(([, example, framework]) => [example, `${framework}.json`]);
  const examples = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readdirSync(join(ROOT, 'examples', name)).find((file) => /^cdk\w*\.json$/.test(file))]);
  expect(listed.sort()).toEqual(examples.sort());
});

test('every page is in the sidebar of the site, once', () => {
  const pages = SIDEBAR.flatMap(({ pages: named }) => named);
  expect(markdownIn('docs').filter((page) => !pages.includes(page))).toEqual([]);
  expect(pages.filter((page, index) => pages.indexOf(page) !== index || !(page.startsWith(API) || ts.sys.fileExists(join(ROOT, page))))).toEqual([]);
});

test('every relative link leads somewhere', () => {
  for (const file of ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', join('examples', 'README.md'), ...markdownIn('docs')]) {
    for (const [, target] of readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      expect([file, ts.sys.fileExists(resolve(ROOT, file, '..', target)) || ts.sys.directoryExists(resolve(ROOT, file, '..', target)), target])
        .toEqual([file, true, target]);
    }
  }
});

test.each([
  ['errors', /new EndpointError\(\s*'(\w+)'/g, /^\| `(\w+)` \|/gm],
  ['warnings', /warning\(\s*'(\w+)'/g, /^\| `cdk-m365-endpoints:(\w+)` \|/gm],
])('docs/%s.md lists every code', (name, inSource, inDocs) => {
  const source = name === 'errors' ? readFileSync(join(ROOT, 'lib', 'messages', 'errors.ts'), 'utf8') : warningSources();
  const codes = [...source.matchAll(inSource)].map(([, each]) => each);
  const documented = [...readFileSync(join(ROOT, 'docs', `${name}.md`), 'utf8').matchAll(inDocs)].map(([, each]) => each);
  expect(documented).toEqual([...new Set(codes)].sort());
});

function warningSources(): string {
  return readFileSync(join(ROOT, 'lib', 'messages', 'warnings.ts'), 'utf8');
}

function markdownIn(where: string): string[] {
  return readdirSync(join(ROOT, where), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join(where, name));
}
