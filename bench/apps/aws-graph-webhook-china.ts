import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

// The example of the same name without the package: the addresses are pasted from the page.

const PREFIXES = [
  '40.72.70.0/23', '40.72.155.199/32', '40.72.155.216/32', '40.125.136.69/32', '40.125.138.23/32', '42.159.72.35/32', '42.159.72.47/32',
  '42.159.180.55/32', '42.159.180.56/32', '52.130.2.32/27', '52.130.3.64/27', '52.130.17.192/27', '52.130.18.32/27', '2406:e500:5500::/48',
];

class ChinaWebhookRulesStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Admits Microsoft Graph change notifications (China) to an existing security group' });
    const groupId = new CfnParameter(this, 'WebhookSecurityGroup', { type: 'AWS::EC2::SecurityGroup::Id' });
    const existing = SecurityGroup.fromSecurityGroupId(this, 'Webhook', groupId.valueAsString);
    for (const prefix of PREFIXES) existing.addIngressRule(prefix.includes(':') ? Peer.ipv6(prefix) : Peer.ipv4(prefix), Port.tcp(443), 'graph-change-notifications');
  }
}

const app = new App();
new ChinaWebhookRulesStack(app, 'ChinaWebhookRules');
app.synth();
