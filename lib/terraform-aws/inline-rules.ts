import { TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';
import { isResourceOf } from '../terraform/provider-of';
import { referenceKey } from '../terraform/resource-key';
import { ValidationIndex } from '../terraform/validation-index';

/** What a security group says of itself, by whatever class. */
interface GroupInputs {
  readonly id: string;
  readonly ingressInput?: unknown;
  readonly egressInput?: unknown;
}

const isGroup = (construct: IConstruct): construct is TerraformResource & GroupInputs => isResourceOf(construct, 'aws_security_group');

/** The paths of the groups with inline rules, by what refers to each. */
const WITH_INLINE_RULES = new ValidationIndex((root) => new Map(
  root.node.findAll().filter(isGroup)
    .filter(({ ingressInput, egressInput }) => ingressInput !== undefined || egressInput !== undefined)
    .map((group) => [referenceKey(group, group.id), group.node.path]),
));

/** What is wrong with groups that have inline rules, in favour of which Terraform deletes all others. Only for a complete app. */
export function inlineRuleProblems(scope: IConstruct, groupIds: readonly string[]): string[] {
  const paths = WITH_INLINE_RULES.of(scope);
  return groupIds.flatMap((groupId) => paths.get(referenceKey(scope, groupId)) ?? []).map((path) => (
    `${path} has inline rules (ingress or egress), and Terraform would delete the rules of ${scope.node.path} in their favour: make them separate resources`
  ));
}
