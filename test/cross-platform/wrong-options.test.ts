/**
 * Whatever JavaScript gives in place of an option is one clear error, or of the kind that the option takes.
 *
 * The options are those that the sources declare. A part of the grid is tried; `M365_COMPLETE=1` tries all of it.
 */
import { CdnFrontdoorFirewallPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy';
import { WebApplicationFirewallPolicy } from '@cdktf/provider-azurerm/lib/web-application-firewall-policy';
import { App, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { defineEdition, Catalog, EndpointError, Peer } from '../../lib';
import * as aws from '../../lib/aws';
import * as azure from '../../lib/azurerm';
import * as constructs from '../../lib/scenarios/constructs';
import { NULL_ENFORCEMENT_POINT } from '../../lib/scenarios/instantiate-example';
import { REGISTRY } from '../../lib/scenarios/registry';
import * as terraform from '../../lib/terraform-aws';
import { Root } from '../scenarios/support';
import { declaredConstructs, declaredEnum, DeclaredOption } from '../support/declared-options';

/** How many of the inputs are left out for each that is tried. */
const SKIPPED = process.env.M365_COMPLETE === undefined ? 12 : 0;

/** Makes a construct with options that are right but for those given. */
type Make = (options: object) => unknown;

// Constructs of one app are never removed, and validations look at all of them: a new app now and then.
let count = 0;
const cdk = (make: (stack: Stack, id: string, options: object) => unknown): Make => (options) => make(new Stack(new App({ analyticsReporting: false }), 'Stack'), `C${count++}`, options);
const cdktf = (make: (stack: TerraformStack, id: string, options: object) => unknown): Make => (options) => make(new TerraformStack(Testing.app(), 'stack'), `C${count++}`, options);

const priorities = azure.PriorityRange.of(1000, 1999);
const named = { name: 'name', resourceGroupName: 'rg', location: 'westeurope' };
const vpc = (stack: Stack) => Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] });
const edition = defineEdition({ source: 'own', edition: '2026-03', url: 'https://example.com/ips' }, [{
  slug: 'feed', row: 1, title: 'A feed', clouds: ['Worldwide'], flows: [{ name: 'feed', direction: 'inbound', basis: 'stated', tcpPorts: '443', prefixes: ['203.0.113.0/28'] }],
}]);

/** What scenarios cannot do without. */
const EXAMPLES: Record<string, object> = {
  CustomScenario: { catalog: Catalog.of(edition), sets: [{ slug: 'feed' }] },
  ...Object.fromEntries(REGISTRY.map(({ name, metadata }) => [name, metadata.example ?? {}])),
};

const POINTS: Record<string, Make> = {
  'aws SecurityGroups': cdk((stack, id, options) => new aws.SecurityGroups(stack, id, { vpc: vpc(stack), ...options })),
  'aws ExistingSecurityGroups': cdk((stack, id, options) => aws.SecurityGroups.fromSecurityGroups(stack, id, [SecurityGroup.fromSecurityGroupId(stack, 'G', 'sg-1')], options)),
  'aws PrefixLists': cdk((stack, id, options) => new aws.PrefixLists(stack, id, options)),
  'aws NetworkFirewallRules': cdk((stack, id, options) => new aws.NetworkFirewallRules(stack, id, options)),
  'aws DnsFirewallRules': cdk((stack, id, options) => new aws.DnsFirewallRules(stack, id, options)),
  'aws WafIpSets': cdk((stack, id, options) => new aws.WafIpSets(stack, id, { scope: aws.WafScope.REGIONAL, ...options })),
  'aws RestApiPolicy': cdk((stack, id, options) => new aws.RestApiPolicy(stack, id, options)),
  'terraform-aws SecurityGroups': cdktf((stack, id, options) => new terraform.SecurityGroups(stack, id, { vpcId: 'vpc-1', ...options })),
  'terraform-aws ExistingSecurityGroups': cdktf((stack, id, options) => terraform.SecurityGroups.fromSecurityGroupIds(stack, id, ['sg-1'], options)),
  'terraform-aws PrefixLists': cdktf((stack, id, options) => new terraform.PrefixLists(stack, id, options)),
  'terraform-aws NetworkFirewallRules': cdktf((stack, id, options) => new terraform.NetworkFirewallRules(stack, id, { ruleGroupName: 'name', ...options })),
  'terraform-aws DnsFirewallRules': cdktf((stack, id, options) => new terraform.DnsFirewallRules(stack, id, { ruleGroupName: 'name', ...options })),
  'terraform-aws WafIpSets': cdktf((stack, id, options) => new terraform.WafIpSets(stack, id, { scope: terraform.WafScope.REGIONAL, ...options })),
  'azurerm NetworkSecurityGroupRules': cdktf((stack, id, options) => new azure.NetworkSecurityGroupRules(stack, id, { networkSecurityGroup: named, priorities, ...options })),
  'azurerm OwnedNetworkSecurityGroup': cdktf((stack, id, options) => azure.NetworkSecurityGroupRules.withOwnGroup(stack, id, { ...named, priorities, ...options })),
  'azurerm AdminRules': cdktf((stack, id, options) => new azure.AdminRules(stack, id, { ruleCollection: { id: '/collections/one' }, priorities, ...options })),
  'azurerm OwnedAdminRules': cdktf((stack, id, options) => (
    azure.AdminRules.withOwnCollection(stack, id, { networkManager: { id: '/managers/one' }, networkGroupIds: ['/groups/one'], name: 'name', priorities, ...options })
  )),
  'azurerm FirewallPolicyRules': cdktf((stack, id, options) => new azure.FirewallPolicyRules(stack, id, { firewallPolicy: { id: '/policies/one' }, priority: 500, ...options })),
  'azurerm IpGroups': cdktf((stack, id, options) => new azure.IpGroups(stack, id, { ...named, ...options })),
  'azurerm AppServiceAccessRestrictions': cdktf((stack, id, options) => new azure.AppServiceAccessRestrictions(stack, id, options)),
  'azurerm EventHubNamespaceRules': cdktf((stack, id, options) => new azure.EventHubNamespaceRules(stack, id, options)),
  'azurerm ContainerAppRestrictions': cdktf((stack, id, options) => new azure.ContainerAppRestrictions(stack, id, options)),
  'azurerm FrontDoorWafRules': cdktf((stack, id, options) => azure.WafPolicyRules.forFrontDoor(stack, id, {
    policy: new CdnFrontdoorFirewallPolicy(stack, 'Policy', { name: 'policy', resourceGroupName: 'rg', skuName: 'Premium_AzureFrontDoor', mode: 'Prevention' }), priority: 10, ...options,
  })),
  'azurerm ApplicationGatewayWafRules': cdktf((stack, id, options) => azure.WafPolicyRules.forApplicationGateway(stack, id, {
    policy: new WebApplicationFirewallPolicy(stack, 'Policy', { ...named, managedRules: { managedRuleSet: [{ version: '3.2' }] } }), priority: 10, ...options,
  })),
};

const declared = declaredConstructs();

function makerOf(name: string, room: string): Make | undefined {
  if (room !== 'scenarios') return POINTS[`${room} ${name}`];
  type Constructor = new (scope: Construct, id: string, props: object) => Construct;
  const Type = Object.entries(constructs).find(([exported]) => exported === name)?.[1] as Constructor | undefined;
  const { options: known } = declared.find((construct) => construct.name === name)!;
  const common = known.some((option) => option.name === 'enforcedBy') ? { enforcedBy: [NULL_ENFORCEMENT_POINT] } : {};
  return Type && ((options) => new Type(new Root(), 'S', { ...common, ...EXAMPLES[name], ...options }));
}

/** Anything at all. */
const VALUES: readonly unknown[] = [
  null, true, false, 'true', 'false', '', 'x', '443', 'IPv4', 'ipv4', 'FAIL', '10.0.0.0/8', 'cdk-m365-endpoints:retired', '${Token[TOKEN.1]}', '#{TfToken[TOKEN.1]}', 0, 1, 443, -1, 1.5,
  NaN, Infinity, -1.8881545897087626e289, 2 ** 53, 10n, Symbol('x'), {}, { name: 'China' }, Object.create(null), { toString: null }, { resolve: () => true }, new Date(0), /x/, new Map(),
  () => true, class {}, Promise.resolve(), Peer.ipv4('203.0.113.0/24'),
];
const INPUTS = [...VALUES, [], ...VALUES.map((value) => [value]), [undefined], Array(2), [[]]];

/** Whether `value` is of the kind that a type names; what it says may still be refused. */
function isOfKind(type: string, value: unknown): boolean {
  const list = /^(?:readonly )?(.+)\[\]$/.exec(type);
  if (list !== null) return Array.isArray(value) && Array.from(value).every((item) => isOfKind(list[1], item));
  if (['boolean', 'number', 'string'].includes(type)) return typeof value === type;
  if (type.startsWith('{')) return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'Peer') return value instanceof Peer;
  return declaredEnum(type)?.includes(value as string) ?? false;
}

function outcome(make: Make, options: object): unknown {
  try {
    make(options);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** What is wrong with the answer to a wrong value: nothing, or a text. */
function problem(make: Make, { name, type }: DeclaredOption, value: unknown): string[] {
  const error = outcome(make, { [name]: value });
  const shown = `${name}: ${Array.isArray(value) ? `[${value.map((item) => typeof item).join()}] ` : ''}${typeof value} ${JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? 'bigint' : part))}`;
  if (error !== undefined && !(error instanceof EndpointError)) return [`${shown}: raw ${String(error)}`];
  if (error === undefined && !isOfKind(type, value)) return [`${shown}: accepted as ${type}`];
  return error !== undefined && /[\n\r]/.test((error as Error).message) && !/problems:/.test((error as Error).message) ? [`${shown}: several lines`] : [];
}

test('every construct that takes options is tried', () => {
  expect(declared.filter(({ name, room }) => makerOf(name, room) === undefined).map(({ name, room }) => `${room} ${name}`)).toEqual([]);
  expect(declared.length).toBeGreaterThanOrEqual(47);
});

test('what is right is accepted', () => {
  expect(declared.flatMap(({ name, room }) => outcome(makerOf(name, room)!, {}) ?? [])).toEqual([]);
});

describe.each(declared.map((construct, index) => [`${construct.room} ${construct.name}`, construct, index] as const))('%s', (_, { name, room, options }, index) => {
  const make = makerOf(name, room)!;

  test('answers wrong values with one clear error', () => {
    const inputs = options.flatMap((option) => INPUTS.map((value) => ({ option, value }))).filter((__, i) => (i + index) % (SKIPPED + 1) === 0);
    expect(inputs.flatMap(({ option, value }) => problem(make, option, value))).toEqual([]);
  });

  test('asks for what it cannot do without, and takes nothing in place of its options', () => {
    const missing = options.filter(({ isRequired }) => isRequired).map((option) => outcome(make, { [option.name]: undefined }));
    expect(missing.filter((error) => !(error instanceof EndpointError))).toEqual([]);
    expect(outcome(make, { [`${options[0].name}s`]: true })).toMatchObject({ code: 'UnknownOption' });
  });
});
