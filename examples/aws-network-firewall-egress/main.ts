import { App, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { IpAddresses, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { CfnFirewall, CfnFirewallPolicy } from 'aws-cdk-lib/aws-networkfirewall';
import { Microsoft365Outbound, ServiceArea } from 'cdk-m365-endpoints';
import { NetworkFirewallRules } from 'cdk-m365-endpoints/aws';
import { Construct } from 'constructs';

/** The addresses of everything that goes out through the firewall. */
const INTERNAL = '10.0.0.0/8';

/** A firewall that lets the company reach Exchange Online and what it needs, and nothing else. */
class EgressStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Egress to Microsoft 365 through AWS Network Firewall' });

    const vpc = new Vpc(this, 'Inspection', {
      ipAddresses: IpAddresses.cidr('10.255.0.0/24'),
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'firewall', subnetType: SubnetType.PRIVATE_ISOLATED }],
    });

    // The firewall stands in a VPC of its own, so it must be told whose traffic it sees.
    const rules = new NetworkFirewallRules(this, 'ToMicrosoft', { homeNet: [INTERNAL] });
    new Microsoft365Outbound(this, 'Exchange', { enforcedBy: [rules], serviceAreas: [ServiceArea.EXCHANGE], quic: false });

    const policy = new CfnFirewallPolicy(this, 'Policy', {
      firewallPolicyName: 'egress',
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        statefulEngineOptions: { ruleOrder: 'STRICT_ORDER' },
        statefulDefaultActions: ['aws:drop_established', 'aws:alert_established'],
        statefulRuleGroupReferences: [rules.reference(100)],
      },
    });
    const firewall = new CfnFirewall(this, 'Firewall', {
      firewallName: 'egress',
      firewallPolicyArn: policy.attrFirewallPolicyArn,
      vpcId: vpc.vpcId,
      subnetMappings: vpc.isolatedSubnets.map(({ subnetId }) => ({ subnetId })),
    });

    new CfnOutput(this, 'Endpoints', { value: Fn.join(',', firewall.attrEndpointIds) });
  }
}

const app = new App();
new EgressStack(app, 'Egress');
app.synth();
