import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { WafIpSets, WafScope } from 'cdk-m365-endpoints/terraform-aws';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

/** A web ACL for a load balancer that serves everyone, where one path is for Microsoft Graph alone. */
class WafWebhookStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'waf-graph-webhook.tfstate' });
    new AwsProvider(this, 'Aws', { region: 'eu-central-1' });

    // Requests for /api/notifications, however they spell it, are blocked unless Graph sends them.
    const fromGraph = new WafIpSets(this, 'FromGraph', { scope: WafScope.REGIONAL, path: '/api/notifications' });
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [fromGraph] });

    const webAcl = new Wafv2WebAcl(this, 'WebAcl', {
      name: 'graph-webhook',
      scope: WafScope.REGIONAL.name,
      defaultAction: { allow: {} },
      rule: [fromGraph.webAclRule(0)],
      visibilityConfig: { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: 'webhook' },
    });

    new TerraformOutput(this, 'webAclArn', { value: webAcl.arn });
  }
}

const app = new App();
new WafWebhookStack(app, 'waf-graph-webhook');
app.synth();
