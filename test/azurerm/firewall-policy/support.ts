import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { FirewallPolicyRules, FirewallPolicyRulesProps } from '../../../lib/azurerm';
import { Document, synth } from '../support';

/** A policy outside of the app. */
export const POLICY = { id: '/subscriptions/0/resourceGroups/rg-hub/providers/Microsoft.Network/firewallPolicies/afwp-hub' };

/** Rules in the policy. */
export function newFirewallRules(scope: Construct, props: Partial<FirewallPolicyRulesProps> = {}, id = 'ToMicrosoft'): FirewallPolicyRules {
  return new FirewallPolicyRules(scope, id, { firewallPolicy: POLICY, priority: 500, ...props });
}

/** A rule as Terraform reads it, of either kind. */
export interface WrittenFirewallRule {
  readonly name: string;
  readonly description: string;
  readonly protocols: (string | { readonly type: string; readonly port: number })[];
  readonly source_addresses?: string[];
  readonly source_ip_groups?: string[];
  readonly destination_addresses?: string[];
  readonly destination_ip_groups?: string[];
  readonly destination_fqdns?: string[];
  readonly destination_fqdn_tags?: string[];
  readonly destination_ports?: string[];
}

/** A collection as Terraform reads it. */
export interface WrittenCollection {
  readonly name: string;
  readonly priority: number;
  readonly action: string;
  readonly rule: WrittenFirewallRule[];
}

/** A rule collection group as Terraform reads it. */
export interface WrittenGroup {
  readonly name: string;
  readonly priority: number;
  readonly firewall_policy_id: string;
  readonly network_rule_collection?: WrittenCollection[];
  readonly application_rule_collection?: WrittenCollection[];
}

/** An IP group as Terraform reads it. */
export interface WrittenIpGroup {
  readonly name: string;
  readonly cidrs: string[];
  readonly location: string;
  readonly resource_group_name: string;
  readonly tags?: object;
}

/** Every rule collection group of a document. */
export function ruleCollectionGroups(document: Document): WrittenGroup[] {
  return Object.values((document.resource as any).azurerm_firewall_policy_rule_collection_group ?? {});
}

/** Every IP group of a document, by name. */
export function ipGroupsOf(document: Document): WrittenIpGroup[] {
  const groups: WrittenIpGroup[] = Object.values((document.resource as any)?.azurerm_ip_group ?? {});
  return groups.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Every collection of a document. */
export function collections(document: Document): WrittenCollection[] {
  return ruleCollectionGroups(document).flatMap((group) => [...group.network_rule_collection ?? [], ...group.application_rule_collection ?? []]);
}

/** Every rule of a document, network rules first. */
export function firewallRules(document: Document): WrittenFirewallRule[] {
  return collections(document).flatMap(({ rule }) => rule);
}

/** Every rule of a stack, one line each: `name: protocols > destinations : ports`. */
export function lines(stack: TerraformStack): string[] {
  return firewallRules(synth(stack)).map((rule) => [
    `${rule.name}:`,
    rule.protocols.map((protocol) => (typeof protocol === 'string' ? protocol : `${protocol.type}:${protocol.port}`)).join(),
    [rule.destination_addresses, rule.destination_ip_groups, rule.destination_fqdns, rule.destination_fqdn_tags]
      .flat().filter((each) => each !== undefined).join(),
    ...(rule.destination_ports === undefined ? [] : [rule.destination_ports.join()]),
  ].join(' '));
}
