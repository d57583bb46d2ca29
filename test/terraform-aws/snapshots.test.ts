import { Construct } from 'constructs';
import {
  ExchangeHybridAuthenticationInbound, ExchangeHybridInbound, GraphChangeNotificationIngress, IEnforcementPoint, MailboxMigrationInbound,
  OutlookMobileAutoDetectInbound,
} from '../../lib';
import { PrefixLists, SecurityGroups } from '../../lib/terraform-aws';
import { fixtureCatalog } from '../support/fixture-catalog';
import { newStack, synth } from './support';

type Make = (scope: Construct, props: { enforcedBy: IEnforcementPoint[]; catalog: ReturnType<typeof fixtureCatalog> }) => unknown;

/** Every scenario, with everything that its options add. */
const SCENARIOS: Record<string, Make> = {
  ExchangeHybridAuthenticationInbound: (scope, props) => new ExchangeHybridAuthenticationInbound(scope, 'Scenario', props),
  ExchangeHybridInbound: (scope, props) => new ExchangeHybridInbound(scope, 'Scenario', { ...props, mailFlow: true, wholeExchangeTable: true }),
  GraphChangeNotificationIngress: (scope, props) => new GraphChangeNotificationIngress(scope, 'Scenario', props),
  MailboxMigrationInbound: (scope, props) => new MailboxMigrationInbound(scope, 'Scenario', props),
  OutlookMobileAutoDetectInbound: (scope, props) => new OutlookMobileAutoDetectInbound(scope, 'Scenario', { ...props, exchangeOnlineRanges: true }),
};

describe.each<[string, (stack: Construct) => IEnforcementPoint]>([
  ['security groups', (stack) => new SecurityGroups(stack, 'Groups', { vpcId: 'vpc-1' })],
  ['prefix lists', (stack) => {
    const lists = new PrefixLists(stack, 'Lists');
    lists.addRulesTo(['sg-1']);
    return lists;
  }],
])('in %s', (_, make) => {
  test.each(Object.keys(SCENARIOS))('%s', (name) => {
    const stack = newStack();
    SCENARIOS[name](stack, { enforcedBy: [make(stack)], catalog: fixtureCatalog() });
    expect(synth(stack).resource).toMatchSnapshot();
  });
});
