import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { EntraConnectOutbound } from 'cdk-m365-endpoints';
import { DnsFirewallRules } from 'cdk-m365-endpoints/terraform-aws';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/** A VPC for Entra Connect, in which only the names that it needs are found. */
class EntraConnectNamesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'entra-connect-names.tfstate' });
    new AwsProvider(this, 'Aws', { region: 'eu-west-1' });
    const vpcId = new TerraformVariable(this, 'vpc_id', { type: 'string', description: 'VPC of the Entra Connect server' });

    // What else the server looks up, such as the names of AWS services, goes into a rule group with a lower priority.
    const rules = new DnsFirewallRules(this, 'ToMicrosoft', { ruleGroupName: 'entra-connect', blockOthers: true });
    new EntraConnectOutbound(this, 'EntraConnect', { enforcedBy: [rules] });
    rules.associateWith(vpcId.stringValue, { priority: 200 });

    new TerraformOutput(this, 'ruleGroupId', { value: rules.ruleGroup.id });
  }
}

const app = new App();
new EntraConnectNamesStack(app, 'entra-connect-names');
app.synth();
