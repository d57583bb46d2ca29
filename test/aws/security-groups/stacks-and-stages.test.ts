import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { InstanceType, MachineImage } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ApplicationProtocol } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { SecurityGroups } from '../../../lib/aws';
import { rule } from '../../support/rules';
import { CATALOG, expectAdmitted, graph, GRAPH_RULE, hybrid, scene, vpcOf } from '../support';

const KEY = 'cdk-m365-endpoints';

describe('groups in one stack', () => {
  test('can be on a load balancer in another', () => {
    const app = new App();
    const { stack, groups } = scene({ rulesPerGroup: 3 }, new Stack(app, 'Network'));
    const service = new Stack(app, 'Service');
    groups.attachTo(new ApplicationLoadBalancer(service, 'LoadBalancer', { vpc: vpcOf(service) }));
    graph(stack, groups);
    const [{ Properties }] = Object.values(Template.fromStack(service).findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));
    expect(Properties.SecurityGroups).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^LoadBalancerSecurityGroup/), 'GroupId'] },
      { 'Fn::ImportValue': expect.stringMatching(/^Network:ExportsOutputFnGetAttGroupsGroup1/) },
      { 'Fn::ImportValue': expect.stringMatching(/^Network:ExportsOutputFnGetAttGroupsGroup2/) },
    ]);
  });

  test('can be on one that passes traffic on to its targets, without a cycle between the stacks', () => {
    const app = new App();
    const { stack, groups } = scene({}, new Stack(app, 'Network'));
    graph(stack, groups);
    const service = new Stack(app, 'Service');
    const vpc = vpcOf(service);
    const loadBalancer = new ApplicationLoadBalancer(service, 'LoadBalancer', { vpc });
    groups.attachTo(loadBalancer);
    const target = new AutoScalingGroup(service, 'Target', {
      vpc, instanceType: new InstanceType('t3.micro'), machineImage: MachineImage.genericLinux({ 'eu-central-1': 'ami-1' }),
    });
    loadBalancer.addListener('Http', { port: 443, protocol: ApplicationProtocol.HTTP, open: false })
      .addTargets('Target', { port: 8080, protocol: ApplicationProtocol.HTTP, targets: [target] });
    expect(() => app.synth()).not.toThrow();
    expectAdmitted(Template.fromStack(stack), [GRAPH_RULE]);
  });

  test('can enforce a scenario in another, whose template then has nothing of it', () => {
    const app = new App();
    const { stack, groups } = scene({}, new Stack(app, 'Network'));
    const other = new Stack(app, 'Service');
    graph(other, groups);
    hybrid(stack, groups);
    expectAdmitted(Template.fromStack(stack), [GRAPH_RULE, rule(['198.51.100.0/25', '2001:db8:e::/48'])]);
    expect(Object.keys(stack.templateOptions.metadata![KEY]['Network/Groups'] as object)).toEqual(['Network/Hybrid', 'Service/Graph']);
    expect(Template.fromStack(other).toJSON().Resources).toBeUndefined();
  });
});

describe('inside a stage or construct', () => {
  class Application extends Construct {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      const groups = new SecurityGroups(this, 'Groups', { vpc: vpcOf(this), disableInlineRules: true, rulesPerGroup: 3 });
      graph(this, groups);
    }
  }

  const stackIn = (scope: Construct) => {
    const stack = new Stack(scope, 'Application');
    new Application(stack, 'Tier');
    return stack;
  };

  test('the same stack gets the same resources in every stage', () => {
    const app = new App();
    const [development, production] = ['Development', 'Production'].map((id) => Template.fromStack(stackIn(new Stage(app, id))).toJSON());
    expect(development.Resources).toEqual(production.Resources);
    expect(Object.keys(production.Metadata[KEY])).toEqual(['Production/Application/Tier/Groups']);
    expectAdmitted(Template.fromJSON(production), [GRAPH_RULE], { rulesPerGroup: 3 });
  });

  test('the same construct can occur twice in one stack', () => {
    const stack = new Stack();
    new Application(stack, 'Other');
    new Application(stack, 'One');
    expect(() => Template.fromStack(stack)).not.toThrow();
    expect(Object.keys(stack.templateOptions.metadata![KEY])).toEqual(['Default/One/Groups', 'Default/Other/Groups']);
  });

  test('a nested stack holds the groups and their record', () => {
    const nested = new NestedStack(new Stack(), 'Nested');
    new Application(nested, 'Tier');
    const template = Template.fromStack(nested);
    expectAdmitted(template, [GRAPH_RULE], { rulesPerGroup: 3 });
    expect(Object.keys(template.toJSON().Metadata[KEY])).toEqual(['Default/Nested/Tier/Groups']);
  });
});

describe('the record in the template', () => {
  test('names scenario, slug, edition, row and address of what each scenario rests on', () => {
    const { stack, groups } = scene();
    graph(stack, groups);
    hybrid(stack, groups);
    expect(Template.fromStack(stack).toJSON().Metadata[KEY]).toEqual({
      'Default/Groups': {
        'Default/Graph': {
          scenario: 'GraphChangeNotificationIngress',
          cloud: 'Worldwide',
          sets: [{ slug: 'graph-change-notifications', title: 'What graph-change-notifications is for' }],
          origins: [{
            basis: 'stated', source: 'additional-endpoints', edition: '2025-01', published: '2025', entry: 'row 23', url: 'https://example.com/endpoints',
          }],
        },
        'Default/Hybrid': {
          scenario: 'ExchangeHybridInbound',
          cloud: 'Worldwide',
          sets: [{ slug: 'exchange-hybrid', title: 'What exchange-hybrid is for' }],
          origins: [{
            basis: 'derived',
            source: 'additional-endpoints',
            edition: '2025-01',
            published: '2025',
            entry: 'row 7',
            url: 'https://example.com/endpoints',
            via: { basis: 'stated', source: 'web-service-worldwide', edition: '2026', published: '2026', entry: 'id 1', url: 'https://example.com/endpoints' },
          }],
        },
      },
    });
  });

  test('follows the edition that the app chooses, where that edition has anything new', () => {
    const [old, later] = [CATALOG, CATALOG.edition('2025-h2')].map((catalog) => {
      const { stack, groups } = scene();
      graph(stack, groups, { catalog });
      hybrid(stack, groups, { catalog });
      return Template.fromStack(stack).toJSON().Metadata[KEY]['Default/Groups'];
    });
    expect(later['Default/Graph'].origins[0].edition).toBe('2025-h2');
    expect(later['Default/Hybrid']).toEqual(old['Default/Hybrid']);
  });

  test('leaves other metadata of the template alone', () => {
    const { stack, groups } = scene();
    stack.addMetadata('Owner', 'network team');
    graph(stack, groups);
    expect(Template.fromStack(stack).toJSON().Metadata.Owner).toBe('network team');
  });
});
