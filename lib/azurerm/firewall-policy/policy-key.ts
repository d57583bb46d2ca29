import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { identify } from '../../terraform/identify';

/**
 * Text that is the same for everything of one name in one firewall policy, in any letter case.
 *
 * Policies of different stacks that are named by reference differ.
 *
 * @param scope a construct of the stack in which `policyId` is written
 */
export function policyKey(scope: IConstruct, policyId: string | undefined, name: string | undefined): string {
  const [id, text] = [policyId, name].map((value) => (value === undefined ? '' : identify(value, scope).toLowerCase()));
  return JSON.stringify([id.includes('${') ? TerraformStack.of(scope).node.path : '', id, text]);
}
