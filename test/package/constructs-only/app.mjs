import { AddressFamily, GraphChangeNotificationIngress, Protocol } from 'cdk-m365-endpoints';
import { admittedByRules } from 'cdk-m365-endpoints/verify';
import { RootConstruct } from 'constructs';

const enforced = [];
const list = {
  capabilities: { platform: 'a list', addressFamilies: Object.values(AddressFamily), protocols: Object.values(Protocol), hostPatterns: [] },
  enforce: (scope, { rules }) => enforced.push(...rules),
};
new GraphChangeNotificationIngress(new RootConstruct('Consumer'), 'Graph', { enforcedBy: [list] });
process.stdout.write(JSON.stringify(admittedByRules(enforced).admitted.describe()));
