import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Catalog, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { WafIpSets, WafScope } from 'cdk-m365-endpoints/aws';
import { Construct } from 'constructs';

/** A web ACL for a load balancer that serves everyone, where one path is for Microsoft Graph alone. */
class WafWebhookStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Keeps everyone but Microsoft Graph from the webhook of an application' });

    const loadBalancerArn = new CfnParameter(this, 'LoadBalancerArn', { description: 'Application Load Balancer of the application' });

    // Requests for /api/notifications, however they spell it, are blocked unless Graph sends them.
    const fromGraph = new WafIpSets(this, 'FromGraph', { scope: WafScope.REGIONAL, path: '/api/notifications' });
    // Only what Microsoft still publishes: addresses that it withdrew can be rented by anyone in Azure.
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [fromGraph], catalog: Catalog.bundled().edition('2025-h2') });

    const webAcl = new CfnWebACL(this, 'WebAcl', {
      scope: WafScope.REGIONAL.name,
      defaultAction: { allow: {} },
      rules: [fromGraph.webAclRule(0)],
      visibilityConfig: { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: 'webhook' },
    });
    new CfnWebACLAssociation(this, 'Association', { webAclArn: webAcl.attrArn, resourceArn: loadBalancerArn.valueAsString });

    new CfnOutput(this, 'WebAclArn', { value: webAcl.attrArn });
  }
}

const app = new App();
new WafWebhookStack(app, 'WafWebhook');
app.synth();
