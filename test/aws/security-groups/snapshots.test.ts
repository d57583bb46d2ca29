import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ExchangeHybridAuthenticationInbound, ExchangeHybridInbound, GraphChangeNotificationIngress, IEnforcementPoint, MailboxMigrationInbound,
  OutlookMobileAutoDetectInbound,
} from '../../../lib';
import { PrefixLists } from '../../../lib/aws';
import { CATALOG, scene } from '../support';

/** Every scenario, with everything that its options add. */
const SCENARIOS: Record<string, (scope: Stack, props: { enforcedBy: IEnforcementPoint[]; catalog: typeof CATALOG }) => unknown> = {
  ExchangeHybridAuthenticationInbound: (scope, props) => new ExchangeHybridAuthenticationInbound(scope, 'Scenario', props),
  ExchangeHybridInbound: (scope, props) => new ExchangeHybridInbound(scope, 'Scenario', { ...props, mailFlow: true, wholeExchangeTable: true }),
  GraphChangeNotificationIngress: (scope, props) => new GraphChangeNotificationIngress(scope, 'Scenario', props),
  MailboxMigrationInbound: (scope, props) => new MailboxMigrationInbound(scope, 'Scenario', props),
  OutlookMobileAutoDetectInbound: (scope, props) => new OutlookMobileAutoDetectInbound(scope, 'Scenario', { ...props, exchangeOnlineRanges: true }),
};

test.each(Object.keys(SCENARIOS))('%s in security groups', (name) => {
  const { stack, groups } = scene();
  SCENARIOS[name](stack, { enforcedBy: [groups], catalog: CATALOG });
  // The VPC is imported, so every resource is ours.
  const { Metadata, Resources } = Template.fromStack(stack).toJSON();
  expect({ Metadata, Resources }).toMatchSnapshot();
});

test.each(Object.keys(SCENARIOS))('%s in prefix lists', (name) => {
  const stack = new Stack();
  const lists = new PrefixLists(stack, 'Lists');
  lists.addRulesTo([SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')]);
  SCENARIOS[name](stack, { enforcedBy: [lists], catalog: CATALOG });
  const { Metadata, Resources } = Template.fromStack(stack).toJSON();
  expect({ Metadata, Resources }).toMatchSnapshot();
});
