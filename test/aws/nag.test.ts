import { App, Aspects, CfnResource, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NagRuleCompliance, rules } from 'cdk-nag';
import { Peer } from '../../lib';
import { PrefixLists, SecurityGroups } from '../../lib/aws';
import { graph, vpcOf } from './support';

const ANYONE = { additionalPeers: [Peer.anyInternet()] };

/** An app whose security groups admit everyone, which cdk-nag has a rule against (AwsSolutions-EC23). */
function openApp() {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const groups = new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) });
  return { app, stack, enforce: () => graph(stack, groups, ANYONE) };
}

test('the checks of cdk-nag 3, which look at the finished app, find what is rendered', () => {
  const { app, enforce } = openApp();
  enforce();
  app.synth();
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  const [found] = violations.filter(({ ruleName }) => ruleName === 'AwsSolutions-EC23');
  expect(found.violatingResources.map(({ constructPath }) => constructPath)).toEqual([expect.stringMatching(/^Stack\/Groups\//)]);
});

test('its rules as aspects, as in version 2, find it too, though they came before the scenario', () => {
  const { app, enforce } = openApp();
  const open: string[] = [];
  Aspects.of(app).add({
    visit: (node) => {
      if (CfnResource.isCfnResource(node) && rules.ec2.EC2RestrictedInbound(node) === NagRuleCompliance.NON_COMPLIANT) {
        open.push(node.node.path);
      }
    },
  });
  enforce();
  app.synth();
  expect(open).toEqual([expect.stringMatching(/^Stack\/Groups\//)]);
});

test('the published addresses alone break none of its rules', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  graph(stack, new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) }));
  graph(stack, new PrefixLists(stack, 'Lists'), {}, 'Other');
  app.synth();
  expect(new AwsSolutionsChecks(app).validateScope(app).violations).toEqual([]);
});
