import { App, CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ExchangeHybridInbound, GraphChangeNotificationIngress } from 'cdk-m365-endpoints';
import { PrefixLists } from 'cdk-m365-endpoints/aws';
import { Construct } from 'constructs';

/** The network account of an organisation: it keeps the published addresses in lists that every other account can refer to. */
class PrefixListStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Published Microsoft 365 endpoints, as managed prefix lists' });

    const organisation = new CfnParameter(this, 'OrganisationArn', { description: 'ARN of the organisation that may use the lists' });
    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, subnetConfiguration: [{ name: 'isolated', subnetType: SubnetType.PRIVATE_ISOLATED }] });

    // A shared list must keep its id, so its size is fixed: a list that has to grow beyond it gets a second one beside it.
    const lists = new PrefixLists(this, 'Microsoft365', { maxEntries: 60, sharedWith: [organisation.valueAsString] });
    new GraphChangeNotificationIngress(this, 'Graph', { enforcedBy: [lists] });
    new ExchangeHybridInbound(this, 'Hybrid', { enforcedBy: [lists] });

    // EC2 counts a list as its MaxEntries: three lists of 60 for IPv4 and IPv6 need two groups of 60 rules.
    const groups = ['First', 'Second'].map((name) => new SecurityGroup(this, name, { vpc, allowAllOutbound: false, description: `From Microsoft 365, ${name}` }));
    lists.addRulesTo(groups);

    for (const { prefixList, protocol, ports, addressFamily } of lists.prefixLists) {
      new CfnOutput(prefixList, 'Id', { value: prefixList.prefixListId, description: `${protocol} ${ports}, ${addressFamily}` });
    }
  }
}

const app = new App();
new PrefixListStack(app, 'PrefixLists');
app.synth();
