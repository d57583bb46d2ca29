import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import { IConstruct } from 'constructs';

const RESOLVER = new DefaultTokenResolver(new StringConcat());

/** Text that is equal for equal values, be they concrete or tokens: `${aws_vpc.Vpc.id}`. */
export function identify(value: string | number, scope: IConstruct): string {
  return String(Tokenization.resolve(value, { scope: TerraformStack.of(scope), resolver: RESOLVER, preparing: false }));
}
