import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { IpProtocol, Peer, Port, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

// The example of the same name without the package: the addresses are pasted from the page.

const PREFIXES = [
  '13.78.204.0/32', '13.87.81.35/32', '13.87.81.123/32', '13.87.81.133/32', '13.87.81.141/32', '20.9.35.166/32', '20.9.36.45/32',
  '20.9.36.128/32', '20.9.37.73/32', '20.9.37.76/32', '20.20.32.0/19', '20.25.189.138/32', '20.44.210.83/32', '20.44.210.146/32',
  '20.48.11.201/32', '20.48.12.75/32', '20.48.14.35/32', '20.48.15.147/32', '20.69.245.215/32', '20.89.108.161/32', '20.89.240.165/32',
  '20.90.99.1/32', '20.91.208.88/32', '20.91.209.147/32', '20.91.212.136/32', '20.91.212.211/32', '20.91.213.57/32', '20.96.21.67/32',
  '20.96.21.98/32', '20.96.21.115/32', '20.98.68.57/32', '20.98.68.182/32', '20.98.68.200/32', '20.98.68.203/32', '20.98.68.218/32',
  '20.111.9.46/32', '20.111.9.77/32', '20.127.53.125/32', '20.171.81.121/32', '20.171.82.192/32', '20.171.83.146/32', '20.171.83.157/32',
  '20.190.128.0/18', '20.199.102.73/32', '20.199.102.157/32', '20.212.153.162/32', '20.216.150.67/32', '20.223.139.245/32',
  '20.231.128.0/19', '20.253.156.113/32', '40.76.162.42/32', '40.76.162.99/32', '40.80.232.118/32', '40.80.232.177/32', '40.80.233.14/32',
  '40.80.239.196/32', '40.126.0.0/18', '51.104.159.181/32', '51.104.159.213/32', '51.124.73.177/32', '51.124.75.43/32', '51.138.90.7/32',
  '51.138.90.52/32', '52.142.114.29/32', '52.142.115.31/32', '52.147.213.181/32', '52.147.213.251/32', '52.148.24.136/32',
  '52.148.27.39/32', '52.148.114.238/32', '52.148.115.48/32', '52.159.17.84/32', '52.159.23.209/32', '52.159.102.72/32', '52.159.107.4/32',
  '52.159.107.50/32', '52.159.109.205/32', '52.159.124.33/32', '52.231.196.24/32', '70.37.90.219/32', '70.37.92.195/32', '70.37.93.191/32',
  '70.37.95.11/32', '70.37.95.92/32', '104.40.209.182/32', '104.46.117.15/32', '104.215.6.169/32', '104.215.12.254/32', '104.215.13.23/32',
  '104.215.18.55/32', '137.135.11.116/32', '137.135.11.161/32', '137.135.11.222/32', '137.135.11.250/32', '2603:1006:2000::/48',
  '2603:1007:200::/48', '2603:1016:1400::/48', '2603:1017::/48', '2603:1026:3000::/48', '2603:1027:1::/48', '2603:1036:3000::/48',
  '2603:1037:1::/48', '2603:1046:2000::/48', '2603:1047:1::/48', '2603:1056:2000::/48', '2603:1057:2::/48',
];

/** EC2 takes 60 rules a group, of each family. */
const RULES_PER_GROUP = 60;

const WEBHOOK_HANDLER = 'exports.handler = async () => ({ statusCode: 202 });';

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

    for (let first = 0; first < PREFIXES.length; first += RULES_PER_GROUP) {
      const group = new SecurityGroup(this, `FromMicrosoft${first}`, { vpc, description: 'Microsoft Graph change notifications', allowAllOutbound: false });
      for (const prefix of PREFIXES.slice(first, first + RULES_PER_GROUP)) {
        group.addIngressRule(prefix.includes(':') ? Peer.ipv6(prefix) : Peer.ipv4(prefix), Port.tcp(443), 'graph-change-notifications');
      }
      loadBalancer.addSecurityGroup(group);
    }

    new CfnOutput(this, 'WebhookHost', { value: loadBalancer.loadBalancerDnsName });
  }
}

const app = new App();
new GraphWebhookStack(app, 'GraphWebhook');
app.synth();
