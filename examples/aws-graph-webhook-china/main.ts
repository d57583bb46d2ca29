import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cloud, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { SecurityGroups } from 'cdk-m365-endpoints/aws';
import { Construct } from 'constructs';

/** Admits the Graph of the cloud operated by 21Vianet to a security group that somebody else owns. */
class ChinaWebhookRulesStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Admits Microsoft Graph change notifications (China) to an existing security group' });

    const groupId = new CfnParameter(this, 'WebhookSecurityGroup', { type: 'AWS::EC2::SecurityGroup::Id' });
    const existing = SecurityGroup.fromSecurityGroupId(this, 'Webhook', groupId.valueAsString);

    const groups = SecurityGroups.fromSecurityGroups(this, 'FromMicrosoft', [existing]);
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [groups], cloud: Cloud.CHINA });
  }
}

const app = new App();
new ChinaWebhookRulesStack(app, 'ChinaWebhookRules');
app.synth();
