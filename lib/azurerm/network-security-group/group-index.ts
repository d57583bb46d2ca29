import { TerraformProvider, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { groupBy } from '../../collections/group-by';
import { isResourceOf } from '../../terraform/provider-of';
import { ValidationIndex } from '../../terraform/validation-index';
import { identifyGroup } from './group-key';

/** A rule that is a separate resource, read through the inputs of its class, whichever provider package made it. */
export interface SeparateRule extends TerraformResource {
  readonly nameInput?: string;
  readonly priorityInput?: number;
  readonly directionInput?: string;
  readonly accessInput?: string;
  readonly networkSecurityGroupNameInput?: string;
  readonly resourceGroupNameInput?: string;
  readonly sourceAddressPrefixesInput?: readonly string[];
  readonly destinationAddressPrefixesInput?: readonly string[];
}

/** A group, read through the inputs of its class, whichever provider package made it. */
interface Group extends TerraformResource {
  readonly name: string;
  readonly resourceGroupName: string;
  readonly securityRuleInput?: unknown;
  readonly provider?: TerraformProvider;
}

/** Every rule and every group with inline rules of an app, by the key of the group. */
export interface GroupIndex {
  rulesOf(key: string): readonly SeparateRule[];
  groupsWithInlineRules(key: string): readonly IConstruct[];
}

/** For the validation of everything that writes rules. */
export const GROUP_INDEX = new ValidationIndex<GroupIndex>((root) => {
  const all = root.node.findAll();
  const rules = groupBy(all.filter(isSeparateRule), (rule) => identifyGroup(rule, {
    name: rule.networkSecurityGroupNameInput ?? '', resourceGroupName: rule.resourceGroupNameInput ?? '',
  }, rule.provider).key);
  // Even an empty list of inline rules, which makes Terraform delete all others.
  const groups = groupBy(all.filter(isGroup).filter((group) => group.securityRuleInput !== undefined), (group) => identifyGroup(group, group).key);
  return { rulesOf: (key) => rules.get(key) ?? [], groupsWithInlineRules: (key) => groups.get(key) ?? [] };
});

function isSeparateRule(construct: IConstruct): construct is SeparateRule {
  return isResourceOf(construct, 'azurerm_network_security_rule');
}

function isGroup(construct: IConstruct): construct is Group {
  return isResourceOf(construct, 'azurerm_network_security_group');
}
