import { Origin } from '../../catalog';
import { Direction, PortSet } from '../../net';
import { FittedHostRule, FittedRule } from '../../rules/fit/fit';
import { describeOrigins, mergeOrigins } from '../../rules/model/origins';
import { placeInShards } from '../../rules/placement/placement';
import { PooledRules } from '../../rules/pool/rule-pool';
import { matchHost, NamedProtocol } from './suricata-host-match';

/** A Suricata rule before it has a signature id. */
export interface SuricataRule {
  /** What makes it this rule and no other; its prefixes and where they come from are not part of it. */
  readonly key: string;

  /** `tcp $HOME_NET any -> 192.0.2.0/24 443` */
  readonly header: string;

  /** Options that match, each with its semicolon. */
  readonly options: string;

  readonly description: string;
}

/** How a framework writes values that it may know only when the app is deployed. */
export interface ValueWriter {
  /** Stable text for a value that may be a token. */
  identify(value: string | number): string;

  /** A port that is a token, as text. */
  port(port: number): string;
}

/**
 * Prefixes in one rule. The longest IPv6 prefix takes 44 characters, so this many leave
 * room within the 8192 of a rule. `wanted` is how far rules are filled when one is not
 * enough, so that a prefix keeps its rule when others come and go.
 */
const PREFIXES_PER_RULE = { most: 150, wanted: 120 };

/** Prefixes that share everything that a rule says about them. */
interface AddressGroup {
  readonly rule: FittedRule;
  readonly ports: string;
  readonly description: string;

  /** By the text that identifies each. */
  readonly cidrs: Map<string, string>;
}

/** A name that is admitted on some ports, by everything that asked for it. */
interface NamedGroup {
  readonly rule: Omit<SuricataRule, 'description'>;
  readonly origins: Origin[];
}

/**
 * The rules of all scenarios as those of Suricata, sorted by content.
 *
 * One rule admits prefixes with the same ports and origins, sharded by content when they
 * are many; one rule admits one host pattern. What several scenarios want occurs once.
 *
 * @param tlsPorts the ports on which names are seen in TLS; on others they are seen in HTTP
 */
export function suricataRules(pooled: readonly PooledRules[], tlsPorts: PortSet, writer: ValueWriter): SuricataRule[] {
  const rules = [
    ...addressRules(pooled.flatMap((one) => one.rules), writer),
    ...hostRules(pooled.flatMap((one) => one.hostRules), tlsPorts, writer),
  ];
  return rules.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function addressRules(fitted: readonly FittedRule[], writer: ValueWriter): SuricataRule[] {
  const groups = new Map<string, AddressGroup>();
  for (const rule of fitted) {
    const ports = portText(rule, writer);
    for (const { cidr, origins } of rule.peers) {
      const description = describeOrigins(origins);
      const key = addressKey(rule, description, writer);
      const group = groups.get(key) ?? { rule, ports, description, cidrs: new Map<string, string>() };
      group.cidrs.set(writer.identify(cidr), cidr);
      groups.set(key, group);
    }
  }
  return [...groups].flatMap(([key, group]) => shard([...group.cidrs.keys()]).map((ids, index) => {
    const remote = list(ids.sort().map((id) => group.cidrs.get(id)!));
    const { direction, protocol } = group.rule;
    return {
      key: `${key} ${index}`,
      header: direction === Direction.INBOUND
        ? `${protocol} ${remote} any -> $HOME_NET ${group.ports}`
        : `${protocol} $HOME_NET any -> ${remote} ${group.ports}`,
      options: '',
      description: group.description,
    };
  }));
}

function hostRules(fitted: readonly FittedHostRule[], tlsPorts: PortSet, writer: ValueWriter): SuricataRule[] {
  const groups = new Map<string, NamedGroup>();
  for (const rule of fitted) {
    const protocol = tlsPorts.containsSet(rule.ports) ? NamedProtocol.TLS : NamedProtocol.HTTP;
    for (const { pattern, origins } of rule.hosts) {
      const key = `${rule.direction} ${protocol} ${rule.ports} ${pattern}`;
      const before = groups.get(key)?.origins ?? [];
      before.push(...origins);
      groups.set(key, {
        rule: { key, header: `${protocol} $HOME_NET any -> any ${portText(rule, writer)}`, options: ` ${matchHost(pattern, protocol)}` },
        origins: before,
      });
    }
  }
  return [...groups.values()].map(({ rule, origins }) => ({ ...rule, description: describeOrigins(mergeOrigins(origins)) }));
}

/** What prefixes of one rule have in common. */
function addressKey(rule: FittedRule, description: string, writer: ValueWriter): string {
  return [rule.direction, rule.protocol, identifyPorts(rule, writer), rule.family, description].join(' ');
}

function shard(ids: readonly string[]): string[][] {
  const shards = shardsFor(ids.length);
  const placement = placeInShards(ids, shards, PREFIXES_PER_RULE.most);
  const parts = Array.from({ length: shards }, (): string[] => []);
  ids.forEach((id) => parts[placement.get(id)!].push(id));
  return parts.filter((part) => part.length > 0);
}

/** How many rules so many prefixes with the same ports and origins need. */
function shardsFor(prefixes: number): number {
  return prefixes <= PREFIXES_PER_RULE.most ? 1 : Math.ceil(prefixes / PREFIXES_PER_RULE.wanted);
}

/**
 * What rules may need at most, kept up to date as scenarios come: `suricataRules` never makes more, nor longer ones.
 */
export class SuricataRuleBound {
  private readonly prefixes = new Map<string, Set<string>>();
  private readonly names = new Set<string>();
  private ruleCount = 0;
  private length = 0;

  /** Counts the rules of a scenario. */
  add(pooled: PooledRules, tlsPorts: PortSet, writer: ValueWriter): void {
    pooled.rules.forEach((rule) => this.addAddresses(rule, writer));
    hostRules(pooled.hostRules, tlsPorts, writer).filter(({ key }) => !this.names.has(key)).forEach((rule) => {
      this.names.add(rule.key);
      this.count(1, rule.header.length + rule.options.length);
    });
  }

  /** Rules. */
  get rules(): number {
    return this.ruleCount;
  }

  /** Bytes of their text, with a signature id and a description of any length each. */
  get bytes(): number {
    return this.length;
  }

  private addAddresses(rule: FittedRule, writer: ValueWriter): void {
    const header = portText(rule, writer).length;
    for (const { cidr, origins } of rule.peers) {
      const key = addressKey(rule, describeOrigins(origins), writer);
      const ids = this.prefixes.get(key) ?? new Set<string>();
      const before = this.prefixes.has(key) ? shardsFor(ids.size) : 0;
      this.prefixes.set(key, ids);
      if (!ids.has(writer.identify(cidr))) {
        ids.add(writer.identify(cidr));
        this.count(shardsFor(ids.size) - before, header);
        this.length += Buffer.byteLength(cidr) + 1;
      }
    }
  }

  private count(rules: number, header: number): void {
    this.ruleCount += rules;
    this.length += rules * (header + LONGEST_FRAME);
  }
}

/** What stands in a rule beside its prefixes, ports, names and options, at its longest: 140 characters of description, each escaped. */
const LONGEST_FRAME = 2 * 140 + 120;

function portText({ ports, deployTimePorts }: FittedRule | FittedHostRule, writer: ValueWriter): string {
  if (ports.equals(PortSet.ALL)) {
    return 'any';
  }
  return list([
    ...ports.ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)),
    ...deployTimePorts.map((port) => writer.port(port)),
  ]);
}

function identifyPorts({ ports, deployTimePorts }: FittedRule, writer: ValueWriter): string {
  return [`${ports}`, ...deployTimePorts.map((port) => writer.identify(port))].join(',');
}

function list(items: readonly string[]): string {
  return items.length === 1 ? items[0] : `[${items.join(',')}]`;
}
