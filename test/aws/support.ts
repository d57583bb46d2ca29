import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import {
  Catalog, ExchangeHybridInbound, ExchangeHybridInboundProps, GraphChangeNotificationIngress, GraphChangeNotificationIngressProps, IEnforcementPoint,
  MailboxMigrationInbound, Scenario, ScenarioProps,
} from '../../lib';
import { SecurityGroups, SecurityGroupsProps } from '../../lib/aws';
import { EndpointError } from '../../lib/messages/errors';
import { admittedByRules, AdmittingRule, compare, readCloudFormation } from '../../lib/verify';
import { fixtureCatalog, GRAPH_PREFIXES } from '../support/fixture-catalog';
import { rule } from '../support/rules';

export const CATALOG = fixtureCatalog();

/** What CDK writes so that a group without outbound rules has none. */
export const NO_EGRESS = 'outbound icmp 252-86 255.255.255.255/32';

/** What Graph means to admit, stated by hand. */
export const GRAPH_RULE = rule(GRAPH_PREFIXES);

// ── scenes ───────────────────────────────────────────────────────────────────

/** A VPC that costs no resources. */
export function vpcOf(scope: Construct): IVpc {
  return Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    publicSubnetIds: ['subnet-1', 'subnet-2'],
    publicSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
    privateSubnetIds: ['subnet-3', 'subnet-4'],
    privateSubnetRouteTableIds: ['rtb-3', 'rtb-4'],
  });
}

/** A stack with a VPC and the security groups under test. */
export function scene(props: Partial<SecurityGroupsProps> = {}, stack = new Stack()) {
  const vpc = vpcOf(stack);
  return { stack, vpc, groups: new SecurityGroups(stack, 'Groups', { vpc, ...props }) };
}

export function graph(scope: Construct, enforcedBy: IEnforcementPoint, props: Partial<GraphChangeNotificationIngressProps> = {}, id = 'Graph') {
  return new GraphChangeNotificationIngress(scope, id, { enforcedBy: [enforcedBy], catalog: CATALOG, ...props });
}

export function hybrid(scope: Construct, enforcedBy: IEnforcementPoint, props: Partial<ExchangeHybridInboundProps> = {}) {
  return new ExchangeHybridInbound(scope, 'Hybrid', { enforcedBy: [enforcedBy], catalog: CATALOG, ...props });
}

export function migration(scope: Construct, enforcedBy: IEnforcementPoint) {
  return new MailboxMigrationInbound(scope, 'Migration', { enforcedBy: [enforcedBy], catalog: CATALOG });
}

/** Sends mail to Exchange Online: an outbound scenario on TCP 25 to 198.51.100.128/26 and 2001:db8:e:1::/64. */
export class MailOutbound extends Scenario {
  constructor(scope: Construct, id: string, props: ScenarioProps) {
    super(scope, id, props, { slug: 'worldwide-10', flows: [{ name: 'service' }] });
  }
}

export const MAIL_PREFIXES = ['198.51.100.128/26', '2001:db8:e:1::/64'];

export function mailOutbound(scope: Construct, enforcedBy: IEnforcementPoint) {
  return new MailOutbound(scope, 'Mail', { enforcedBy: [enforcedBy], catalog: CATALOG });
}

/** `count` documentation addresses, of which no two can be merged. */
export function hosts(count: number): string[] {
  const networks = ['192.0.2', '198.51.100', '203.0.113'];
  return Array.from({ length: count }, (_, index) => `${networks[Math.floor(index / 128)]}.${(index % 128) * 2}/32`);
}

/** As `hosts`, of IPv6. */
export function ipv6Hosts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `2001:db8::${index === 0 ? '' : (index * 2).toString(16)}/128`);
}

/** The fixture catalog with these prefixes as the only ones that Graph publishes. */
export function graphPublishes(prefixes: string[]): Catalog {
  return fixtureCatalog((sets) => sets.map((set) => {
    const { slug, clouds, flows } = set as { slug: string; clouds: string[]; flows: object[] };
    return slug === 'graph-change-notifications' && clouds.includes('Worldwide') ? { ...set, flows: flows.map((flow) => ({ ...flow, prefixes })) } : set;
  }));
}

// ── what was synthesised ─────────────────────────────────────────────────────

export interface WrittenRule {
  /** Logical id of the group, or its physical id when it is imported. */
  readonly group: string;

  /** `inbound tcp 443 192.0.2.1/32` */
  readonly text: string;
  readonly description: string;
}

type Properties = Record<string, unknown>;

/** Every rule of a template, inline or separate, as it stands there. */
export function writtenRules(template: Template): WrittenRule[] {
  const resources = Object.entries(template.toJSON().Resources as Record<string, { Type: string; Properties: Properties }>);
  return resources.flatMap(([id, { Type, Properties: properties }]): WrittenRule[] => {
    switch (Type) {
      case 'AWS::EC2::SecurityGroup':
        return [
          ...listOf(properties.SecurityGroupIngress).map((one) => written(id, 'inbound', one)),
          ...listOf(properties.SecurityGroupEgress).map((one) => written(id, 'outbound', one)),
        ];
      case 'AWS::EC2::SecurityGroupIngress':
        return [written(groupOf(properties.GroupId), 'inbound', properties)];
      case 'AWS::EC2::SecurityGroupEgress':
        return [written(groupOf(properties.GroupId), 'outbound', properties)];
      default:
        return [];
    }
  });
}

function listOf(value: unknown): Properties[] {
  return (value ?? []) as Properties[];
}

function groupOf(id: unknown): string {
  return typeof id === 'string' ? id : (id as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0];
}

function written(group: string, direction: string, { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, Description }: Properties): WrittenRule {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const ports = JSON.stringify(FromPort) === JSON.stringify(ToPort) ? text(FromPort) : `${text(FromPort)}-${text(ToPort)}`;
  return { group, text: [direction, IpProtocol, ports, text(CidrIp ?? CidrIpv6)].join(' '), description: Description as string };
}

/** The texts of `writtenRules`, without that of no traffic, sorted. */
export function ruleTexts(template: Template): string[] {
  return writtenRules(template).map(({ text }) => text).filter((text) => text !== NO_EGRESS).sort();
}

/** Asserts that the groups of the template admit exactly what the rules say, and that EC2 accepts them. */
export function expectAdmitted(template: Template, rules: AdmittingRule[], limits: { rulesPerGroup?: number } = {}): void {
  const reading = readCloudFormation(template.toJSON(), limits);
  const { admitted, uncovered } = admittedByRules(rules);
  expect([reading.findings, reading.unresolved, uncovered]).toEqual([[], [], []]);
  expect(compare(reading.admitted, admitted).toString()).toBe('admits exactly what was expected');
}

/** The ids of this library's warnings in a stack, each with the path it is shown on. */
export function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-m365-endpoints:'))
    .map(({ id, entry }) => `${id} ${/cdk-m365-endpoints:(\w+)/.exec(String(entry.data))![1]}`);
}

/** The error that `action` throws. */
export function errorOf(action: () => unknown): EndpointError {
  try {
    action();
  } catch (error) {
    if (error instanceof EndpointError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was thrown');
}
