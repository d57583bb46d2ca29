import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack, Testing } from 'cdktf';
import { PrefixLists, SecurityGroups } from '../../lib/terraform-aws';
import { graph, mailOutbound, newGroup, newStack } from './support';

function newStackOf(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `${id}.tfstate` });
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return stack;
}

const documentOf = (app: App, stack: string): any => JSON.parse(readFileSync(join(app.outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'));

test('rules for the group of another stack refer to an output of that stack, which exists', () => {
  const app = Testing.stubVersion(new App({ outdir: Testing.app().outdir }));
  const group = newGroup(newStackOf(app, 'network'));
  const web = newStackOf(app, 'web');
  graph(web, SecurityGroups.fromSecurityGroupIds(web, 'Rules', [group.id]));
  app.synth();
  const outputs = Object.keys(documentOf(app, 'network').output);
  const rules = Object.values<any>(documentOf(app, 'web').resource.aws_vpc_security_group_ingress_rule);
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) {
    const [, output] = /^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}$/.exec(rule.security_group_id) ?? [];
    expect(outputs).toContain(output);
  }
});

test.each([
  ['SecurityGroups', (stack: TerraformStack) => new SecurityGroups(stack, 'Point', { vpcId: 'vpc-1' })],
  ['PrefixLists', (stack: TerraformStack) => new PrefixLists(stack, 'Point')],
])('the order in which scenarios come makes no difference to %s', (_, newPoint) => {
  const documents = [false, true].map((reversed) => {
    const stack = newStack();
    const point = newPoint(stack);
    const scenarios = [() => graph(stack, point), () => mailOutbound(stack, point), () => graph(stack, point, { ports: [8443] }, 'Other')];
    (reversed ? scenarios.reverse() : scenarios).forEach((make) => make());
    return Testing.synth(stack, true);
  });
  expect(documents[1]).toBe(documents[0]);
});
