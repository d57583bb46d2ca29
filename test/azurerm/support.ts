import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkSecurityGroup, NetworkSecurityGroupConfig } from '@cdktf/provider-azurerm/lib/network-security-group';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { App, TerraformStack, Testing } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import {
  NetworkSecurityGroupRules, NetworkSecurityGroupRulesOptions, NetworkSecurityGroupRulesProps, OwnedNetworkSecurityGroup,
  OwnedNetworkSecurityGroupProps, PriorityRange,
} from '../../lib/azurerm';
import { IEnforcementPoint } from '../../lib/rules';
import { GraphChangeNotificationIngress, GraphChangeNotificationIngressProps, Scenario, ScenarioProps } from '../../lib/scenarios';
import { admittedByRules, compare, readTerraform } from '../../lib/verify';
import { fixtureCatalog, inboundFlow, row } from '../support/fixture-catalog';

/** A rule as Terraform reads it, separate or inline. */
export interface WrittenRule {
  readonly name: string;
  readonly description: string;
  readonly priority: number;
  readonly direction: string;
  readonly access?: string;
  readonly protocol: string;
  readonly source_address_prefix?: string;
  readonly source_address_prefixes?: string[];
  readonly destination_address_prefix?: string;
  readonly destination_address_prefixes?: string[];
  readonly destination_port_range?: string;
  readonly destination_port_ranges?: string[];
  readonly network_security_group_name?: string;
  readonly resource_group_name?: string;
}

/** What these tests read of a synthesised stack. */
export interface Document {
  readonly '//': Record<string, any>;
  readonly 'resource': {
    readonly azurerm_network_security_group?: Record<string, { readonly security_rule?: WrittenRule[] }>;
    readonly azurerm_network_security_rule?: Record<string, WrittenRule>;
  };
}

/** A stack with the provider that validation asks for. */
export function newStack(id = 'stack', app: App = Testing.app()): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AzurermProvider(stack, 'Azure', { features: [{}] });
  return stack;
}

/** The provider's own group. */
export function newGroup(scope: Construct, rest: Partial<NetworkSecurityGroupConfig> = {}, id = 'Nsg'): NetworkSecurityGroup {
  return new NetworkSecurityGroup(scope, id, { name: 'nsg-web', resourceGroupName: 'rg-web', location: 'westeurope', ...rest });
}

export const RANGE = PriorityRange.of(200, 299);

/** Separate rules, in a group of the same stack unless another is given. */
export function newRules(scope: Construct, options: Partial<NetworkSecurityGroupRulesProps> = {}, id = 'FromMicrosoft'): NetworkSecurityGroupRules {
  const { networkSecurityGroup = newGroup(scope) } = options;
  return new NetworkSecurityGroupRules(scope, id, { priorities: RANGE, ...options, networkSecurityGroup });
}

/** A group of our own, with inline rules. */
export function newOwnGroup(scope: Construct, options: Partial<OwnedNetworkSecurityGroupProps> = {}, id = 'FromMicrosoft'): OwnedNetworkSecurityGroup {
  return NetworkSecurityGroupRules.withOwnGroup(scope, id, {
    name: 'nsg-web', resourceGroupName: 'rg-web', location: 'westeurope', priorities: RANGE, ...options,
  });
}

/** Both ways to write rules. */
export const STYLES: [name: string, create: (scope: Construct, options?: Partial<NetworkSecurityGroupRulesOptions>) => IEnforcementPoint][] = [
  ['separate rules', newRules],
  ['inline rules', newOwnGroup],
];

/** The Graph scenario on the fixture. */
export function newGraph(
  scope: Construct, id: string, enforcedBy: IEnforcementPoint, rest: Partial<GraphChangeNotificationIngressProps> = {},
): GraphChangeNotificationIngress {
  return new GraphChangeNotificationIngress(scope, id, { enforcedBy: [enforcedBy], catalog: fixtureCatalog(), ...rest });
}

/** What a scenario of the fixture row `some-service` admits; the tests say what is in it. */
export class SomeService extends Scenario {
  constructor(scope: Construct, id: string, enforcedBy: IEnforcementPoint, flow: object, rest: Partial<ScenarioProps> = {}) {
    const catalog = fixtureCatalog((sets) => [...sets, row('some-service', ['Worldwide'], [inboundFlow('service', flow)])]);
    super(scope, id, { enforcedBy: [enforcedBy], catalog, ...rest }, { slug: 'some-service', flows: [{ name: 'service' }] });
  }
}

/** Synthesises, with validations. */
export function synth(stack: TerraformStack): Document {
  return JSON.parse(Testing.synth(stack, true));
}

/** Synthesises as the CLI does, comments included. */
export function fullSynth(stack: TerraformStack): string {
  return readFileSync(join(Testing.fullSynth(stack), 'stacks', stack.node.id, 'cdk.tf.json'), 'utf8');
}

/** Every rule of a document, by name. */
export function writtenRules({ resource }: Document): WrittenRule[] {
  return [
    ...Object.values(resource.azurerm_network_security_rule ?? {}),
    ...Object.values(resource.azurerm_network_security_group ?? {}).flatMap((group) => group.security_rule ?? []),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The only rule whose name matches. */
export function theRule(document: Document, name: RegExp): WrittenRule {
  const rules = writtenRules(document).filter((rule) => name.test(rule.name));
  expect(rules).toHaveLength(1);
  return rules[0];
}

/** The priority of every rule, by name. */
export function priorities(document: Document): Record<string, number> {
  return Object.fromEntries(writtenRules(document).map(({ name, priority }) => [name, priority]));
}

/** Expects a document to admit what the scenarios mean, to the address, and nothing that Azure would reject. */
export function expectExactly(document: Document, ...scenarios: Scenario[]): void {
  const reading = readTerraform(document);
  const expected = admittedByRules(scenarios.flatMap((scenario) => scenario.rules.rules));
  expect(reading.findings).toEqual([]);
  expect(reading.unresolved).toEqual([]);
  expect(expected.uncovered).toEqual([]);
  expect(compare(reading.admitted, expected.admitted).toString()).toBe('admits exactly what was expected');
}

/** What a document admits, as text, with nothing in it that Azure would reject. */
export function admitted(document: Document): string[] {
  const reading = readTerraform(document);
  expect(reading.findings).toEqual([]);
  return reading.admitted.describe();
}

/** The warnings that cdktf shows on a construct. */
export function warningsOn({ node }: IConstruct): string[] {
  return node.metadata.filter(({ type }) => type === '@cdktf/warn').map(({ data }) => data);
}

/** The ids of the warnings on a construct. */
export function warningIds(construct: IConstruct): string[] {
  return warningsOn(construct).map((text) => /\[ack: cdk-m365-endpoints:(\w+)\]$/.exec(text)?.[1] ?? text);
}

/** Matches an error of this library by its code. */
export const withCode = (code: string) => expect.objectContaining({ name: 'EndpointError', code });
