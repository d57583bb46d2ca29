import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/**
 * Text that is the same for everything of one name in one firewall policy, in any letter case.
 *
 * Policies of different stacks that are named by reference differ.
 *
 * @param scope a construct of the stack in which `policyId` is written
 */
export function policyKey(scope: IConstruct, policyId: string | undefined, name: string | undefined): string {
  const stack = TerraformStack.of(scope);
  const [id, text] = [policyId, name].map((value) => String(Tokenization.resolve(value, { scope: stack, resolver: RESOLVER, preparing: false })).toLowerCase());
  return JSON.stringify([id.includes('${') ? stack.node.path : '', id, text]);
}
