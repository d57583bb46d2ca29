import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IpProtocol, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Catalog, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { SecurityGroups } from 'cdk-m365-endpoints/aws';
import { Construct } from 'constructs';
import { WEBHOOK_HANDLER } from './webhook-handler';

/** A webhook for Microsoft Graph change notifications, reachable from Microsoft Graph alone. */
class GraphWebhookStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Webhook for Microsoft Graph change notifications' });

    const certificateArn = new CfnParameter(this, 'CertificateArn', { description: 'ACM certificate of the webhook host name' });
    const clientState = new CfnParameter(this, 'ClientState', { noEcho: true, description: 'Secret given to Graph with each subscription' });

    const vpc = new Vpc(this, 'Vpc', {
      ipProtocol: IpProtocol.DUAL_STACK,
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'public', subnetType: SubnetType.PUBLIC }],
    });
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', {
      vpc,
      internetFacing: true,
      ipAddressType: IpAddressType.DUAL_STACK,
    });
    const handler = new Function(this, 'Handler', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(WEBHOOK_HANDLER),
      environment: { CLIENT_STATE: clientState.valueAsString },
    });
    loadBalancer.addListener('Https', {
      port: 443,
      certificates: [Certificate.fromCertificateArn(this, 'Certificate', certificateArn.valueAsString)],
      open: false, // a listener admits the whole Internet unless it is told not to
    }).addTargets('Handler', { targets: [new LambdaTarget(handler)] });

    // 94 IPv4 prefixes and 60 rules a group: two groups, whose rules stay where they are when the list changes.
    const groups = new SecurityGroups(this, 'FromMicrosoft', { vpc });
    groups.attachTo(loadBalancer);
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [groups], catalog: Catalog.bundled().edition('2025-01') });

    new CfnOutput(this, 'WebhookHost', { value: loadBalancer.loadBalancerDnsName });
  }
}

const app = new App();
new GraphWebhookStack(app, 'GraphWebhook');
app.synth();
