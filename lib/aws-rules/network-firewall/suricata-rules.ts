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
interface ValueWriter {
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
  readonly origins: readonly Origin[];
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
      const key = [rule.direction, rule.protocol, identifyPorts(rule, writer), rule.family, description].join(' ');
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
      groups.set(key, {
        rule: { key, header: `${protocol} $HOME_NET any -> any ${portText(rule, writer)}`, options: ` ${matchHost(pattern, protocol)}` },
        origins: mergeOrigins([...groups.get(key)?.origins ?? [], ...origins]),
      });
    }
  }
  return [...groups.values()].map(({ rule, origins }) => ({ ...rule, description: describeOrigins(origins) }));
}

function shard(ids: readonly string[]): string[][] {
  const shards = ids.length <= PREFIXES_PER_RULE.most ? 1 : Math.ceil(ids.length / PREFIXES_PER_RULE.wanted);
  const placement = placeInShards(ids, shards, PREFIXES_PER_RULE.most);
  return Array.from({ length: shards }, (_, index) => ids.filter((id) => placement.get(id) === index)).filter((part) => part.length > 0);
}

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
