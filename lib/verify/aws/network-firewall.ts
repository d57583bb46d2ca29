import { EndpointError } from '../../messages/errors';
import { Direction } from '../../net';
import { isIntrinsic } from '../document/cloudformation-node';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { Report } from '../document/report';
import { isExpression } from '../document/terraform-node';
import type { NameBox } from '../space/admitted-names';
import { NameSet } from '../space/name-set';
import { ALL_PORTS } from '../space/port-map';
import { type Admits, readSuricata, type SuricataReading } from './suricata-rule';

/** A stateful rule group, whatever document it stands in. */
export interface FirewallRuleGroup {
  readonly path: string;
  readonly capacity: JsonNode;
  /** Rules as text; absent when they are given in another way. */
  readonly rulesString: JsonNode;
  /** A list of domains; absent when rules are given in another way. */
  readonly domainList: JsonNode;
  /** What else there may be, which is not understood. */
  readonly others: readonly JsonNode[];
}

/** How a document writes the keys of a domain list. */
export interface DomainListKeys {
  readonly targets: string;
  readonly targetTypes: string;
  readonly generatedRulesType: string;
}

/** @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/quotas.html */
const RULE_LENGTH = 8192;

const TARGET_TYPES = ['TLS_SNI', 'HTTP_HOST'];

/**
 * What a stateful rule group of AWS Network Firewall passes, apart from the policy it stands in.
 *
 * Rules that drop, reject or say anything else that is not understood are under
 * `unresolved`: what they would take away or add is not known.
 */
export function readFirewallRuleGroup(group: FirewallRuleGroup, keys: DomainListKeys, report: Report): Admits {
  group.others.filter((node) => !node.isAbsent).forEach((node) => report.unresolve(node));
  const listed = group.domainList.isAbsent ? [] : readDomainList(group.domainList, keys, report);
  const rules = group.rulesString.isAbsent ? [] : readRules(group, report);
  return { boxes: rules.flatMap(({ boxes }) => boxes), names: [...listed, ...rules.flatMap(({ names }) => names)] };
}

function readRules({ path, capacity, rulesString }: FirewallRuleGroup, report: Report): SuricataReading[] {
  if (isIntrinsic(rulesString) || (typeof rulesString.value === 'string' && isExpression(rulesString.value))) {
    report.unresolve(rulesString);
    return [];
  }
  const lines = rulesString.text().split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const sids = new Set<string>();
  const readings = lines.flatMap((line, index) => {
    const place = `${rulesString.path} rule ${index + 1}`;
    const reading = readSuricata(line, place, report);
    if (reading === undefined) report.unresolved.push({ path: place, text: line });
    if (line.length > RULE_LENGTH) report.find(FindingCode.RULE_TOO_LONG, place, `has ${line.length} characters, AWS takes ${RULE_LENGTH}`);
    if (reading?.sid !== undefined && sids.has(reading.sid)) report.find(FindingCode.DUPLICATE_SID, place, `has sid ${reading.sid}, which another rule has too`);
    sids.add(reading?.sid ?? '');
    return reading === undefined ? [] : [reading];
  });
  if (lines.length > capacity.integer()) report.find(FindingCode.TOO_MANY_RULES, path, `has ${lines.length} rules, its capacity is ${capacity.integer()}`);
  return readings;
}

/** An allow list: `.x` is x and every name below it, on every port that speaks the protocol. */
function readDomainList(list: JsonNode, keys: DomainListKeys, report: Report): NameBox[] {
  const types = list.at(keys.targetTypes).items().map((item) => item.text());
  if (list.at(keys.generatedRulesType).text() !== 'ALLOWLIST' || !types.every((type) => TARGET_TYPES.includes(type))) {
    report.unresolve(list);
    return [];
  }
  const names = list.at(keys.targets).items().map((item) => {
    const set = domainNames(item.text());
    if (set === undefined) report.unresolve(item);
    return set ?? NameSet.EMPTY;
  }).reduce((all, set) => all.union(set), NameSet.EMPTY);
  return [{ direction: Direction.OUTBOUND, protocol: 'tcp', ports: ALL_PORTS, names }];
}

function domainNames(domain: string): NameSet | undefined {
  if (domain.includes('*')) return undefined;
  try {
    return domain.startsWith('.') ? NameSet.parse(domain.slice(1), `*${domain}`) : NameSet.parse(domain);
  } catch (error) {
    if (error instanceof EndpointError) return undefined;
    throw error;
  }
}
