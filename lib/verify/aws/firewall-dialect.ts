import { CLOUDFORMATION_SYNTAX, groupKey } from '../document/cloudformation-node';
import type { JsonNode } from '../document/json-node';
import { Literals } from '../document/literals';
import type { Report } from '../document/report';
import { TERRAFORM_SYNTAX } from '../document/terraform-node';

/** How a document writes the firewalls of AWS: names, and references from one resource to another. */
export interface FirewallDialect {
  readonly literals: Literals;

  /** The spelling of a name that CloudFormation writes in Pascal case. */
  spell(name: string): string;

  /**
   * The resource of the document that a value names by one of its attributes, else the value as it is written.
   *
   * @param attribute the attribute in Pascal case, as `Fn::GetAtt` has it
   * @param type the type in Terraform
   */
  target(node: JsonNode, attribute: string, type: string): string;
}

export function cloudFormationFirewalls(report: Report): FirewallDialect {
  return { literals: new Literals(CLOUDFORMATION_SYNTAX, report), spell: (name) => name, target: (node, attribute) => groupKey(node, attribute) };
}

/** Where Terraform does not write the snake case of the name in CloudFormation. */
const TERRAFORM_NAMES: Readonly<Record<string, string>> = {
  IPSets: 'ip_sets',
  Qtype: 'q_type',
  StatefulRules: 'stateful_rule',
  StatefulRuleGroupReferences: 'stateful_rule_group_reference',
  StatelessRuleGroupReferences: 'stateless_rule_group_reference',
  StatelessCustomActions: 'stateless_custom_action',
};

export function terraformFirewalls(report: Report): FirewallDialect {
  return {
    literals: new Literals(TERRAFORM_SYNTAX, report),
    spell: (name) => TERRAFORM_NAMES[name] ?? name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase(),
    target: (node, attribute, type) => {
      const text = node.text();
      const match = /^\$\{(\w+)\.([\w-]+)\.(\w+)\}$/.exec(text);
      return match !== null && match[1] === type && match[3] === (attribute === 'Id' ? 'id' : 'arn') ? match[2] : text;
    },
  };
}
