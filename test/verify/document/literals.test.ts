import { CLOUDFORMATION_SYNTAX } from '../../../lib/verify/document/cloudformation-node';
import { JsonNode } from '../../../lib/verify/document/json-node';
import { Literals } from '../../../lib/verify/document/literals';
import { Report } from '../../../lib/verify/document/report';
import { TERRAFORM_SYNTAX } from '../../../lib/verify/document/terraform-node';

const UNKNOWN = { CloudFormation: { 'Fn::If': ['C', 1, 2] }, Terraform: '${var.x ? 1 : 2}' };

describe.each([['CloudFormation', CLOUDFORMATION_SYNTAX], ['Terraform', TERRAFORM_SYNTAX]] as const)('%s', (kind, syntax) => {
  const unknown = UNKNOWN[kind];
  const setUp = (value: unknown) => {
    const report = new Report();
    return { report, literals: new Literals(syntax, report), node: new JsonNode(value, 'x') };
  };

  test('an unknown value is undefined and unresolved', () => {
    for (const read of [
      (literals: Literals, node: JsonNode) => literals.text(node),
      (literals: Literals, node: JsonNode) => literals.integer(node),
      (literals: Literals, node: JsonNode) => literals.boolean(node, true),
      (literals: Literals, node: JsonNode) => literals.choice(node, { a: 1 }),
    ]) {
      const { report, literals, node } = setUp(unknown);
      expect(read(literals, node)).toBeUndefined();
      expect(report.unresolved.map(({ path }) => path)).toEqual(['x']);
    }
  });

  test('literal values, as text or not', () => {
    expect(setUp(5).literals.text(setUp(5).node)).toBe('5');
    expect(setUp('5').literals.integer(setUp('5').node)).toBe(5);
    expect(setUp('false').literals.boolean(setUp('false').node, true)).toBe(false);
    expect(setUp(null).literals.boolean(setUp(null).node, true)).toBe(true);
  });

  test('words, with or without regard to case; another word is unresolved', () => {
    const { literals, report } = setUp('');
    const at = (value: string) => new JsonNode(value, value);
    expect(literals.choice(at('Allow'), { Allow: 1 })).toBe(1);
    expect(literals.choice(at('ALLOW'), { allow: 1 }, { lower: true })).toBe(1);
    expect(literals.choice(at('allow'), { Allow: 1 })).toBeUndefined();
    expect(literals.choice(at('toString'), { Allow: 1 })).toBeUndefined();
    expect(report.unresolved.map(({ text }) => text)).toEqual(['allow', 'toString']);
  });

  test('items of a list, without those that are not known', () => {
    const { literals, report, node } = setUp(['a', unknown, 'b']);
    expect(literals.items(node).map(({ value }) => value)).toEqual(['a', 'b']);
    expect(report.unresolved.map(({ path }) => path)).toEqual(['x[1]']);
    const whole = setUp(unknown);
    expect(whole.literals.items(whole.node)).toEqual([]);
    expect(whole.report.unresolved).toHaveLength(1);
    expect(setUp(null).literals.items(setUp(null).node)).toEqual([]);
  });
});
