import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Text that is equal for equal values, be they concrete or tokens: `${aws_vpc.Vpc.id}`. */
export function identify(value: string | number, scope: IConstruct): string {
  if (!Token.isUnresolved(value)) {
    return String(value); // most values are plain, and resolving takes long
  }
  return String(Tokenization.resolve(value, { scope: TerraformStack.of(scope), resolver: RESOLVER, preparing: false }));
}
