import type { JsonNode } from '../../document/json-node';
import type { Literals } from '../../document/literals';
import type { Report } from '../../document/report';
import { pathOfPattern } from '../filter/path-pattern';
import type { Sources } from '../filter/read-sources';
import { requestText } from '../filter/request-text';
import type { WebCondition } from '../filter/web-condition';

/** How a document writes the statements of AWS WAF, and what its references lead to. */
export interface WafDialect {
  /** The spelling of a name that CloudFormation writes in Pascal case. */
  spell(name: string): string;

  readonly values: Literals;

  /** What the IP set holds that an ARN names; undefined when the document does not declare it. */
  ipSet(arn: JsonNode): Sources | undefined;
}

/** How a path must be rewritten before it is compared, in this order, so that no encoding hides it. */
const TRANSFORMATIONS = 'URL_DECODE URL_DECODE_UNI LOWERCASE';

/**
 * Reads a statement of AWS WAF.
 *
 * A statement on the URI path is a condition on the path; an IP set that a header is
 * compared with says nothing of the source and is some other condition, as is everything else.
 */
export function readWafStatement(node: JsonNode, dialect: WafDialect, report: Report): WebCondition {
  const at = (parent: JsonNode, name: string) => parent.at(dialect.spell(name));
  if (!dialect.values.isKnown(node)) return { kind: 'other', text: node.describe() };
  const given = node.entries().filter(([, value]) => !dialect.values.isNothing(value));
  if (given.length !== 1) throw node.malformed('exactly one kind of statement');
  const [[kind, block]] = given;
  const body = onlyBlock(block, dialect.values);
  if (body === undefined) return { kind: 'other', text: node.describe() };
  switch (kind) {
    case dialect.spell('AndStatement'):
    case dialect.spell('OrStatement'): {
      const list = at(body, 'Statements');
      const parts = dialect.values.isKnown(list) ? list.itemsOrSelf().filter((part) => !dialect.values.isNothing(part)) : [list];
      return { kind: kind === dialect.spell('AndStatement') ? 'all' : 'any', conditions: parts.map((part) => readWafStatement(part, dialect, report)) };
    }
    case dialect.spell('NotStatement'): {
      const inner = onlyBlock(at(body, 'Statement'), dialect.values);
      return inner === undefined ? { kind: 'other', text: node.describe() } : { kind: 'not', condition: readWafStatement(inner, dialect, report) };
    }
    case dialect.spell('IPSetReferenceStatement'): {
      if (!dialect.values.isNothing(at(body, 'IPSetForwardedIPConfig'))) return { kind: 'other', text: node.describe(), node };
      const set = dialect.ipSet(at(body, 'Arn'));
      if (set === undefined) report.unresolve(at(body, 'Arn'));
      return set === undefined ? { kind: 'other', text: node.describe() } : { kind: 'source', addresses: set.addresses, entries: set.cidrs.length };
    }
    default:
      return isOnPath(body, dialect) ? { kind: 'path', text: pathOf(node, kind, body, dialect) } : { kind: 'other', text: node.describe(), node };
  }
}

/** The one block of a kind, through both forms that Terraform JSON allows; undefined when only the deployment knows it. */
export function onlyBlock(node: JsonNode, values: Literals): JsonNode | undefined {
  if (!values.isKnown(node)) return undefined;
  const items = node.itemsOrSelf();
  if (items.length !== 1) throw node.malformed('exactly one block');
  return values.isKnown(items[0]) ? items[0] : undefined;
}

function isOnPath(body: JsonNode, dialect: WafDialect): boolean {
  const field = dialect.values.items(body.at(dialect.spell('FieldToMatch')));
  return field.length === 1 && dialect.values.items(field[0].at(dialect.spell('UriPath'))).length === 1;
}

/** The path that a statement protects, or the statement as one line where it may be passed by another spelling. */
function pathOf(node: JsonNode, kind: string, body: JsonNode, { spell, values }: WafDialect): string {
  const path = kind === spell('RegexMatchStatement') ? pathOfRegex(body, spell, values) : undefined;
  if (path !== undefined) return path;
  node.account();
  return requestText(node.value);
}

function pathOfRegex(body: JsonNode, spell: WafDialect['spell'], values: Literals): string | undefined {
  const pattern = values.text(body.at(spell('RegexString')));
  const transformations = values.items(body.at(spell('TextTransformations')))
    .map((one) => ({ type: values.text(one.at(spell('Type'))), priority: values.integer(one.at(spell('Priority'))) ?? 0 }))
    .sort((a, b) => a.priority - b.priority)
    .map(({ type }) => type);
  return pattern !== undefined && transformations.join(' ') === TRANSFORMATIONS ? pathOfPattern(pattern) : undefined;
}
