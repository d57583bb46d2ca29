import { App, Aspects, CfnParameter, Fn, Lazy, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Annotations as Shown, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnSecurityGroup, CfnSecurityGroupIngress, ISecurityGroup, IVpc, Peer as Ec2Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { Peer } from '../../../lib';
import { NetworkFirewallRules, PrefixLists, SecurityGroups } from '../../../lib/aws';
import { errorOf, graph, mailOutbound, scene, vpcOf } from '../support';

const ENVIRONMENT = { account: '111122223333', region: 'eu-west-1' };

/** What stands in the manifest as still to be looked up. */
const missing = (app: App) => app.synth().manifest.missing ?? [];

function openingsOf(stack: Stack): string[] {
  return Shown.fromStack(stack).findWarning('*', Match.stringLikeRegexp('openBesidePublished'))
    .map(({ entry }) => /\((.*)\)/.exec(String(entry.data))![1]);
}

describe('one expression', () => {
  const wrap = (stack: Stack) => SecurityGroups.fromSecurityGroups(stack, 'Groups', [
    SecurityGroup.fromSecurityGroupId(stack, 'Import', Fn.importValue('web-sg-id')),
  ]);

  test.each([['stages', (app: App, id: string) => new Stack(new Stage(app, id), 'Stack')], ['stacks', (app: App, id: string) => new Stack(app, id)]])(
    'in two %s is two groups', (_, stackOf) => {
      const app = new App();
      for (const id of ['One', 'Other']) {
        const stack = stackOf(app, id);
        expect(() => graph(stack, wrap(stack))).not.toThrow();
      }
    },
  );

  test.each([['eu-west-1', false], ['us-east-1', true]])('where account and region are known, is one in eu-west-1: %s is another: %s', (region, another) => {
    const app = new App();
    wrap(new Stack(app, 'One', { env: ENVIRONMENT }));
    const again = () => wrap(new Stack(app, 'Other', { env: { ...ENVIRONMENT, region } }));
    if (another) expect(again).not.toThrow();
    else expect(errorOf(again).code).toBe('SharedGroup');
  });
});

describe('what is still to be looked up', () => {
  test('passes the first run, so that it is looked up', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    const vpc = Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    const groups = ['sg-1', 'sg-2'].map((id) => SecurityGroup.fromLookupById(stack, id, id));
    const existing = SecurityGroups.fromSecurityGroups(stack, 'Groups', groups);
    graph(stack, existing, { additionalPeers: [Peer.ipv4(vpc.vpcCidrBlock)] });
    mailOutbound(stack, existing);
    new PrefixLists(stack, 'Lists').addRulesTo(groups);
    graph(stack, new NetworkFirewallRules(stack, 'Firewall', { homeNet: [vpc.vpcCidrBlock] }), {}, 'Other');
    expect(missing(app).map(({ provider }) => provider).sort()).toEqual(['security-group', 'security-group', 'vpc-provider']);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['homeNet', (stack) => new NetworkFirewallRules(stack, 'Firewall', { homeNet: ['1.2.3.4/5'] })],
    ['a peer', (stack) => graph(stack, new SecurityGroups(stack, 'Groups', { vpc: vpcOf(stack) }), { additionalPeers: [Peer.ipv4('1.2.3.4/5')] })],
  ])('fails as %s of an app that looks up nothing', (_, action) => {
    expect(errorOf(() => action(new Stack())).code).toBe('InvalidPrefix');
  });
});

describe('an opening', () => {
  const addTo = (groups: { securityGroups: { addIngressRule: SecurityGroup['addIngressRule'] }[] }, ...cidrs: string[]) => (
    cidrs.forEach((cidr) => groups.securityGroups[0].addIngressRule(Ec2Peer.ipv4(cidr), Port.tcp(443)))
  );

  test.each([
    [['0.0.0.0/1', '128.0.0.0/1'], true], [['32.0.0.0/3'], true], [['16.0.0.0/4', '32.0.0.0/4'], true], [['16.0.0.0/4'], false], [['10.0.0.0/8'], false],
  ])('by %j is told: %s', (cidrs, told) => {
    const { stack, groups } = scene();
    graph(stack, groups);
    addTo(groups, ...cidrs);
    expect(openingsOf(stack)).toEqual(told ? [cidrs.map((cidr) => `tcp 443 from ${cidr}`).join(', ')] : []);
  });

  test('in halves on ranges of ports that share one is told', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    const [group] = groups.securityGroups;
    group.addIngressRule(Ec2Peer.ipv4('0.0.0.0/5'), Port.tcpRange(400, 500));
    group.addIngressRule(Ec2Peer.ipv4('8.0.0.0/5'), Port.tcpRange(443, 600));
    expect(openingsOf(stack)).toEqual([]);
    group.addIngressRule(Ec2Peer.ipv4('16.0.0.0/5'), Port.tcp(443));
    expect(openingsOf(stack)).toEqual(['tcp 400-500 from 0.0.0.0/5, tcp 443 from 16.0.0.0/5, tcp 443-600 from 8.0.0.0/5']);
  });

  test('by an override of an aspect is told', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    Aspects.of(stack).add({
      visit: (node: IConstruct) => node instanceof CfnSecurityGroup && node.addPropertyOverride('SecurityGroupIngress.3.CidrIp', '0.0.0.0/0'),
    });
    expect(openingsOf(stack)).toEqual(['tcp 443 from 0.0.0.0/0']);
  });
});

describe('groups', () => {
  test('with separate rules have none inside, and deny outbound traffic by a rule of its own', () => {
    const { stack, groups } = scene({ disableInlineRules: true });
    graph(stack, groups);
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::EC2::SecurityGroup', { SecurityGroupEgress: Match.absent(), SecurityGroupIngress: Match.absent() });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { CidrIp: '255.255.255.255/32', IpProtocol: 'icmp' });
  });

  const onFunction = (stack: Stack, vpc: IVpc, securityGroups?: ISecurityGroup[]) => new LambdaFunction(stack, 'Webhook', {
    vpc, securityGroups, runtime: Runtime.NODEJS_20_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {}'),
  });

  test.each([[true], [false]])('with inbound rules fail on a Lambda function that is attached: %s, with the way', (isAttached) => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups);
    if (isAttached) groups.attachTo(onFunction(stack, vpc));
    else onFunction(stack, vpc, groups.securityGroups);
    expect(() => Template.fromStack(stack)).toThrow(/Webhook\/Resource is a Lambda function, .*RestApiPolicy on a REST API, or WafIpSets/);
  });

  test('with outbound rules go on a Lambda function', () => {
    const { stack, vpc, groups } = scene();
    mailOutbound(stack, groups);
    groups.attachTo(onFunction(stack, vpc, groups.securityGroups));
    expect(() => Template.fromStack(stack)).not.toThrow();
  });

  test('fail on what another app created, with the way', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups);
    groups.attachTo(ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Imported', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/name/1', securityGroupId: 'sg-1', vpc,
    }));
    expect(() => Template.fromStack(stack)).toThrow(/with SecurityGroups\.fromSecurityGroups and its connections\.securityGroups/);
  });
});

describe('a list that is not known yet', () => {
  const listOf = (stack: Stack) => new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;

  test('fails as a peer, with the way', () => {
    const error = errorOf(() => listOf(new Stack()).map((cidr) => Peer.ipv4(cidr)));
    expect([error.code, error.message]).toEqual(['ListNotKnown', expect.stringContaining('Fn.select(0, list)')]);
  });

  test('passes where the platform takes a list', () => {
    const stack = new Stack();
    graph(stack, new NetworkFirewallRules(stack, 'Firewall', { homeNet: listOf(stack) }));
    Template.fromStack(stack).hasResourceProperties('AWS::NetworkFirewall::RuleGroup', {
      RuleGroup: { RuleVariables: { IPSets: { HOME_NET: { Definition: { Ref: 'List' } } } } },
    });
  });
});

describe('what is rendered when someone looks', () => {
  test('gets the tags of the app, and shows itself to its aspects', () => {
    const { stack, groups } = scene({ disableInlineRules: true });
    const seen: IConstruct[] = [];
    Aspects.of(stack.node.root).add({ visit: (node) => { if (node instanceof CfnSecurityGroupIngress) seen.push(node); } });
    Tags.of(stack.node.root).add('team', 'network');
    graph(stack, groups);
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroup', { Tags: [{ Key: 'team', Value: 'network' }] });
    expect(seen).toHaveLength(5);
  });

  test('is complete whenever an app looks, and again after another scenario', () => {
    const { stack, groups } = scene();
    const [group] = stack.node.findAll().filter((node): node is CfnSecurityGroup => node instanceof CfnSecurityGroup);
    const rulesSeen = () => {
      void groups.node.children;
      return (group.securityGroupIngress as unknown[] | undefined)?.length ?? 0;
    };
    expect(rulesSeen()).toBe(0);
    graph(stack, groups);
    expect(rulesSeen()).toBe(5);
    graph(stack, groups, { additionalPeers: [Peer.ipv4('198.51.100.0/24')] }, 'Other');
    expect(rulesSeen()).toBe(6);
  });

  test('keeps ids that are lazy', () => {
    const stack = new Stack();
    const group = SecurityGroup.fromSecurityGroupId(stack, 'Import', Lazy.string({ produce: () => 'sg-0aaa' }));
    graph(stack, SecurityGroups.fromSecurityGroups(stack, 'Groups', [group]));
    Template.fromStack(stack).allResourcesProperties('AWS::EC2::SecurityGroupIngress', { GroupId: 'sg-0aaa' });
  });
});
