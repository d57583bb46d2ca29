import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { SecurityGroups } from 'cdk-m365-endpoints/terraform-aws';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/** A load balancer for a webhook that Microsoft Graph alone may call, by Terraform. */
class GraphWebhookStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'terraform-aws-graph-webhook.tfstate' });
    new AwsProvider(this, 'Aws', { region: 'eu-central-1' });
    const vpc = new DataAwsVpc(this, 'Vpc', { tags: { Name: 'webhooks' } });
    const subnets = new TerraformVariable(this, 'subnets', { type: 'list(string)', description: 'Public subnets of the load balancer' });

    // 94 IPv4 prefixes and 60 rules a group: two groups, each rule a resource of its own.
    const groups = new SecurityGroups(this, 'FromMicrosoft', { vpcId: vpc.id, namePrefix: 'graph-webhook' });
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [groups] });

    // After the last scenario: only then it is known how many groups there are.
    const loadBalancer = new Lb(this, 'LoadBalancer', {
      name: 'graph-webhook', loadBalancerType: 'application', ipAddressType: 'dualstack', subnets: subnets.listValue, securityGroups: groups.securityGroupIds,
    });
    new TerraformOutput(this, 'webhookHost', { value: loadBalancer.dnsName });
  }
}

const app = new App();
new GraphWebhookStack(app, 'terraform-aws-graph-webhook');
app.synth();
