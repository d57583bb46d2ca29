/** Every example of a scenario's page and of a guide synthesises, and what it cannot express is said. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { AzurermProvider as TerrainAzurermProvider } from '@cdktn/provider-azurerm/lib/provider';
import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Testing, TerraformStack } from 'cdktf';
import { TerraformStack as TerrainStack, Testing as TerrainTesting } from 'cdktn';
import { Construct } from 'constructs';
import { generateDocs } from '../scripts/generate-docs';

interface Example {
  readonly page: string;
  readonly title: string;
  readonly code: string;
}

const GUIDES = join(__dirname, '..', 'docs', 'guides');
const guides = readdirSync(GUIDES).map((file): [string, string] => [`docs/guides/${file}`, readFileSync(join(GUIDES, file), 'utf8')]);

const examples: Example[] = [...generateDocs(), ...guides].flatMap(([page, text]) => (
  [...text.matchAll(/^## (Example[^\n]*)\n\n(?:[^`#]*\n)?```ts\n([^]*?)^```$/gm)].map(([, title, code]) => ({ page, title, code }))
));

mkdirSync(join(__dirname, '..', 'build'), { recursive: true });
const folder = mkdtempSync(join(__dirname, '..', 'build', 'docs-examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Calls the function that an example exports with what its parameters name. */
function call({ code }: Example, index: number, scope: Construct, things: Record<string, unknown>): void {
  const file = join(folder, `example-${index}.ts`);
  writeFileSync(file, code);
  const [, parameters] = /function example\(([^)]*)\)/.exec(code)!;
  const names = parameters.split(',').map((parameter) => parameter.split(':')[0].trim());
  jest.requireActual(file).example(...names.map((name) => (name === 'scope' ? scope : things[name])));
}

test('there are two examples for each scenario', () => {
  expect(examples.filter(({ title }) => title === 'Example, AWS CDK').length).toBeGreaterThanOrEqual(25);
  expect(examples.filter(({ title }) => title === 'Example, CDK for Terraform, Azure').length).toBeGreaterThanOrEqual(25);
});

test('every guide has an example', () => {
  expect(guides.map(([page]) => page).filter((page) => !examples.some((example) => example.page === page))).toEqual([]);
  expect(guides.length).toBeGreaterThanOrEqual(4);
});

test.each(examples.map((example, index) => [example.page, example.title, example, index] as const))('%s: %s', (_, title, example, index) => {
  if (title.includes('CDK Terrain')) {
    const stack = new TerrainStack(TerrainTesting.app(), 'stack');
    new TerrainAzurermProvider(stack, 'Azure', { features: [{}] });
    call(example, index, stack, {});
    expect(Object.keys(JSON.parse(TerrainTesting.synth(stack, true)).resource)).not.toEqual([]);
  } else if (title.includes('Azure')) {
    const stack = new TerraformStack(Testing.app(), 'stack');
    new AzurermProvider(stack, 'Azure', { features: [{}] });
    call(example, index, stack, { networkSecurityGroup: { name: 'nsg', resourceGroupName: 'rg' }, firewallPolicy: { id: '/policies/one' } });
    expect(Object.keys(JSON.parse(Testing.synth(stack, true)).resource)).not.toEqual([]);
  } else if (title.includes('AWS')) {
    const stack = new Stack(new CdkApp(), 'Stack');
    call(example, index, stack, { vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] }) });
    const stacks = [stack, ...stack.node.findAll().filter((construct) => Stack.isStack(construct))];
    expect(stacks.flatMap((each) => Object.keys(Template.fromStack(each).toJSON().Resources ?? {}))).not.toEqual([]);
  } else {
    call(example, index, new Stack(new CdkApp(), 'Stack'), {});
  }
});
