import { PrefixSet } from '../../net';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import type { WebCondition } from './web-filter';

/** How a document writes the statements of AWS WAF, and what its references lead to. */
export interface WafDialect {
  /** The spelling of a name that CloudFormation writes in Pascal case. */
  spell(name: string): string;

  /** The addresses of the IP set that an ARN names; undefined when the document does not declare it. */
  ipSet(arn: JsonNode): PrefixSet | undefined;
}

/**
 * Reads a statement of AWS WAF.
 *
 * A statement on the URI path is a condition on the path; an IP set that a header is
 * compared with says nothing of the source and is some other condition, as is everything else.
 */
export function readWafStatement(node: JsonNode, dialect: WafDialect, report: Report): WebCondition {
  const given = node.entries().filter(([, value]) => !value.isAbsent);
  if (given.length !== 1) throw node.malformed('exactly one kind of statement');
  const [kind, body] = [given[0][0], only(given[0][1])];
  const at = (parent: JsonNode, name: string) => parent.at(dialect.spell(name));
  switch (kind) {
    case dialect.spell('AndStatement'):
    case dialect.spell('OrStatement'): {
      const conditions = at(body, 'Statements').itemsOrSelf().map((one) => readWafStatement(one, dialect, report));
      return { kind: kind === dialect.spell('AndStatement') ? 'all' : 'any', conditions };
    }
    case dialect.spell('NotStatement'):
      return { kind: 'not', condition: readWafStatement(only(at(body, 'Statement')), dialect, report) };
    case dialect.spell('IPSetReferenceStatement'): {
      if (!at(body, 'IPSetForwardedIPConfig').isAbsent) return { kind: 'other', text: node.describe() };
      const addresses = dialect.ipSet(at(body, 'Arn'));
      if (addresses === undefined) report.unresolve(at(body, 'Arn'));
      return addresses === undefined ? { kind: 'other', text: node.describe() } : { kind: 'source', addresses };
    }
    default: {
      const field = at(body, 'FieldToMatch');
      const onPath = !field.isAbsent && !at(only(field), 'UriPath').isAbsent;
      return { kind: onPath ? 'path' : 'other', text: node.describe() };
    }
  }
}

/** The one block of a kind, through both forms that Terraform JSON allows. */
function only(node: JsonNode): JsonNode {
  const items = node.itemsOrSelf();
  if (items.length !== 1) throw node.malformed('exactly one block');
  return items[0];
}
