/** What the pages of network security groups, security admin rules and Azure Firewall promise. */
import { AddressFamily } from '../../lib';
import { FIREWALL_POLICY_LIMITS } from '../../lib/azurerm/limits/firewall-policy-limits';
import { NETWORK_SECURITY_GROUP_LIMITS } from '../../lib/azurerm/limits/network-security-group-limits';
import { claimSlots } from '../../lib/rules/placement/placement';
import { newGraph, newRules, newStack, synth, writtenRules } from '../azurerm/support';
import { budgetIsBounded, dnsIsLeftOpen, outcomeOf } from '../support/common-promises';
import { promisesOf, testsOf } from '../support/promises';

const nsg = (name: string) => testsOf(`azurerm/network-security-group/${name}.test.ts`);
const names = nsg('names');
const groupKey = nsg('group-key');
const outboundDeny = nsg('outbound-deny');
const staying = nsg('priorities-that-stay');
const rules = nsg('network-security-group-rules');
const localSide = testsOf('azurerm/address-rules/local-side.test.ts');
const identity = testsOf('azurerm/identity.test.ts');
const admin = testsOf('azurerm/admin-rules/admin-rules.test.ts');
const readAdmin = testsOf('verify/azure/read-admin-rules.test.ts');
const firewall = testsOf('azurerm/firewall-policy/firewall-policy-rules.test.ts');
const firewallStability = testsOf('azurerm/firewall-policy/firewall-stability.test.ts');
const readFirewall = testsOf('verify/azure/read-firewall-policies.test.ts');
const budget = testsOf('azurerm/budget.test.ts');

/** How many of a hundred additions move a rule that is deployed, on the way to so many scenarios with a rule for each family. */
function percentOfMoves(scenarios: number, slots: number, sets: number): number {
  const claims = (set: number, count: number) => Array.from({ length: count }, (_, index) => `${set} ${index}`)
    .flatMap((pair) => [{ key: `${pair} 1`, pair, isSecond: false }, { key: `${pair} 2`, pair, isSecond: true }]);
  let moves = 0;
  for (let set = 0; set < sets; set++) {
    let before = claimSlots([], 1000, 999 + slots, new Map());
    for (let count = 1; count <= scenarios; count++) {
      const after = claimSlots(claims(set, count), 1000, 999 + slots, new Map());
      moves += [...before].some(([key, { slot }]) => after.get(key)!.slot !== slot) ? 1 : 0;
      before = after;
    }
  }
  return (100 * moves) / (scenarios * sets);
}

promisesOf('docs/enforcement-points/network-security-group-rules.md', (page) => {
  const { promise, proven, facts } = page;

  promise('| rules of a group | 1000 | | source prefixes of a group, and destination prefixes | 4000 each |', () => {
    const priority = { first: 100, last: 4096 };
    expect(NETWORK_SECURITY_GROUP_LIMITS).toMatchObject({ rulesPerGroup: 1000, prefixesPerGroup: 4000, priority, nameLength: 80 });
  });
  proven('[Azure networking limits](https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#networking-limits) A rule holds one address family, because Azure does not allow both in one rule. Its prefixes are minimal, because Azure rejects overlaps.',
    rules('are of one family in a rule'), rules('never overlap or repeat in a rule, whoever adds them'));
  proven('Its name is `<scenario>-<flow>-<in|out>-<protocol>-<family>`, such as `Graph-graph-change-notifications.notifications-in-tcp-ipv4`. The name says what the rule is for, and never contains its ports or prefixes, so a change of either updates that rule in place.',
    names('a name says scenario, flow, direction, protocol and family'), staying('moves no rule, renames none, and is an update of the same resources'));
  promise('such as `Graph-graph-change-notifications.notifications-in-tcp-ipv4`', () => {
    const stack = newStack();
    newGraph(stack, 'Graph', newRules(stack), { ports: [8443], addressFamilies: [AddressFamily.IPV4] });
    expect(writtenRules(synth(stack)).map(({ name, destination_port_range: ports }) => [name, ports])).toEqual([['Graph-graph-change-notifications.notifications-in-tcp-ipv4', '8443']]);
  });
  proven('A name that has to be shortened or cleaned ends with a hash before the last part.', testsOf('rules/placement/naming.test.ts')('a long name is cut to %i characters before its hash'));
  proven('Rules of different flows are not merged.', staying('rules of one scenario and different flows are not merged, and keep their names when one of them goes'));
  proven('Its group is one resource, which Azure changes in one step, so rules can move freely.', staying('is not told for a group of our own, which Azure changes in one step'));
  promise('| 100 | 6 % | 16 % | | 1000 | 0.6 % | 1.5 % |', () => {
    const measured = [percentOfMoves(9, 100, 60), percentOfMoves(20, 100, 30), percentOfMoves(9, 1000, 300), percentOfMoves(20, 1000, 50)];
    const ratios = measured.map((percent, index) => percent / [6, 16, 0.6, 1.5][index]);
    expect(ratios.filter((ratio) => ratio < 0.6 || ratio > 1.6)).toEqual([]);
  });
  proven('You get a warning (`cdk-m365-endpoints:crowdedPriorities`) if one more flow would move a rule in more than 5 % of cases, and an error if the range is more than two thirds full.',
    staying('a crowded range is told with the figure, and may be acknowledged'), nsg('priorities')('by one scenario too many, and says what would do'));
  proven('If two rules want the same priority, a warning (`cdk-m365-endpoints:contestedPriority`) names both and the pin that keeps the deployed rule where it is:',
    staying('is told with the other rule, and pins that keep what is deployed'));
  proven('It is an error if two enforcement points on one group have overlapping ranges, or if one of your own rules is inside the range.',
    groupKey('with the same priorities of different groups'), groupKey('fails validation when it takes one of our priorities: %s'), groupKey('fails when two enforcement points may take the same priorities of a group'));
  proven('You get a warning (`cdk-m365-endpoints:denyBeforeRules`) if one of your own rules denies before the range.', staying('a rule of the app that denies before ours is told'));
  proven('they are left out with the warning `cdk-m365-endpoints:noAddressOfFamily`', localSide('gives a warning, here %s'), localSide('gives none when the app leaves the family out itself'));
  proven('each rule takes those of its family.', localSide('stand in each rule as far as they are of its family, with %s'));
  proven('Outbound scenarios warn (`cdk-m365-endpoints:outboundAllowIsNoOp`), unless you deny the rest:',
    nsg('outbound')('it warns that Azure admits all outbound traffic anyway'), outboundDeny('outbound scenarios do not warn then'));
  proven('Both deny every protocol and port of both families, from everything behind the group, whatever `source` says:',
    outboundDeny('one last rule denies %s, of every protocol, port and family, whatever the source is'));
  proven('The priority is 4096 unless you give another; it must come after the range of every enforcement point of the group. The rule stays even if you remove the last scenario, so that removing it does not open anything.',
    outboundDeny('fails when another enforcement point of the group may admit behind it, whoever comes first'), outboundDeny('the rule stands without any scenario, so that losing the last one opens nothing'));
  proven('`readTerraform` says whether the rest is denied: `otherOutboundDenied` of the group.', testsOf('verify/azure/evaluate-nsg.test.ts')('is denied by a rule for the Internet or for everything, and the Allow before it stays'));
  budgetIsBounded(page, '`maxPrefixes` limits the prefixes in one direction, both families together, and `maxExtraAddresses` the unpublished addresses that they may admit (none by default).');
  proven('They work as [in security groups](security-groups.md#a-budget), with the same warning', budget('a budget of prefixes is met, and exactly what is meant and what is said to be extra is admitted'));
  proven('Rules use the provider of their group if that is a resource or data source of the same stack, or the `provider` that you set:',
    outboundDeny('is that of the group otherwise'), outboundDeny('is the one that is given, with %s'));
  proven('Two groups with the same name count as one group only if they have the same provider, or the same literal `subscriptionId`. If two stacks name the same group with overlapping priorities, that is an error if their subscriptions are the same, and a warning if they are not known (`cdk-m365-endpoints:groupInTwoStacks`).',
    identity('in two subscriptions are two groups'), identity('by two providers of one subscription are one group, in whatever stacks'),
    identity('named from two stacks are told, unless their priorities differ or a subscription does'));
  proven('A group with inline `security_rule` is refused at synthesis; do not add rules from elsewhere to the group of `withOwnGroup`.',
    groupKey('inline, the group has %s'), groupKey('when the app adds a separate rule to a group of ours'), groupKey('when our separate rules join a group of ours'));
  dnsIsLeftOpen(page);
  facts(
    'An apply fails if a rule needs a priority that another rule still has, and Terraform changes rules in no particular order.',
    '**If nothing else writes to the group, use `withOwnGroup`.**',
    '**Otherwise set aside a range of at least a thousand priorities** that nothing else in the group uses.',
    "Azure's default rule 65001, AllowInternetOutBound, allows outbound traffic anyway, so an allow rule does not restrict anything.",
    'Denies | Does not affect | |---|---|---|', 'nothing: databases, private endpoints and domain controllers need your own rules',
  );
});

promisesOf('docs/enforcement-points/admin-rules.md', (page) => {
  const { proven, facts } = page;

  proven('adds the same rules to a collection that exists already', admin('an own collection brings its configuration'));
  proven('| rules of a level, all collections together | 100 (`rulesPerLevel`) | | prefixes of those rules together | 1000 (`prefixesPerLevel`) |',
    admin('fails for more prefixes than a level holds'), admin('fails for more rules than it may have'));
  proven('| priorities | 1–4096, unique in a collection across both directions |', admin('every rule has a priority of its own, across directions'));
  proven('network security groups are evaluated next. The organisation permits the traffic, and the team can still refuse it', admin('network security groups decide, unless AlwaysAllow is chosen'));
  proven('No network security group can refuse it', readAdmin('only what is always allowed is delivered whatever network security groups say'));
  proven('On its own, an Allow rule therefore does not restrict anything, and scenarios warn (`cdk-m365-endpoints:adminAllowIsNoOp`).', admin('network security groups decide, unless AlwaysAllow is chosen'));
  proven('`denyOtherInbound` refuses other inbound traffic to `destination`, and `denyOtherOutbound` other outbound traffic from `source`, of every protocol and port.',
    admin('the rest is denied where that is asked for, after every rule that admits'));
  proven('the second takes the priority before', admin('each denying rule has a priority of its own, as a collection asks for'));
  proven('`deploymentTrigger` is text that changes whenever these rules do: without it, new published prefixes are never enforced.',
    admin('the trigger of a deployment changes with the rules, and with nothing else'));
  proven('It also refers to the rules, so the deployment waits for them.', ['examples.test.ts', 'deploys what it synthesises, after the rules']);
  proven('`delivered` is the traffic that no network security group can refuse, and `otherInboundDenied` and `otherOutboundDenied` say whether the rest is refused.',
    readAdmin('only what is always allowed is delivered whatever network security groups say'), readAdmin('is denied by a rule for the Internet or for everything'));
  proven('`destination`, `destinationIpv6`, `source`, `sourceIpv6` and `provider` mean the same.', localSide('the destination is %s'));
  dnsIsLeftOpen(page);
  facts(
    'Synthesis counts only the rules of this enforcement point.',
    '`NetworkManagerDeployment` does that once, and again only when its `triggers` change.',
    'a deny rule | the traffic is refused. No network security group can admit it',
  );
});

promisesOf('docs/enforcement-points/firewall-policy-rules.md', (page) => {
  const { promise, proven, facts } = page;

  proven('A scenario has at most one collection of network rules and one of application rules in it. All rules allow;',
    firewall('a row with addresses and host names has both'), ['examples.test.ts', 'has one rule collection group, whose rules allow and start at the spokes']);
  promise('| pairs of source and destination, over all network rules of a firewall | 20,000; an IP group counts as one |', () => {
    const priority = { first: 100, last: 65_000 };
    expect(FIREWALL_POLICY_LIMITS).toMatchObject({ sourceDestinations: 20_000, ruleCollectionGroupBytes: 2 ** 21, networkRuleHosts: 1000, priority });
  });
  proven('the firewall slows down above 1000, so there is a warning', firewall('warns above 1000 host names in network rules, once'));
  proven('| addresses | any TCP or UDP port | network rule with `destination_addresses`, or an IP group |', firewall('addresses are network rules, on every port'));
  proven('| host names | TCP 80 | application rule, `Http:80` | | host names | TCP 443 | application rule, `Https:443` |',
    firewall('host names on TCP 80 and 443 are application rules for HTTP and HTTPS'));
  proven('| host names | other TCP ports in `httpPorts` or `httpsPorts` | application rule with that protocol and port |',
    firewall('host names on other ports that speak HTTPS are application rules too, once the app says so'));
  proven('network rule with `destination_fqdns`, with `dnsProxy: true` only', firewall('with the DNS proxy, exact host names on other ports are network rules'));
  proven('none: the addresses of the same row are admitted instead (`hostsByAddress`), or the rule is refused', firewall('names that no rule matches are left to the addresses of the same row, with a warning'));
  proven('refused, or a network rule with `ipv6NetworkRules: true`, an Azure preview', firewall('IPv6 has network rules where the app takes the preview'), firewall('fails on %s'));
  promise('refused: DNAT rules name the server behind them, which no published row knows', () => {
    expect(outcomeOf('FirewallPolicyRules', 'CustomScenario, inbound, addresses')).toBe('refused: inbound needs DNAT');
  });
  proven('A row that publishes addresses and names is admitted by both', firewall('a row with addresses and host names has both'));
  proven('`*.example` | one or more labels in front, never `example` | anything in front of `.example` | the same | | `*cdn.example` | every name that ends in `cdn.example` | anything or nothing in front of `cdn.example` | the same | | `a.*.example` | one label in place of the wildcard | nothing, Azure refuses it | refused',
    readFirewall('a star at the very left stands for anything, dots included'), firewall('what has no form is refused, by row, reason and way out'));
  proven('They match names only by the addresses that the firewall resolves, so they also admit other names on those addresses; the warning `hostsByResolution` says so.', firewall('with the DNS proxy, exact host names on other ports are network rules'));
  proven('If the policy is a construct of the app, synthesis fails if the proxy is off.', firewall('fails when the DNS proxy is relied on, and the policy has %s'));
  proven('Network rules are evaluated before application rules, **whatever their priorities**. If one of your own network rules denies all addresses, at any priority, no host name is admitted any more.',
    readFirewall('network rules before application rules, whatever their priorities'), readFirewall('a Deny of addresses before names is found, and the names are read as admitted'));
  proven('without either, the rules apply to everyone behind the firewall.', firewall('are everyone behind the firewall, unless some are named'));
  proven('If you give only IPv4 sources, IPv6 rules are refused rather than opened to everyone.', firewall('of IPv6 rules are of IPv6'), firewall('fails on %s'));
  proven('The priority of a collection comes from its name, out of the whole range unless `priorities` narrows it, and you can pin it. Within the group priorities make no difference, and Azure changes the group in one step.',
    firewall('has collections that allow, at priorities of their own within the range'), firewall('pins and prefixes are for rule collections too'));
  proven('If a published prefix is withdrawn, it disappears from each list that held it, and nothing else changes. With `ipGroups`, only the IP groups change, and the rule collection group stays as it is.',
    firewallStability('without %s only the lists that hold it lose it, and nothing else changes'), firewallStability('with IP groups, the loss of an address leaves the rule collection group alone'));
  proven('No edition, lock or description records that, and `verify` lists it under `unresolved`.', firewall('are unresolved to a reader of the output'));
  proven("firewalls and samples that use `Office365` need `prefix: 'Office365'`.", firewall('need no scenario, and take another prefix'));
  dnsIsLeftOpen(page);
  facts('It covers required endpoints only: their names over HTTP and HTTPS, or their IPv4 addresses.');
  facts('We count only the rules of one enforcement point', 'do not want to deploy for every new edition');
});
