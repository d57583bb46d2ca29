const { AddressFamily, GraphChangeNotificationIngress, Protocol } = require('cdk-m365-endpoints');
const { admittedByRules } = require('cdk-m365-endpoints/verify');
const { RootConstruct } = require('constructs');

const enforced = [];
const list = {
  capabilities: { platform: 'a list', addressFamilies: Object.values(AddressFamily), protocols: Object.values(Protocol), hostPatterns: [] },
  enforce: (scope, { rules }) => enforced.push(...rules),
};
new GraphChangeNotificationIngress(new RootConstruct('Consumer'), 'Graph', { enforcedBy: [list] });
process.stdout.write(JSON.stringify(admittedByRules(enforced).admitted.describe()));
