import { Annotations, App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations as Shown, Match, Template } from 'aws-cdk-lib/assertions';
import { Instance, InstanceType, IVpc, MachineImage, Peer as Ec2Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ApplicationListener, ApplicationLoadBalancer, ApplicationProtocol, ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { OnUnsupported, Peer } from '../../../lib';
import { SecurityGroups } from '../../../lib/aws';
import { CATALOG, graph, MailOutbound, scene, vpcOf, warningsOf } from '../support';

const OPEN = 'cdk-m365-endpoints:openBesidePublished';
const WITHDRAWN = 'cdk-m365-endpoints:withdrawnPrefixes';

/** The fixture withdraws prefixes in a later edition; these tests are not about that. */
const QUIET = { acknowledgedWarnings: [WITHDRAWN] };

function loadBalancer(stack: Stack, vpc: IVpc, open?: boolean): ApplicationLoadBalancer {
  const target = new ApplicationLoadBalancer(stack, 'Target', { vpc });
  new ApplicationListener(stack, 'Listener', {
    loadBalancer: target, port: 443, protocol: ApplicationProtocol.HTTP, open, defaultAction: ListenerAction.fixedResponse(200),
  });
  return target;
}

/** A scene whose groups are in use. */
function sceneInUse() {
  const made = scene();
  void made.groups.securityGroups;
  return made;
}

/** The text of the warnings with this id. */
function textsOf(stack: Stack, id: string): string[] {
  return Shown.fromStack(stack).findWarning('*', Match.stringLikeRegexp(id)).map(({ entry }) => String(entry.data));
}

describe('a target that admits everyone beside what is published', () => {
  test.each([[undefined], [true]])('is warned about when its listener has open: %s', (open) => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    groups.attachTo(loadBalancer(stack, vpc, open));
    expect(warningsOf(stack)).toEqual(['/Default/Groups openBesidePublished']);
    expect(textsOf(stack, OPEN)).toEqual([
      'Default/Target also admits every address (tcp 443 from 0.0.0.0/0), so the published prefixes restrict nothing there; '
      + `a load balancer listener opens itself unless it is created with open: false [ack: ${OPEN}]`,
    ]);
  });

  test('is warned about when it was created with our groups instead of attached', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    const target = new ApplicationLoadBalancer(stack, 'Target', { vpc, securityGroup: groups.securityGroups[0] });
    target.connections.allowFromAnyIpv4(Port.tcp(443));
    expect(warningsOf(stack)).toEqual(['/Default/Groups openBesidePublished']);
  });

  test('is not warned about once every scenario has acknowledged it', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, { acknowledgedWarnings: [WITHDRAWN, OPEN] });
    groups.attachTo(loadBalancer(stack, vpc, true));
    expect(warningsOf(stack)).toEqual([]);
    graph(stack, groups, QUIET, 'Other');
    expect(warningsOf(stack)).toEqual(['/Default/Groups openBesidePublished']);
  });

  test('is not warned about when its listener has open: false', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    groups.attachTo(loadBalancer(stack, vpc, false));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is warned about whenever the opening comes', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    const target = loadBalancer(stack, vpc, false);
    groups.attachTo(target);
    target.connections.allowFromAnyIpv4(Port.tcp(80));
    target.connections.allowFrom(Ec2Peer.anyIpv6(), Port.tcpRange(8000, 8080));
    expect(textsOf(stack, OPEN)).toEqual([expect.stringContaining('(tcp 80 from 0.0.0.0/0, tcp 8000-8080 from ::/0)')]);
  });

  test('is shown with all traffic, ICMP and deploy-time ports in words', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    const target = loadBalancer(stack, vpc, false);
    groups.attachTo(target);
    const port = new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber;
    [Port.allTraffic(), Port.allIcmp(), Port.tcp(port)].forEach((one) => target.connections.allowFromAnyIpv4(one));
    expect(textsOf(stack, OPEN)).toEqual([
      expect.stringContaining('(all traffic from 0.0.0.0/0, icmp from 0.0.0.0/0, tcp {"Ref":"Default/Port.Ref"} from 0.0.0.0/0)'),
    ]);
  });

  test('is warned about when the opening is in a group that it got otherwise', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    const target = new Instance(stack, 'Target', {
      vpc, instanceType: new InstanceType('t3.micro'), machineImage: MachineImage.genericLinux({ 'eu-central-1': 'ami-1' }),
    });
    const ssh = new SecurityGroup(stack, 'Ssh', { vpc });
    ssh.addIngressRule(Ec2Peer.anyIpv4(), Port.tcp(22));
    target.addSecurityGroup(ssh);
    groups.attachTo(target);
    expect(textsOf(stack, OPEN)).toEqual([expect.stringContaining('(tcp 22 from 0.0.0.0/0)')]);
  });

  test('is warned about when a rule of its own opens a group that was made elsewhere', () => {
    const stack = new Stack();
    const imported = SecurityGroup.fromSecurityGroupId(stack, 'Import', 'sg-0aaa');
    imported.addIngressRule(Ec2Peer.anyIpv4(), Port.tcp(443));
    const groups = SecurityGroups.fromSecurityGroups(stack, 'Groups', [imported]);
    graph(stack, groups, QUIET);
    groups.attachTo(loadBalancer(stack, vpcOf(stack), false));
    expect(textsOf(stack, OPEN)).toEqual([expect.stringContaining('(tcp 443 from 0.0.0.0/0)')]);
  });

  test('is not warned about for an open group that is not on it', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    groups.attachTo(loadBalancer(stack, vpc, false));
    new SecurityGroup(stack, 'Elsewhere', { vpc }).addIngressRule(Ec2Peer.anyIpv4(), Port.tcp(22));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is not warned about for its twin in another stack', () => {
    const app = new App();
    const [development, production] = [true, false].map((open) => {
      const { stack, vpc, groups } = scene({}, new Stack(app, open ? 'Development' : 'Production'));
      graph(stack, groups, QUIET);
      groups.attachTo(loadBalancer(stack, vpc, open));
      return stack;
    });
    expect(warningsOf(development)).toEqual(['/Development/Groups openBesidePublished']);
    expect(warningsOf(production)).toEqual([]);
  });

  test('is warned about in the stack of the groups when it is in another', () => {
    const app = new App();
    const { stack, groups } = scene({}, new Stack(app, 'Network'));
    graph(stack, groups, QUIET);
    const service = new Stack(app, 'Service');
    groups.attachTo(loadBalancer(service, vpcOf(service), true));
    expect(warningsOf(stack)).toEqual(['/Network/Groups openBesidePublished']);
  });

  test('is not warned about again when a scenario was told to admit everyone', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, { ...QUIET, additionalPeers: [Peer.anyInternet()] });
    groups.attachTo(loadBalancer(stack, vpc, false));
    expect(warningsOf(stack)).toEqual(['/Default/Graph opensToInternet']);
  });

  test('is warned about though a scenario was told to reach everyone', () => {
    const { stack, vpc, groups } = scene();
    new MailOutbound(stack, 'Mail', { enforcedBy: [groups], catalog: CATALOG, additionalPeers: [Peer.anyInternet()] });
    const target = loadBalancer(stack, vpc, false);
    groups.attachTo(target);
    target.connections.allowFromAnyIpv4(Port.tcp(25));
    expect(warningsOf(stack)).toContain('/Default/Groups openBesidePublished');
  });

  test('can be acknowledged', () => {
    const { stack, vpc, groups } = scene();
    graph(stack, groups, QUIET);
    groups.attachTo(loadBalancer(stack, vpc, true));
    Annotations.of(stack).acknowledgeWarning(OPEN);
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('the warnings of a scenario', () => {
  test('are shown on it', () => {
    const { stack, groups } = sceneInUse();
    graph(stack, groups);
    expect(warningsOf(stack)).toEqual(['/Default/Graph withdrawnPrefixes']);
  });

  test('are an information where the app chose the edition, so that strict synthesis passes', () => {
    const { stack, groups } = sceneInUse();
    graph(stack, groups, { catalog: CATALOG.edition('2025-01') });
    expect(warningsOf(stack)).toEqual([]);
    expect(Shown.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
    expect(Shown.fromStack(stack).findInfo('*', Match.stringLikeRegexp('olderEditionChosen')).map(({ id, entry }) => [id, entry.data])).toEqual([[
      '/Default/Graph',
      'graph-change-notifications: the app chose edition 2025-01, and edition 2025-h2 no longer publishes 4 of its prefixes [ack: cdk-m365-endpoints:olderEditionChosen]',
    ]]);
    const quiet = scene();
    graph(quiet.stack, quiet.groups, { catalog: CATALOG.edition('2025-01'), acknowledgedWarnings: ['cdk-m365-endpoints:olderEditionChosen'] });
    expect(Shown.fromStack(quiet.stack).findInfo('*', Match.stringLikeRegexp('olderEditionChosen'))).toEqual([]);
  });

  test('are shown once, however many enforcement points it has', () => {
    const { stack, vpc, groups } = sceneInUse();
    const others = new SecurityGroups(stack, 'Others', { vpc });
    void others.securityGroups; // in use
    graph(stack, groups, { enforcedBy: [groups, others] });
    expect(warningsOf(stack)).toEqual(['/Default/Graph withdrawnPrefixes']);
  });

  test('say what was left out, when the app asked for that', () => {
    const { stack, groups } = sceneInUse();
    graph(stack, groups, { ...QUIET, additionalPeers: [Peer.host('relay.example.com')], onUnsupported: OnUnsupported.WARN });
    expect(warningsOf(stack)).toEqual(['/Default/Graph unsupportedLeftOut']);
    expect(textsOf(stack, 'unsupportedLeftOut')).toEqual([
      'left out, because onUnsupported is WARN: cannot enforce graph-change-notifications: an EC2 security group cannot match the host pattern relay.example.com, since a packet '
      + 'that arrives tells the address of its sender and no name; name its addresses instead [ack: cdk-m365-endpoints:unsupportedLeftOut]',
    ]);
  });

  test('can be acknowledged with the prop', () => {
    const { stack, groups } = sceneInUse();
    graph(stack, groups, { acknowledgedWarnings: [WITHDRAWN] });
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each(['scenario', 'stack'])('can be acknowledged on the %s with Annotations', (where) => {
    const { stack, groups } = sceneInUse();
    const scenario = graph(stack, groups);
    Annotations.of(where === 'stack' ? stack : scenario).acknowledgeWarning(WITHDRAWN);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('can be acknowledged on the stack before there is a scenario', () => {
    const { stack, groups } = sceneInUse();
    Annotations.of(stack).acknowledgeWarning(WITHDRAWN);
    graph(stack, groups);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('do not change the template', () => {
    const [shown, acknowledged] = [[], [WITHDRAWN]].map((acknowledgedWarnings) => {
      const { stack, groups } = sceneInUse();
      graph(stack, groups, { acknowledgedWarnings });
      return JSON.stringify(Template.fromStack(stack).toJSON());
    });
    expect(acknowledged).toBe(shown);
  });
});
