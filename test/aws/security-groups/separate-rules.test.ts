import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Direction, PortSet } from '../../../lib/net';
import { GRAPH_PREFIXES } from '../../support/fixture-catalog';
import { rule } from '../../support/rules';
import { expectAdmitted, graph, GRAPH_RULE, hybrid, MAIL_PREFIXES, mailOutbound, NO_EGRESS, scene, writtenRules } from '../support';

const CONTEXT = '@aws-cdk/aws-ec2.securityGroupDisableInlineRules';

/** How many rules stand inside the groups, and how many are resources of their own. */
function counts(context: Record<string, unknown>, disableInlineRules?: boolean): [number, number] {
  const { stack, groups } = scene({ disableInlineRules }, new Stack(new App({ context }), 'Stack'));
  graph(stack, groups);
  const template = Template.fromStack(stack);
  const separate = Object.keys(template.findResources('AWS::EC2::SecurityGroupIngress')).length;
  return [writtenRules(template).filter(({ text }) => text !== NO_EGRESS).length - separate, separate];
}

const INLINE = [GRAPH_PREFIXES.length, 0];
const SEPARATE = [0, GRAPH_PREFIXES.length];

describe('rules stand', () => {
  test.each<[string, Record<string, unknown>, boolean | undefined, number[]]>([
    ['inside their group by default', {}, undefined, INLINE],
    ['apart with the prop', {}, true, SEPARATE],
    ['apart with the context key of CDK', { [CONTEXT]: true }, undefined, SEPARATE],
    ['apart with the context key as text, which is what the command line gives', { [CONTEXT]: 'true' }, undefined, SEPARATE],
    ['inside their group with the context key off', { [CONTEXT]: false }, undefined, INLINE],
    ['where the prop says, whatever the context says', { [CONTEXT]: true }, false, INLINE],
  ])('%s', (_, context, disableInlineRules, expected) => {
    expect(counts(context, disableInlineRules)).toEqual(expected);
  });
});

describe('separate rules', () => {
  test('admit exactly what is published, in several groups', () => {
    const { stack, groups } = scene({ disableInlineRules: true, rulesPerGroup: 3 });
    graph(stack, groups);
    hybrid(stack, groups);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 2);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', GRAPH_PREFIXES.length + 2);
    expectAdmitted(template, [GRAPH_RULE, rule(['198.51.100.0/25', '2001:db8:e::/48'])], { rulesPerGroup: 3 });
  });

  test('may be outbound, beside the rule that denies everything else', () => {
    const { stack, groups } = scene({ disableInlineRules: true });
    mailOutbound(stack, groups);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 2);
    expectAdmitted(template, [rule(MAIL_PREFIXES, { direction: Direction.OUTBOUND, ports: PortSet.parse('25') })]);
  });

  test('have the descriptions of inline ones', () => {
    const described = [true, false].map((disableInlineRules) => {
      const { stack, groups } = scene({ disableInlineRules });
      graph(stack, groups);
      return writtenRules(Template.fromStack(stack)).map(({ text, description }) => `${text}: ${description}`).sort();
    });
    expect(described[0]).toEqual(described[1]);
  });

  test('name what they hold in their logical ids', () => {
    const { stack, groups } = scene({ disableInlineRules: true });
    hybrid(stack, groups);
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::EC2::SecurityGroupIngress'))).toEqual([
      expect.stringMatching(/^GroupsRulesinboundtcp44319851100025[0-9A-F]{8}$/),
      expect.stringMatching(/^GroupsRulesinboundtcp4432001db8e48[0-9A-F]{8}$/),
    ]);
  });
});
