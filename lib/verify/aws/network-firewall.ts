import { EndpointError } from '../../messages/errors';
import { Direction } from '../../net';
import { readCidr } from '../document/cidr';
import { FilterKind } from '../document/filter-kind';
import { FindingCode } from '../document/finding';
import type { JsonNode } from '../document/json-node';
import type { GroupReading, RuleReading } from '../document/reading';
import type { Report } from '../document/report';
import { checkSpokenProtocol } from '../document/spoken-protocol';
import { AdmittedNames, type NameBox } from '../space/admitted-names';
import { NameSet } from '../space/name-set';
import { joinSets } from '../space/peer-set';
import { ALL_PORTS } from '../space/port-map';
import type { FirewallDialect } from './firewall-dialect';
import { firewallReading, firewallRule } from './firewall-reading';
import { readSuricata } from './suricata-rule';

/** @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/quotas.html */
const RULE_LENGTH = 8192;

const TARGET_TYPES = ['TLS_SNI', 'HTTP_HOST'];

/** What a part of a rule group passes. */
interface Passed {
  readonly rules: readonly RuleReading[];
  readonly names: readonly NameBox[];
}

const KIND = { kind: FilterKind.NETWORK_FIREWALL, addedUpOn: 'policy' } as const;

const NOTHING: Passed = { rules: [], names: [] };

/**
 * What a stateful rule group of AWS Network Firewall passes, apart from the policy it stands in.
 *
 * Rules that drop, reject or say anything else that is not understood are under
 * `unresolved`: what they would take away or add is not known. `$HOME_NET` is the local side.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 */
export function readNetworkFirewallGroup(key: string, group: JsonNode, dialect: FirewallDialect, report: Report): GroupReading {
  const at = (node: JsonNode, name: string) => node.at(dialect.spell(name));
  group.ignore(...['Name', 'RuleGroupName', 'Description', 'Tags', 'EncryptionConfiguration'].map((name) => dialect.spell(name)));
  const [body, ...others] = dialect.literals.items(at(group, 'RuleGroup'));
  if (at(group, 'Type').value !== 'STATEFUL' || body === undefined || others.length > 0) {
    report.unresolve(group);
    return firewallReading(key, [], AdmittedNames.EMPTY, { ...KIND, quotas: [] });
  }
  const home = readVariables(at(body, 'RuleVariables'), dialect, report);
  checkOrder(at(body, 'StatefulRuleOptions'), group.path, dialect, report);
  const passed = dialect.literals.items(at(body, 'RulesSource')).map((source): Passed => {
    const text = at(source, 'RulesString');
    const lists = dialect.literals.items(at(source, 'RulesSourceList')).map((list) => readDomainList(list, dialect, report));
    const rules = dialect.literals.isNothing(text) ? NOTHING : readRules(text, home, at(group, 'Capacity'), group.path, dialect, report);
    return { rules: [...rules.rules, ...lists.flatMap((list) => list.rules)], names: [...rules.names, ...lists.flatMap((list) => list.names)] };
  });
  const rules = passed.flatMap((one) => one.rules);
  const room = dialect.literals.integer(at(group, 'Capacity'));
  at(group, 'Capacity').account();
  const quotas = room === undefined ? [] : [{ name: 'rules', used: rules.length, limit: room }];
  return firewallReading(key, rules, AdmittedNames.of(passed.flatMap(({ names }) => names)), { ...KIND, quotas });
}

/**
 * Checks that `$HOME_NET`, the local side, which is in no space, is a list of ranges where it is set; no other variable is in a rule
 * that is understood. In Terraform each variable is a block with a `key`. Gives the ranges as written, or the variable where they are
 * set by the policy or the VPC.
 */
function readVariables(node: JsonNode, { literals, spell }: FirewallDialect, report: Report): readonly string[] {
  const home: string[] = [];
  for (const variables of literals.items(node)) {
    for (const sets of literals.items(variables.at(spell('IPSets')))) {
      const isBlock = sets.has('key');
      for (const [name, set] of isBlock ? [[sets.at('key').text(), sets.at('ip_set')] as const] : sets.entries()) {
        if (name !== 'HOME_NET' && /^\w+$/.test(name)) {
          set.account();
          continue;
        }
        const written = literals.items(set).flatMap((one) => literals.items(one.at(spell('Definition'))));
        const ranges = written.map((range) => readCidr(range, report, true));
        home.push(...written.map((range) => range.text()));
        if (ranges.length === 0) report.unresolve(set);
      }
    }
    variables.ignore(spell('PortSets'));
  }
  return home.length === 0 ? ['$HOME_NET'] : home;
}

/** In AWS's own order what no rule decides passes, so that rules which only pass restrict nothing. */
function checkOrder(options: JsonNode, path: string, { literals, spell }: FirewallDialect, report: Report): void {
  const orders = literals.items(options).map((option) => literals.choice(option.at(spell('RuleOrder')), { STRICT_ORDER: true, DEFAULT_ACTION_ORDER: false }));
  if (orders.length !== 1 || orders[0] === false) report.leaveUncovered(path, 'is evaluated in the default action order, in which what no rule decides passes', true);
}

function readRules(text: JsonNode, home: readonly string[], capacity: JsonNode, path: string, { literals }: FirewallDialect, report: Report): Passed {
  const lines = (literals.text(text) ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const sids = new Set<string>();
  const readings = lines.flatMap((line, index) => {
    const place = `${text.path} rule ${index + 1}`;
    const reading = readSuricata(line, place, report);
    if (reading === undefined) report.unresolved.push({ path: place, text: line });
    if (line.length > RULE_LENGTH) report.find(FindingCode.RULE_TOO_LONG, place, `has ${line.length} characters, AWS takes ${RULE_LENGTH}`);
    if (reading?.sid !== undefined && sids.has(reading.sid)) report.find(FindingCode.DUPLICATE_SID, place, `has sid ${reading.sid}, which another rule has too`);
    sids.add(reading?.sid ?? '');
    return reading === undefined ? [] : [{ ...reading, place, line }];
  });
  const room = literals.integer(capacity);
  if (room !== undefined && lines.length > room) report.find(FindingCode.TOO_MANY_RULES, path, `has ${lines.length} rules, its capacity is ${room}`);
  return {
    rules: readings.map(({ place, line, boxes }) => firewallRule(place, line, boxes[0]?.direction ?? Direction.OUTBOUND, 'allow', boxes, home)),
    names: readings.flatMap(({ names }) => names),
  };
}

/** An allow list: `.x` is x and every name below it, on every port that speaks the protocol. */
function readDomainList(list: JsonNode, { literals, spell }: FirewallDialect, report: Report): Passed {
  const types = literals.items(list.at(spell('TargetTypes'))).map((item) => item.scalar());
  if (list.at(spell('GeneratedRulesType')).value !== 'ALLOWLIST' || !types.every((type) => TARGET_TYPES.includes(type))) {
    report.unresolve(list);
    return NOTHING;
  }
  if (new Set(types).size === 1) checkSpokenProtocol(types[0] === 'HTTP_HOST' ? 'http' : 'tls', [ALL_PORTS], list.path, report);
  const names = joinSets(literals.items(list.at(spell('Targets'))).map((item) => {
    const set = domainNames(item.text());
    if (set === undefined) report.unresolve(item);
    return set ?? NameSet.EMPTY;
  }), NameSet.EMPTY);
  return {
    rules: [firewallRule(list.path, undefined, Direction.OUTBOUND, 'allow')],
    names: [{ direction: Direction.OUTBOUND, protocol: 'tcp', ports: ALL_PORTS, names }],
  };
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
