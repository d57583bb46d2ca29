/** What the pages of security groups, prefix lists and network ACLs promise. */
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { AddressFamily, Catalog, HybridConfigurationWizardOutbound } from '../../lib';
import { PrefixLists, SecurityGroups } from '../../lib/aws';
import { SECURITY_GROUP_LIMITS } from '../../lib/aws-rules/security-groups/security-group-limits';
import { graph, graphPublishes, hosts, scene } from '../aws/support';
import { budgetIsBounded, dnsIsLeftOpen, outcomeOf } from '../support/common-promises';
import { promisesOf, testsOf } from '../support/promises';

const attach = testsOf('aws/security-groups/attach-to.test.ts');
const budget = testsOf('aws/security-groups/budget.test.ts');
const existing = testsOf('aws/security-groups/existing-security-groups.test.ts');
const groups = testsOf('aws/security-groups/security-groups.test.ts');
const quotas = testsOf('aws/security-groups/quotas.test.ts');
const realApps = testsOf('aws/security-groups/real-apps.test.ts');
const separate = testsOf('aws/security-groups/separate-rules.test.ts');
const stability = testsOf('aws/security-groups/stability.test.ts');
const warnings = testsOf('aws/security-groups/warnings.test.ts');
const allBudgets = testsOf('cross-platform/budget.test.ts');
const lists = testsOf('aws/prefix-lists.test.ts');
const layout = testsOf('aws-rules/prefix-lists/prefix-list-layout.test.ts');
const terraformLists = testsOf('terraform-aws/prefix-lists.test.ts');
const terraform = testsOf('terraform-aws/security-groups.test.ts');

const wizard = (stack: Stack, point: SecurityGroups | PrefixLists) => () => new HybridConfigurationWizardOutbound(stack, 'Wizard', { enforcedBy: [point] });
const inStack = <Point>(make: (stack: Stack) => Point) => {
  const stack = new Stack(new App(), 'Stack');
  return { stack, point: make(stack) };
};
const quotaTable = (perGroup: string) => {
  expect(SECURITY_GROUP_LIMITS).toMatchObject({ rulesPerGroup: 60, groupsPerInterface: 5, rulesPerInterface: 1000 });
  expect(() => scene({ rulesPerGroup: 251, groupsPerInterface: 4 })).toThrow(perGroup);
};

promisesOf('docs/enforcement-points/security-groups.md', (page) => {
  const { promise, proven, facts } = page;

  proven('as many groups as the quota requires, or rules in existing groups.', quotas('for %d rules with the usual quotas is %d'), quotas('is one as long as the rules fit'));
  promise('| product of the two | 1000 | cannot be raised |', () => quotaTable('1000'));
  proven('spreading rules over groups admits exactly what one group would',
    quotas('no group exceeds the quota, every rule occurs once, and together they admit exactly what is published, for any numbers'));
  proven('So a rule stays where it is when others are added or removed.', stability('of 90 hosts in two groups, with %s can go, and hardly any other rule moves'));
  promise('If `groupsPerInterface` leaves room, groups are filled only to nine tenths.', () => {
    const { stack, groups: made } = scene();
    graph(stack, made, { catalog: graphPublishes(hosts(100)) });
    void made.securityGroups;
    const counts = Object.values<any>(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroup')).map(({ Properties }) => Properties.SecurityGroupIngress.length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(100);
    expect(Math.max(...counts)).toBeLessThanOrEqual(54);
  });
  proven('If several scenarios want the same rule, it is written once, because EC2 rejects duplicates, and its description names all of them.',
    groups('that want the same rule get it once, with the origins of all'));

  proven('| neither | exact rules |', groups('admits exactly what is published, in one group when it fits'));
  proven('exact rules, or the error `CoverTooWide`, which says how many rules the exact list needs and how many extra addresses the limit would cost',
    budget('alone, admits nothing more than is meant: fails, and says how many rules and how many addresses it would take'));
  proven('the fewest rules that admit at most that many extra addresses', budget('alone, makes as few rules as it allows'), allBudgets('takes as few as the extra addresses allow'));
  proven('exact rules if they fit; otherwise the fewest extra addresses that `maxRules` rules can have, or the error if those are too many',
    budget('changes nothing where it suffices'), budget('at 60 rules fits into one group, and no cover is better'), budget('fails when it and maxExtraAddresses cannot both be obeyed'));
  proven('Only published addresses are admitted unless you set `maxExtraAddresses`.',
    budget('alone, admits nothing more than is meant: fails, and says how many rules and how many addresses it would take'),
    allBudgets('without a budget, and with one that suffices, is exact'));
  proven('the choice is 94 IPv4 rules in two groups, or 60 rules in one group with 6,027 extra addresses', budget('has the figures that the documentation of security groups states'));
  proven('Both limits apply to each direction, and to IPv4 and IPv6 separately.', testsOf('rules/budget/budget.test.ts')('families have quotas of their own'));
  proven('Every range of ports is covered separately, and the budget is divided so that the sum is [optimal](../cover.md).',
    testsOf('rules/budget/budget.test.ts')('each range of ports counts, and is covered by itself'),
    testsOf('rules/budget/budget.test.ts')('the cover over two ports is the best that trying every one finds'));
  proven('Private, reserved and multicast addresses are never admitted, and neither are addresses that any scenario of the groups excludes with `excludedPeers`.',
    budget('admits nothing that is excluded'), testsOf('rules/budget/budget.test.ts')('nothing that any scenario excludes is admitted again, and nothing that is reserved'));
  proven('The description of such a rule names the origins of everything in its prefix.', testsOf('rules/budget/budget.test.ts')('a prefix of a cover has the origins of everything in it, and of nothing else'));
  proven('You get the warning `cdk-m365-endpoints:extraAddressesAdmitted` with the figures. `extra` holds the addresses, and `extraRules` the ports.',
    budget('warns with the figures, and the warning is hidden when every scenario acknowledges it'), allBudgets('admits exactly what is meant and what is said to be extra, within both bounds'));
  proven('All of this is the same with AWS CDK and with Terraform.', allBudgets('admit the same in the same groups with %j'));
  proven('For the rules of your app, the error tells you if you set only `maxRules`.', budget('at 60 rules fails with one extra address less, and the message tells the best'));

  proven('`attachTo` works before or after you add scenarios, for every construct that groups can be added to:', attach('%s before or after the scenarios gives the same template'));
  proven('synthesis fails and tells you to pass `securityGroups` to them. Read that property after the last scenario.',
    attach('at synthesis for %s'), attach('takes the groups as a prop, after the last scenario'));
  proven('A listener admits the whole Internet unless it is created with `open: false`, and adds that rule to every group of its load balancer, including ours.',
    warnings('is warned about when its listener has open: %s'), warnings('is not warned about when its listener has open: false'));
  proven('You get the warning `cdk-m365-endpoints:openBesidePublished` if rules that no scenario asked for admit more than a sixteenth of all IPv4 or IPv6 addresses to one port.',
    realApps('by %j is told: %s'), warnings('is not warned about again when a scenario was told to admit everyone'));
  proven('The check covers our groups and the other groups on interfaces that they are attached to, and it looks at the synthesised output, including overrides.', realApps('by an override of an aspect is told'));

  proven('With `disableInlineRules` (or the context value `@aws-cdk/aws-ec2.securityGroupDisableInlineRules`), and always in existing groups, each rule is a separate resource with a logical id that comes from its content.',
    existing('gets each rule as a resource of its own, admitting exactly what is published'), separate('name what they hold in their logical ids'));
  proven('The rule that denies outbound traffic is then a separate resource too, as CDK creates it.',
    realApps('with separate rules have none inside, and deny outbound traffic by a rule of its own'));
  proven('Lambda does not invoke a function through its network interface, so inbound rules on it do not protect anything, and synthesis refuses them.', realApps('with inbound rules fail on a Lambda function that is attached: %s, with the way'));
  proven('On the first run of the CDK command line, groups from `SecurityGroup.fromLookupById` and CIDR blocks of a looked-up VPC are not known yet and are not checked.',
    realApps('passes the first run, so that it is looked up'));
  proven('Once `cdk.context.json` has the answers, everything is checked.', realApps('fails as %s of an app that looks up nothing'));
  proven('You can wrap a group only once.', existing('a group that is wrapped already, be it under another import'));
  proven("The same `Fn.importValue('web-sg-id')` in two stages means two groups, unless both stacks name the same account and region.",
    realApps('in two %s is two groups'), realApps('where account and region are known, is one in eu-west-1: %s is another: %s'));
  proven('Existing groups are filled one after another, and only as many as necessary:', existing('of several existing groups, only as many as necessary get rules, in the order given'));
  promise('A group imported with `mutable: false` is refused, because all its rules would be lost silently.', () => {
    const { stack } = inStack(() => undefined);
    const fixed = SecurityGroup.fromSecurityGroupId(stack, 'Fixed', 'sg-1', { mutable: false });
    expect(() => SecurityGroups.fromSecurityGroups(stack, 'Groups', [fixed])).toThrow('mutable');
  });
  promise("Groups that this construct creates have only CDK's outbound rule that matches nothing: a resource that has no other group cannot connect to anything.", () => {
    const { stack, groups: made } = scene();
    graph(stack, made);
    void made.securityGroups;
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86, Description: 'Disallow all traffic' }],
    });
  });
  proven('A group that allows all outbound traffic is refused for outbound scenarios, because an allow list would not restrict anything.',
    groups('fails when all of it is allowed and a scenario has rules for it'), existing('fails for outbound rules when it allows everything, which is what CDK takes for granted'));
  promise('Security groups match only addresses: a row that publishes only names is refused.', () => {
    const { stack, groups: made } = scene();
    expect(wizard(stack, made)).toThrow('an EC2 security group cannot match the host patterns');
  });
  dnsIsLeftOpen(page);
  facts(
    '[Amazon VPC quotas](https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html) EC2 adds up the rules of all groups on a network interface, so spreading rules over groups admits exactly what one group would.',
    'put all of them on every network interface',
  );
});

promisesOf('docs/enforcement-points/prefix-lists.md', (page) => {
  const { promise, proven, facts } = page;

  proven('A list holds addresses of one family, without ports or direction. So there is a separate list for each direction, protocol, set of ports and family, such as `Microsoft365-in-tcp-443-ipv4-1`.',
    lists('are apart by family, and each entry says where it comes from'), lists('are apart by direction and ports, and scenarios with the same traffic share them'));
  proven('Scenarios with the same traffic share their lists.', lists('are apart by direction and ports, and scenarios with the same traffic share them'));
  promise('A list admits nothing until a rule refers to it.', () => {
    const { stack, point } = inStack((within) => new PrefixLists(within, 'Lists'));
    graph(stack, point);
    expect([...new Set(Object.values<any>(Template.fromStack(stack).toJSON().Resources).map(({ Type }) => Type))]).toEqual(['AWS::EC2::PrefixList']);
    expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-m365-endpoints:unusedPrefixLists'))).toHaveLength(1);
  });
  proven('`addRulesTo(groups)` writes those rules, with exactly the ports of each list, into existing groups or groups that you create. You can call it before or after you add scenarios.',
    lists('%s admits exactly what they mean'), lists('writes one rule for each list and range of ports'));
  proven('Rules that do not fit into one group go into the next, so put all groups on every network interface.', lists('spreads what one group cannot hold over the next, by weight'));
  proven('`prefixLists` returns each list with its direction, protocol, ports and family, for your own rules:', lists('are peers with the traffic that they are for'));
  proven('Lists that no rule uses, and that are neither shared nor read, give the warning `cdk-m365-endpoints:unusedPrefixLists`.', lists('are warned of'), lists('%s are not'));
  proven('`verify` resolves a reference to the entries of its list, so it knows exactly what a group admits.', testsOf('verify/aws/ec2-prefix-list.test.ts')('stands for its entries in the rule that refers to it'));
  proven('By default a list gets room for a tenth more than it holds, rounded up to the next ten. More than 60 entries are spread over several lists, each with MaxEntries 60 and filled to nine tenths, so that every list fits into a group with the default quota.',
    lists('of %s prefixes with maxEntries %s are %j'), layout('changes only every ten entries, and not at all once there are several lists'));
  promise('More than 60 entries are spread over several lists, each with MaxEntries 60 and filled to nine tenths, so that every list fits into a group with the default quota.', () => {
    for (const count of [1, 54, 55, 60, 61, 200, 300]) {
      const { stack, point } = inStack((within) => new PrefixLists(within, 'Lists'));
      graph(stack, point, { catalog: graphPublishes(hosts(count)) });
      const sizes = Object.values<any>(Template.fromStack(stack).findResources('AWS::EC2::PrefixList')).map(({ Properties }) => Properties.MaxEntries);
      expect([count, Math.max(...sizes) <= SECURITY_GROUP_LIMITS.rulesPerGroup]).toEqual([count, true]);
    }
  });
  proven('removing any one of 106 prefixes changes only the entries of one list.',
    lists('of 106 prefixes, each can go and changes the entries of one list (distribution: 106 × 1 resource)'),
    terraformLists('of 106 prefixes, each can go and changes the entries of one list (distribution: 106 × 1 resource)'));
  proven("With AWS CDK, MaxEntries is therefore part of a list's logical id:", lists('a list that outgrows its MaxEntries is replaced by another, since CloudFormation cannot change both at once'));
  proven('**Set `maxEntries` if a list must keep its id**, for example because it is shared: then a list is never resized, and a second list is added when the first is full.', lists('a list of a fixed size keeps its id'));
  budgetIsBounded(page, '`maxPrefixes` limits the prefixes for one direction, protocol, set of ports and family, and `maxExtraAddresses` the unpublished addresses that they may admit (none by default).');
  promise('With `maxPrefixes: 60` there is one list for each kind of traffic and family, and it counts as 60 rules in a security group.', () => {
    const { stack, point } = inStack((within) => new PrefixLists(within, 'Lists', { maxPrefixes: 60, maxExtraAddresses: 10_000 }));
    graph(stack, point, { catalog: Catalog.bundled(), addressFamilies: [AddressFamily.IPV4] });
    expect(Object.values<any>(Template.fromStack(stack).findResources('AWS::EC2::PrefixList')).map(({ Properties }) => Properties.MaxEntries)).toEqual([60]);
  });
  proven('Lists cannot be shared outside your organisation.', lists('shares every list inside the organisation only'), terraformLists('sharedWith shares every list inside the organisation only'));
  proven('The entries are inside their list (`entry` blocks), not separate `aws_ec2_managed_prefix_list_entry` resources.', terraformLists('hold their entries, which say where they come from'));
  proven('Groups are known only by id. If one of them allows all outbound traffic, an outbound rule does not restrict anything: you get the warning `cdk-m365-endpoints:egressNotKnown`.',
    terraformLists('writes outbound rules for outbound scenarios, and warns that they may restrict nothing'));
  proven('A group of the app with inline rules is refused at synthesis.', terraformLists('fails at synthesis for a group of the app with inline rules'));
  promise('Prefix lists hold only addresses. If a row also publishes addresses, they are admitted instead of its host names, with the warning `cdk-m365-endpoints:hostsByAddress`. A row that publishes only names is refused.', () => {
    const { stack, point } = inStack((within) => new PrefixLists(within, 'Lists'));
    expect(wizard(stack, point)).toThrow('an EC2 managed prefix list cannot match the host patterns');
  });
  dnsIsLeftOpen(page);
  facts('[CloudFormation fails]', 'Do not add entries to these lists from elsewhere.');
  facts('open only these ports to a list');
});

promisesOf('docs/enforcement-points/terraform-aws-security-groups.md', (page) => {
  const { promise, proven, facts } = page;

  proven('The groups and rules are the same as with [`SecurityGroups` for AWS CDK](security-groups.md);', terraform('the groups and their rules are those of the CDK flavour'));
  promise('| product of the two | 1000 | cannot be raised |', () => quotaTable('1000'));
  proven('[Amazon VPC quotas](https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html) `maxRules` and `maxExtraAddresses` work [as with AWS CDK](security-groups.md#a-budget) and give the same rules. Only published addresses are admitted unless `maxExtraAddresses` allows more; `extra` and `extraRules` hold the extra addresses, and CDKTF shows the same warning.',
    allBudgets('admit the same in the same groups with %j'), allBudgets('admits exactly what is meant and what is said to be extra, within both bounds'));
  proven('Read the property after the last scenario: a later scenario that needs one more group is refused.', terraform('once read, fails when a later scenario needs one more'));
  proven('Each rule is a separate resource, `aws_vpc_security_group_ingress_rule` or `aws_vpc_security_group_egress_rule`, with one prefix and a name that comes from its content, as the [provider advises](https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group).',
    terraform('have each rule as a resource of its own, named by its content'));
  proven('Removing any one of 106 prefixes destroys one rule and does not change any other.', terraform('of 106 prefixes, each can go and takes one rule with it (distribution: 106 × 1 resource)'));
  proven('Synthesis fails if a group of the app that is passed to `fromSecurityGroupIds` has `ingress` or `egress`, even if it is empty. EC2 adds a rule to every new group that allows all outbound traffic, and Terraform removes it.',
    terraform('fails at synthesis for a group with inline rules, by whatever class'), terraform('fails at synthesis for a group of the app with inline rules'));
  proven('So groups that this construct creates allow outbound traffic only if scenarios have outbound rules, or if `allowAllOutbound` is set.', terraform('allow all outbound traffic only when asked to'));
  proven('With both, the scenario is refused, because its rules would not restrict anything.', terraform('allow all outbound traffic only when asked to'));
  proven('Only the id of an existing group is known, so outbound rules for it give the warning `cdk-m365-endpoints:egressNotKnown`.', terraform('warns that outbound rules may restrict nothing'));
  proven('A group is named after its construct path or `namePrefix`, with its number and a suffix that the provider generates, so that it can be replaced while the old one is in use.', terraform('have a name and a description, and no inline rules'));
  promise('Security groups match only addresses: a row that publishes only names is refused.', () => {
    expect(outcomeOf('SecurityGroups', 'CustomScenario, outbound, names')).toBe('refused: only addresses');
  });
  dnsIsLeftOpen(page);
  facts('Never mix these rules with inline rules or with `aws_security_group_rule`:', 'EC2 adds a rule to every new group that allows all outbound traffic, and Terraform removes it. So groups that this construct creates allow outbound traffic only if scenarios have outbound rules, or if `allowAllOutbound` is set.');
  facts('to every resource with network interfaces');
});

promisesOf('docs/enforcement-points/network-acls.md', ({ proven, facts }) => {
  proven('Just the change notifications of Graph come from 94 IPv4 and 12 IPv6 prefixes.', ['readme.test.ts', 'the AWS CDK app gives the output shown']);
  facts('The replies of an admitted connection need a separate rule in the other direction, for every port that the other side can use (1024 to 65535).', 'If your subnets need a network ACL, use it to deny what must never pass, and leave the allow list to security groups.');
});
