import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { TerraformStack, Testing } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { GraphChangeNotificationIngress, GraphChangeNotificationIngressProps, IEnforcementPoint, Scenario, ScenarioProps } from '../../lib';
import { WafIpSets } from '../../lib/terraform-aws';
import { admittedByRules, AdmittingRule, compare, readTerraform } from '../../lib/verify';
import { fixtureCatalog } from '../support/fixture-catalog';

/** What these tests read of a synthesised stack: resources by type and name. */
export interface Document {
  readonly '//': Record<string, any>;
  readonly 'resource': Record<string, Record<string, Record<string, any>>>;
}

/** A stack with the provider that validation asks for. */
export function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), 'stack');
  new AwsProvider(stack, 'Aws', { region: 'us-east-1' });
  return stack;
}

/** The provider's own group. */
export function newGroup(scope: Construct, id = 'Group'): SecurityGroup {
  return new SecurityGroup(scope, id, { name: id, vpcId: 'vpc-1' });
}

/** A web ACL that blocks on one path whoever is not admitted. */
export function webAcl(stack: TerraformStack, waf: WafIpSets): Wafv2WebAcl {
  const visibilityConfig = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: 'acl' };
  return new Wafv2WebAcl(stack, 'WebAcl', { name: 'acl', scope: 'REGIONAL', defaultAction: { allow: {} }, rule: [waf.webAclRule(0)], visibilityConfig });
}

export function graph(scope: Construct, enforcedBy: IEnforcementPoint, props: Partial<GraphChangeNotificationIngressProps> = {}, id = 'Graph') {
  return new GraphChangeNotificationIngress(scope, id, { enforcedBy: [enforcedBy], catalog: fixtureCatalog(), ...props });
}

/** Sends mail to Exchange Online: outbound, TCP 25. */
export class MailOutbound extends Scenario {
  constructor(scope: Construct, id: string, props: ScenarioProps) {
    super(scope, id, props, { slug: 'worldwide-10', flows: [{ name: 'service' }] });
  }
}

export function mailOutbound(scope: Construct, enforcedBy: IEnforcementPoint, props: Partial<ScenarioProps> = {}) {
  return new MailOutbound(scope, 'Mail', { enforcedBy: [enforcedBy], catalog: fixtureCatalog(), ...props });
}

/** Synthesises, with validations. */
export function synth(stack: TerraformStack): Document {
  return JSON.parse(Testing.synth(stack, true));
}

/** Synthesises as the CLI does, comments included. */
export function fullSynth(stack: TerraformStack): Document {
  return JSON.parse(readFileSync(join(Testing.fullSynth(stack), 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8'));
}

/** The resources of a type, in the order of the document. */
export function resources(document: Document, type: string): Record<string, any>[] {
  return Object.values(document.resource[type] ?? {}).map(({ '//': _, ...rest }) => rest);
}

/** Asserts that the groups of a document admit exactly what the rules say, and that EC2 accepts them. */
export function expectAdmitted(document: Document, rules: readonly AdmittingRule[], limits: { rulesPerEc2Group?: number } = {}): void {
  const { admitted, findings, unresolved } = readTerraform(document, limits);
  expect([findings, unresolved]).toEqual([[], []]);
  expect(compare(admitted, admittedByRules(rules).admitted).toString()).toBe('admits exactly what was expected');
}

/** The ids of the warnings on a construct. */
export function warningIds({ node }: IConstruct): string[] {
  return node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => /\[ack: cdk-m365-endpoints:(\w+)\]$/.exec(data)?.[1] ?? data);
}

/** How two documents differ: resources that came and went, and arguments that changed. */
export function difference(before: Document, after: Document): string[] {
  const flat = (document: Document) => new Map(Object.entries(document.resource).flatMap(([type, byName]) => (
    Object.entries(byName).map(([name, config]) => [`${type}.${name}`, config] as const)
  )));
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((address) => {
    const [a, b] = [old.get(address), now.get(address)];
    if (a === undefined || b === undefined) {
      return [`${a === undefined ? '+' : '-'} ${address.split('.')[0]}`];
    }
    return Object.keys(a).filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key])).map((key) => `${address.split('.')[0]} ${key}`);
  });
}
