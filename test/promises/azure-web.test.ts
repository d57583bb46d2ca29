/** What the pages of access restrictions, WAF policies and IP groups on Azure promise. */
import { ACCESS_RESTRICTION_LIMITS } from '../../lib/azurerm/limits/access-restriction-limits';
import { EVENT_HUB_NAMESPACE_LIMITS } from '../../lib/azurerm/limits/event-hub-namespace-limits';
import { IP_GROUP_LIMITS } from '../../lib/azurerm/limits/ip-group-limits';
import { WAF_POLICY_LIMITS } from '../../lib/azurerm/limits/waf-policy-limits';
import { budgetIsBounded, dnsIsLeftOpen, outcomeOf } from '../support/common-promises';
import { promisesOf, testsOf } from '../support/promises';

const apps = testsOf('azurerm/web/app-service-access-restrictions.test.ts');
const inline = testsOf('azurerm/web/inline-restrictions.test.ts');
const waf = testsOf('azurerm/web/waf-policy-rules.test.ts');
const path = testsOf('rules/pool/path-prefix.test.ts');
const groups = testsOf('azurerm/firewall-policy/ip-groups.test.ts');
const stable = testsOf('cross-platform/stability.test.ts')('%s: one of %s goes, and nothing else changes');

/** What becomes of UDP, of another port and of outbound rules. */
const refusedOf = (construct: string) => ['inbound, addresses, UDP ranges', 'inbound, addresses, mail', 'outbound, addresses']
  .map((tried) => outcomeOf(construct, `CustomScenario, ${tried}`));
const REFUSED = ['refused: no UDP', 'refused: other ports', 'refused: only requests that come in'];

promisesOf('docs/enforcement-points/app-service-access-restrictions.md', (page) => {
  const { promise, proven, facts } = page;

  proven('only the admitted sources reach the app.', apps('takes them, and is proven equal'), apps('each range has a rule of its own, and everyone else is denied'));
  promise('rules of an app | 512 | `maxRules`, if the app has others too | | ranges of a rule | 8 | | | ranges of all rules | 4096', () => {
    expect(ACCESS_RESTRICTION_LIMITS).toMatchObject({ rules: 512, rangesPerRule: 8, nameLength: 32, priority: { first: 1, last: 65_000 } });
  });
  proven('[App Service access restrictions](https://learn.microsoft.com/azure/app-service/overview-access-restrictions) In Terraform the rules are part of the app, so spread `siteConfig` into that of the app, before or after you add scenarios, for as many apps and slots as you like.', apps('the app may be made before or after the scenarios, and those come in any order'));
  proven('Synthesis fails when no app has it, or when an app has it with another default action.',
    apps('fails at synthesis when no app has them'), apps('fails at synthesis when an app admits everyone else'));
  proven('If there are at most `maxRules` ranges, each has its own rule, named after the range and with its origin in the description: when a published range changes, no other rule does. If there are more, a rule holds up to eight ranges, and the content of a range decides which rule it is in.',
    apps('each range has a rule of its own, and everyone else is denied'), apps('a new edition without %s takes that rule away and touches no other'),
    apps('rules hold up to eight, and admit exactly what is meant'), apps('a range that goes changes the one rule that holds it'));
  proven('Before you add the first scenario, everyone is denied.', apps('before any scenario everyone is denied'));
  proven('Azure admits everyone until there is a rule, and then denies the rest. So before the first scenario, a Logic App gets a rule for an address that nobody has.',
    apps('denies the rest as soon as a rule exists, and is open before'), apps('admits nobody before a scenario does'));
  budgetIsBounded(page, '`maxPrefixes` limits the ranges of all rules, both families together, and `maxExtraAddresses` the unpublished addresses that they may admit (none by default).');
  promise('Other ports are refused, and so are UDP and outbound rules;', () => expect(refusedOf('AppServiceAccessRestrictions')).toEqual(REFUSED));
  proven('with `onUnsupported: OnUnsupported.WARN` they are left out', apps('fails on mail flow, and leaves it out when told to'));
  proven('*The advanced tools site* (`scm`).', apps('an open site of advanced tools, and requests by HTTP'));
  facts('Access restrictions do not apply to traffic through them.');
});

promisesOf('docs/enforcement-points/container-app-restrictions.md', ({ promise, proven }) => {
  proven('only the admitted sources reach it.', inline('is given a rule for each range, and is proven equal'));
  proven('Each range has its own rule, named after the range and with its origin in the description: when a published range changes, no other rule does.',
    inline('is given a rule for each range, and is proven equal'), stable);
  proven('Without rules an app admits everyone, so before the first scenario there is a rule for an address that nobody has.', inline('before a scenario admits nobody, for which it needs a rule'));
  proven("Synthesis fails if no app has the rules, or if the ingress takes TCP (`transport: 'tcp'`) on a separate port.", inline('that is in no app, or takes TCP, fails at synthesis'));
  proven('The ingress has IPv4 addresses only, so a scenario with IPv6 is refused unless it has `addressFamilies: [AddressFamily.IPV4]`.', inline('refuses what it cannot express, by name'));
  proven('it answers on 80 too, and a warning says so', inline('that takes requests by HTTP is told, unless acknowledged'));
  promise('Scenarios for other ports are refused, and so are UDP and outbound rules.', () => expect(refusedOf('ContainerAppRestrictions')).toEqual(REFUSED));
});

promisesOf('docs/enforcement-points/event-hub-namespace-rules.md', ({ promise, proven, facts }) => {
  proven('Network rules of an Event Hubs namespace: only the admitted sources reach it.', inline('is given a rule for each range, denies the rest, and is proven equal'));
  promise('| IP rules of a namespace, of one range each | 128 | `maxRules`, `maxExtraAddresses` | | virtual network rules | 128 |', () => {
    expect(EVENT_HUB_NAMESPACE_LIMITS).toEqual({ ipRules: 128, virtualNetworkRules: 128 });
  });
  proven('[IP firewall rules](https://learn.microsoft.com/azure/event-hubs/event-hubs-ip-filtering), [quotas](https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas) In Terraform the rules are one block inside the namespace, so pass `networkRulesets` to the namespace, before or after you add scenarios.', inline('may be made before or after the scenarios'));
  proven('The block denies by default and has one rule for each range, in order of the ranges. When a published range is withdrawn, its rule disappears and no other rule changes.',
    inline('is given a rule for each range, denies the rest, and is proven equal'), stable);
  promise('Both address families are supported; the 106 ranges of Microsoft Graph fit.', () => {
    expect(outcomeOf('EventHubNamespaceRules', 'GraphChangeNotificationIngress')).toBe('exact');
  });
  proven('A namespace without any rule admits everyone, whatever its default action. Before the first scenario the block therefore has a rule for an address that nobody has.',
    inline('a namespace without a rule is open, whatever its default action'), inline('before a scenario admits nobody, for which it needs a rule'));
  proven('Synthesis fails if no namespace has the block, if the namespace has the Basic tier, which does not support network rules, and if its public network access is disabled.', inline('with %s fails at synthesis'));
  proven('Because there is only one block, name them here: `otherRanges` count against the 128 rules.', inline('admits ranges and subnets of the app too'), inline('refuses what does not fit, by name'));
  proven('`verify` reports both as not published: the ranges as extra, the subnets as unresolved.', inline('admits ranges and subnets of the app too'), inline('subnets, and what is not known, are unresolved'));
  proven('It is off by default; turn it on if no notification arrives. `verify` then lists it under `uncovered`.', inline('trusted services are told, and too many rules'));
  promise('Scenarios are for 443; other ports are refused, and so are UDP and outbound rules.', () => expect(refusedOf('EventHubNamespaceRules')).toEqual(REFUSED));
  facts('Network rules do not apply to traffic through them.');
});

promisesOf('docs/enforcement-points/waf-policy-rules.md', (page) => {
  const { promise, proven } = page;

  proven('A custom rule in an Azure Web Application Firewall policy, for Front Door or for Application Gateway, that blocks everyone except the admitted sources, for one path or for all requests.', waf('one rule blocks everyone but the sources from the path'), waf('without a path, from everything'));
  promise('| prefixes of a condition | 600 | 540; 600 with the Core Rule Set 3.2 or newer | `valuesPerCondition` |', () => {
    expect(WAF_POLICY_LIMITS).toMatchObject({ frontDoorValues: 600, applicationGatewayValues: 540, conditions: 10, valueLength: 256 });
  });
  proven('those do not change. Synthesis reports it if the list is replaced later, or if another rule has the same name or priority.', waf('those stay, first and as they are'));
  proven('Synthesis reports it if the list is replaced later, or if another rule has the same name or priority.',
    waf('fails at synthesis when the rules were replaced'), waf('fails at synthesis on a name that is taken'), waf('fails at synthesis on a priority that is taken'));
  proven('The name comes from the construct path, and you choose the priority: neither changes when Microsoft publishes new data.', waf('a new edition without %s changes that value alone'));
  proven('It never allows, because after a custom rule that allows, Azure skips all later rules, including the managed ones.', waf('one rule blocks everyone but the sources from the path'));
  proven('So if one condition cannot hold all prefixes, several conditions of one rule are still exact.', waf('the rule has several conditions, all of which must be met, and stays exact'));
  proven('The content of a prefix decides which list it is in, so a change affects one list.', waf('a prefix that goes takes nothing else with it'));
  proven('With `countOnly` the rule only logs what it would block. A policy in Detection mode blocks nobody, and you get the warning `cdk-m365-endpoints:detectionOnly`. Before the first scenario, everyone is blocked.',
    waf('only logs when asked, and then admits everyone'), waf('warns when the policy blocks nothing'), waf('before any scenario everyone is blocked'));
  budgetIsBounded(page, '`maxPrefixes` limits the prefixes of the rule, both families together, and `maxExtraAddresses` the unpublished addresses that they may admit (none by default).');
  proven('Several conditions are exact as well, so use a budget only if the rule should have a single condition:', waf('the rule has several conditions, all of which must be met, and stays exact'));
  proven('On Front Door the rule compares `SocketAddr`, the address of the connection.', waf('looks like this'));
  proven('As with [`WafIpSets`](waf-ip-sets.md#what-belongs-to-the-path), `path` is the beginning of the path as text, and a request belongs to it if any server could read it that way.', path('%s belongs to it'), path('%s does not belong to it'));
  promise('`ports` says which ports the listeners have (443 by default), and a scenario must be for exactly those. Other ports are refused, and so are UDP and outbound rules;', () => expect(refusedOf('WafPolicyRules')).toEqual(REFUSED));
  proven('with `onUnsupported: OnUnsupported.WARN` they are left out', waf('fails on mail flow, and leaves it out when told to'));
});

promisesOf('docs/enforcement-points/ip-groups.md', (page) => {
  const { promise, proven } = page;

  promise('| entries of a group | 5000: `entriesPerGroup` | | groups that the rules of a firewall name | 200 |', () => {
    expect(IP_GROUP_LIMITS).toMatchObject({ entriesPerGroup: 5000, groupsPerFirewall: 200, fill: 0.8 });
  });
  proven('**A group admits nothing by itself.**', groups('a group admits nothing by itself'));
  proven('within one scenario, the warning `cdk-m365-endpoints:addressesWithoutPorts` tells you if rules have different addresses.', groups('warns when rules of a scenario have other addresses on other ports'));
  proven('IPv6 and host names without addresses are refused.', groups('fails on IPv6'), groups('fails on host names without addresses'));
  proven('share its groups, in the fewest prefixes that hold the addresses', groups('several scenarios share the groups, in the fewest prefixes and whatever their order'));
  proven('as many as are needed to fill each to four fifths', groups('four fifths of a group are used before there is another'));
  proven('adding or removing one changes one group, and moves others only if the number of groups changes.', groups('an entry that goes, here the one at %i, changes one group'));
  proven('`ipGroupIds` is a deploy-time list: it is complete even if you add scenarios after you read it.', groups('the ids may be read before the scenarios are there'));
  proven('`readTerraform` reads such a rule back as inbound traffic', ['examples.test.ts', 'azure-ip-groups lets the IPv4 addresses of the Exchange Online table in, on TCP 443']);
  dnsIsLeftOpen(page);
  proven('It holds only addresses, without ports or a direction', groups('a group admits nothing by itself'));
  proven('moves others only if the number of groups changes', groups('an entry that goes, here the one at %i, changes one group'));
  proven('Which group holds a prefix depends only on the prefixes', groups('several scenarios share the groups, in the fewest prefixes and whatever their order'));
});
