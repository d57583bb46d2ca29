import { FindingCode } from '../../document/finding';
import type { JsonNode } from '../../document/json-node';
import type { Literals } from '../../document/literals';
import type { Report } from '../../document/report';
import { pathOfPattern } from '../filter/path-pattern';
import { readSources } from '../filter/read-sources';
import { requestText } from '../filter/request-text';
import { ALWAYS, type WebCondition } from '../filter/web-condition';

/** How one of Azure's two firewalls writes a condition. */
export interface AzureDialect {
  /** The operator for regular expressions. */
  readonly regex: string;

  /** The variable that is the address of the connection, in lower case. */
  readonly source: string;

  /** The variables that a condition is about. */
  variables(condition: JsonNode, values: Literals): readonly JsonNode[];
}

/** The most values of a condition. @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
export const MOST_VALUES = 600;

/** The scheme and host that Front Door shows before the path; nothing on Application Gateway. */
const HOST = '(?:https?://[^/\\\\]*)?';

/** How a URL must be rewritten before it is compared, in this order, so that no encoding hides it. */
const TRANSFORMATIONS = 'urldecode lowercase';

/** What every request has, so that any value matches every request. */
const IN_EVERY_REQUEST = ['remoteaddr', 'socketaddr', 'requesturi', 'requestmethod'];

/** Reads a condition of a custom rule: on the source, on the path, or on something else. */
export function readMatch(condition: JsonNode, dialect: AzureDialect, values: Literals, report: Report): WebCondition {
  const list = condition.at('match_values');
  const { length } = list.itemsOrSelf();
  if (length > MOST_VALUES) report.find(FindingCode.TOO_MANY_PREFIXES, list.path, `has ${length} values, the limit is ${MOST_VALUES}`);
  const negated = values.boolean(condition.at('negation_condition'), false);
  const positive = negated === undefined ? unknown(condition) : readPositive(condition, dialect, values, report);
  return negated === true ? { kind: 'not', condition: positive } : positive;
}

function readPositive(condition: JsonNode, dialect: AzureDialect, values: Literals, report: Report): WebCondition {
  const names = dialect.variables(condition, values).map((variable) => values.text(variable)?.toLowerCase());
  const operator = values.text(condition.at('operator'))?.toLowerCase();
  const transforms = values.items(condition.at('transforms')).map((item) => values.text(item)?.toLowerCase());
  if (operator === undefined || names.length === 0 || names.includes(undefined) || transforms.includes(undefined)) return unknown(condition);
  const { negation_condition: _, ...rest } = condition.object();
  const isPart = hasSelector(condition, values);
  const isAbout = (name: string) => names.every((one) => one === name) && !isPart;
  if (operator === 'any' && IN_EVERY_REQUEST.some(isAbout)) return ALWAYS;
  if (operator === 'ipmatch' && isAbout(dialect.source) && transforms.length === 0) {
    const { addresses, cidrs } = readSources(condition.at('match_values'), values, report, true);
    return { kind: 'source', addresses, entries: cidrs.length };
  }
  if (!isAbout('requesturi')) return { kind: 'other', text: requestText(rest), node: condition };
  const patterns = values.items(condition.at('match_values')).map((item) => values.text(item));
  const path = operator === dialect.regex.toLowerCase() && patterns.length === 1 && patterns[0] !== undefined
    && transforms.join(' ') === TRANSFORMATIONS ? pathOfPattern(patterns[0], HOST) : undefined;
  return { kind: 'path', text: path ?? requestText(rest) };
}

function hasSelector(condition: JsonNode, values: Literals): boolean {
  const blocks = [condition, ...values.items(condition.at('match_variables'))];
  return blocks.some((block) => !values.isNothing(block.at('selector')));
}

/** A condition with a part that is under `unresolved`. */
function unknown(condition: JsonNode): WebCondition {
  return { kind: 'other', text: condition.describe() };
}
