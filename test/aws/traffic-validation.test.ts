/** The plugin in a synthesis of AWS CDK, by the interface that the version here has. */
import { App, Aspects, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { GraphChangeNotificationIngress } from '../../lib';
import { SecurityGroups, TrafficValidation } from '../../lib/aws';
import { removeTemporaryFolders, temporaryFolder } from '../support/folders';
import { vpcOf } from './support';

afterAll(removeTemporaryFolders);

function newApp(): App {
  const app = new App({ outdir: temporaryFolder('validated') });
  Validations.of(app).addPlugins(new TrafficValidation());
  const stack = new Stack(app, 'Web');
  const groups = new SecurityGroups(stack, 'FromMicrosoft', { vpc: vpcOf(stack) });
  new GraphChangeNotificationIngress(stack, 'Graph', { enforcedBy: [groups] });
  return app;
}

test('a clean app is written', () => {
  expect(() => newApp().synth()).not.toThrow();
});

test('an aspect that widens one rule makes synthesis fail, and the message names construct, rule and mending', () => {
  const app = newApp();
  Aspects.of(app).add({
    visit: (node) => {
      if (CfnResource.isCfnResource(node) && node.node.path.includes('Group1')) node.addPropertyOverride('SecurityGroupIngress.3.CidrIp', '52.0.0.0/8');
    },
  });
  expect(() => app.synth()).toThrow(new RegExp([
    'ERROR FromMicrosoftGroup1\\w+ admits inbound tcp 443 from 52\\.0\\.0\\.0/8',
    'Web/FromMicrosoft/Group1 ',
    'Suggested fix: .*additionalPeers of the scenario, with a reason',
    "Acknowledge with 'cdk-m365-endpoints::M365ExtraAdmitted'",
    'ERROR none of FromMicrosoftGroup1\\w+, FromMicrosoftGroup2\\w+ admits inbound tcp 443 from 13\\.',
  ].join('[^]*')));
});
