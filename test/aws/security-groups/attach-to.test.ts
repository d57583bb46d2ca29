import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Connections, IConnectable, Instance, InstanceType, IVpc, LaunchTemplate, MachineImage, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { Peer } from '../../../lib';
import { SecurityGroups } from '../../../lib/aws';
import { CATALOG, errorOf, graph, MailOutbound, mailOutbound, scene, vpcOf } from '../support';

type Create = (scope: Construct, vpc: IVpc) => IConnectable & Construct;

const MACHINE = { instanceType: new InstanceType('t3.micro'), machineImage: MachineImage.genericLinux({ 'eu-central-1': 'ami-1' }) };

const loadBalancer = (scope: Construct, vpc: IVpc) => new ApplicationLoadBalancer(scope, 'Target', { vpc });
const instance = (scope: Construct, vpc: IVpc) => new Instance(scope, 'Target', { vpc, ...MACHINE });
const lambda = (scope: Construct, vpc: IVpc, id = 'Target') => new Function(scope, id, {
  vpc, runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {};'), allowAllOutbound: false,
});

function fargate(scope: Construct, vpc: IVpc): FargateService {
  const taskDefinition = new FargateTaskDefinition(scope, 'Task');
  taskDefinition.addContainer('Main', { image: ContainerImage.fromRegistry('example') });
  return new FargateService(scope, 'Target', { cluster: new Cluster(scope, 'Cluster', { vpc }), taskDefinition });
}

/** The groups that a property of the target names, in order: their logical ids without the hash, or physical ids. */
function groupsOn(stack: Stack, type: string, property: (properties: Record<string, any>) => (object | string)[]): string[] {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources(type)) as { Properties: Record<string, any> }[];
  return property(Properties).map((id) => (typeof id === 'string' ? id : (id as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, '')));
}

const onLoadBalancer = (stack: Stack) => groupsOn(stack, 'AWS::ElasticLoadBalancingV2::LoadBalancer', ({ SecurityGroups: ids }) => ids as object[]);

/** Two groups of at most three IPv4 rules. */
function twoGroups(stack = new Stack()) {
  return scene({ rulesPerGroup: 3 }, stack);
}

describe('every group is put on', () => {
  test.each<[string, Create, string, (properties: Record<string, any>) => object[], string[]]>([
    [
      'an application load balancer, beside its own', loadBalancer, 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      ({ SecurityGroups: ids }) => ids, ['TargetSecurityGroup', 'GroupsGroup1', 'GroupsGroup2'],
    ],
    [
      'a network load balancer without any', (scope, vpc) => new NetworkLoadBalancer(scope, 'Target', { vpc }),
      'AWS::ElasticLoadBalancingV2::LoadBalancer', ({ SecurityGroups: ids }) => ids, ['GroupsGroup1', 'GroupsGroup2'],
    ],
    [
      'an instance', instance, 'AWS::EC2::Instance', ({ SecurityGroupIds: ids }) => ids,
      ['TargetInstanceSecurityGroup', 'GroupsGroup1', 'GroupsGroup2'],
    ],
    [
      'an Auto Scaling group', (scope, vpc) => new AutoScalingGroup(scope, 'Target', { vpc, ...MACHINE }),
      'AWS::AutoScaling::LaunchConfiguration', ({ SecurityGroups: ids }) => ids, ['TargetInstanceSecurityGroup', 'GroupsGroup1', 'GroupsGroup2'],
    ],
    [
      'a launch template', (scope, vpc) => (
        new LaunchTemplate(scope, 'Target', { ...MACHINE, securityGroup: new SecurityGroup(scope, 'Own', { vpc }) })
      ), 'AWS::EC2::LaunchTemplate', ({ LaunchTemplateData: { SecurityGroupIds: ids } }) => ids, ['Own', 'GroupsGroup1', 'GroupsGroup2'],
    ],
  ])('%s', (_, create, type, property, expected) => {
    const { stack, vpc, groups } = twoGroups();
    groups.attachTo(create(stack, vpc));
    graph(stack, groups);
    expect(groupsOn(stack, type, property)).toEqual(expected);
  });

  test('an Auto Scaling group with a launch template of its own making', () => {
    const app = new App({ context: { '@aws-cdk/aws-autoscaling:generateLaunchTemplateInsteadOfLaunchConfig': true } });
    const { stack, vpc, groups } = twoGroups(new Stack(app, 'Stack'));
    graph(stack, groups);
    groups.attachTo(new AutoScalingGroup(stack, 'Target', { vpc, ...MACHINE }));
    expect(groupsOn(stack, 'AWS::EC2::LaunchTemplate', ({ LaunchTemplateData: { SecurityGroupIds: ids } }) => ids))
      .toEqual(['TargetInstanceSecurityGroup', 'GroupsGroup1', 'GroupsGroup2']);
  });

  test('several targets', () => {
    const { stack, vpc, groups } = twoGroups();
    graph(stack, groups);
    groups.attachTo(loadBalancer(stack, vpc));
    groups.attachTo(new Instance(stack, 'Instance', { vpc, ...MACHINE }));
    expect(onLoadBalancer(stack)).toHaveLength(3);
    expect(groupsOn(stack, 'AWS::EC2::Instance', ({ SecurityGroupIds: ids }) => ids)).toHaveLength(3);
  });

  test('a target, when the groups were made elsewhere', () => {
    const stack = new Stack();
    const groups = SecurityGroups.fromSecurityGroups(stack, 'Groups', [SecurityGroup.fromSecurityGroupId(stack, 'Import', 'sg-0aaa')]);
    groups.attachTo(loadBalancer(stack, vpcOf(stack)));
    graph(stack, groups);
    expect(onLoadBalancer(stack)).toEqual(['TargetSecurityGroup', 'sg-0aaa']);
  });
});

describe('attaching', () => {
  test.each<[string, Create]>([['a load balancer', loadBalancer], ['an instance', instance]])('%s before or after the scenarios gives the same template', (_, create) => {
    const templates = [true, false].map((before) => {
      const { stack, vpc, groups } = twoGroups();
      const target = create(stack, vpc);
      if (before) groups.attachTo(target);
      graph(stack, groups);
      if (!before) groups.attachTo(target);
      return JSON.stringify(Template.fromStack(stack).toJSON());
    });
    expect(templates[0]).toBe(templates[1]);
  });

  test.each<[string, Create, string, string]>([
    ['a load balancer', loadBalancer, 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'SecurityGroups'],
    ['an instance', instance, 'AWS::EC2::Instance', 'SecurityGroupIds'],
  ])('%s twice puts each group on it once', (_, create, type, property) => {
    const { stack, vpc, groups } = twoGroups();
    const target = create(stack, vpc);
    groups.attachTo(target);
    groups.attachTo(target);
    graph(stack, groups);
    expect(groupsOn(stack, type, (properties) => properties[property]).slice(1)).toEqual(['GroupsGroup1', 'GroupsGroup2']);
  });

  test('a target that was created with a group adds only the others', () => {
    const { stack, vpc, groups } = twoGroups();
    graph(stack, groups);
    groups.attachTo(new ApplicationLoadBalancer(stack, 'Target', { vpc, securityGroup: groups.securityGroups[0] }));
    expect(onLoadBalancer(stack)).toEqual(['GroupsGroup1', 'GroupsGroup2']);
  });

  test('leaves the target open for groups that an aspect adds later', () => {
    const { stack, vpc, groups } = twoGroups();
    graph(stack, groups);
    const target = loadBalancer(stack, vpc);
    groups.attachTo(target);
    const late = SecurityGroup.fromSecurityGroupId(stack, 'Late', 'sg-0aaa');
    Aspects.of(stack).add({ visit: (node) => node === target && target.connections.addSecurityGroup(late) });
    expect(onLoadBalancer(stack)).toEqual(['TargetSecurityGroup', 'GroupsGroup1', 'GroupsGroup2', 'sg-0aaa']);
  });
});

describe('a function or service', () => {
  test('takes the groups as a prop, after the last scenario', () => {
    const { stack, vpc, groups } = scene({ rulesPerGroup: 1 });
    new MailOutbound(stack, 'Mail', { enforcedBy: [groups], catalog: CATALOG, additionalPeers: [Peer.ipv4('203.0.113.0/24')] });
    const target = new Function(stack, 'Target', {
      vpc, runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = () => {};'), securityGroups: groups.securityGroups,
    });
    groups.attachTo(target);
    expect(groupsOn(stack, 'AWS::Lambda::Function', ({ VpcConfig: { SecurityGroupIds: ids } }) => ids)).toEqual(['GroupsGroup1', 'GroupsGroup2', 'GroupsGroup3']);
  });
});

describe('fails', () => {
  const NOT_TAKEN = 'Default/Target did not take the security groups of Default/Groups: it fixes its groups when it is created; '
    + 'create it after the last scenario and pass it the securityGroups of this construct';

  test.each<[string, Create]>([
    ['a function, whose groups are fixed', lambda],
    ['a Fargate service, whose groups are fixed', fargate],
  ])('at synthesis for %s', (_, create) => {
    const { stack, vpc, groups } = scene();
    mailOutbound(stack, groups);
    groups.attachTo(create(stack, vpc));
    expect(() => Template.fromStack(stack)).toThrow(NOT_TAKEN);
  });

  test('at synthesis for an imported load balancer, which the app cannot change', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    groups.attachTo(ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Target', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/name/1', securityGroupId: 'sg-0aaa',
    }));
    expect(() => Template.fromStack(stack)).toThrow(
      'Default/Target is not created by this app, which therefore cannot give it the security groups of Default/Groups: '
      + 'add the rules to its existing groups, with SecurityGroups.fromSecurityGroups and its connections.securityGroups',
    );
  });

  test('at synthesis for a function even if its own group has rules about ours', () => {
    const { stack, vpc, groups } = scene();
    mailOutbound(stack, groups);
    const [target, other] = [lambda(stack, vpc), lambda(stack, vpc, 'Other')];
    groups.attachTo(target);
    groups.attachTo(other);
    target.connections.allowTo(other, Port.tcp(443));
    expect(() => Template.fromStack(stack)).toThrow(NOT_TAKEN);
  });

  test('for bare connections, which no one could check', () => {
    const { groups } = scene();
    expect(errorOf(() => groups.attachTo(new Connections()))).toMatchObject({
      code: 'NotAConstruct',
      message: 'attachTo of Default/Groups was given bare connections: pass the construct that has them, so that synthesis can check that it took the groups',
    });
  });
});

describe('the quota of groups on an interface', () => {
  const full = (groups: number, quota: number) => `Default/Target would have ${groups} security groups, and a network interface may have ${quota}; `
    + 'have the quota raised and set groupsPerInterface, or raise rulesPerGroup so that fewer groups are needed';

  test('holds for its own groups too', () => {
    const { stack, vpc, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 2 });
    graph(stack, groups);
    groups.attachTo(loadBalancer(stack, vpc));
    expect(() => Template.fromStack(stack)).toThrow(full(3, 2));
  });

  test.each<[string, Create]>([['a load balancer', loadBalancer], ['an instance', instance]])('holds for all that several constructs put on %s', (_, create) => {
    const { stack, vpc, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 3 });
    const others = new SecurityGroups(stack, 'Others', { vpc, rulesPerGroup: 2 });
    graph(stack, groups);
    graph(stack, others, {}, 'OtherGraph');
    const target = create(stack, vpc);
    groups.attachTo(target);
    others.attachTo(target);
    expect(() => Template.fromStack(stack)).toThrow(/Default\/Target would have [56] security groups, and a network interface may have 3/);
  });

  test('can be raised', () => {
    const { stack, vpc, groups } = scene({ rulesPerGroup: 1, groupsPerInterface: 16 });
    graph(stack, groups);
    groups.attachTo(loadBalancer(stack, vpc));
    expect(onLoadBalancer(stack)).toHaveLength(6);
  });

  test('leaves a place for the own group of the target as long as that is possible', () => {
    const { stack, vpc, groups } = scene({ rulesPerGroup: 2, groupsPerInterface: 3 });
    graph(stack, groups);
    groups.attachTo(loadBalancer(stack, vpc));
    expect(onLoadBalancer(stack)).toEqual(['TargetSecurityGroup', 'GroupsGroup1', 'GroupsGroup2']);
  });
});
