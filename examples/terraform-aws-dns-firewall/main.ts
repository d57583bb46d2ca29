import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { HybridConfigurationWizardOutbound } from 'cdk-m365-endpoints';
import { DnsFirewallRules } from 'cdk-m365-endpoints/terraform-aws';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';

/** A VPC for the Hybrid Configuration Wizard, in which only the names that it needs are found. */
class HybridWizardNamesStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // Without a backend of its own, cdktf would write the absolute path of this folder into its output.
    new LocalBackend(this, { path: 'hybrid-wizard-names.tfstate' });
    new AwsProvider(this, 'Aws', { region: 'eu-west-1' });
    const vpcId = new TerraformVariable(this, 'vpc_id', { type: 'string', description: 'VPC of the server that runs the wizard' });

    // What else the server looks up, such as the names of AWS services, goes into a rule group with a lower priority.
    const rules = new DnsFirewallRules(this, 'ToMicrosoft', { ruleGroupName: 'hybrid-wizard', blockOthers: true });
    new HybridConfigurationWizardOutbound(this, 'Wizard', { enforcedBy: [rules] });
    rules.associateWith(vpcId.stringValue, { priority: 200 });

    new TerraformOutput(this, 'ruleGroupId', { value: rules.ruleGroup.id });
  }
}

const app = new App();
new HybridWizardNamesStack(app, 'hybrid-wizard-names');
app.synth();
