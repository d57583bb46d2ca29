import { IpGroup } from '@cdktf/provider-azurerm/lib/ip-group';
import { TerraformProvider, Token } from 'cdktf';
import { Construct } from 'constructs';
import { placeInShards } from '../../rules/placement/placement';
import { IP_GROUP_LIMITS } from '../limits/ip-group-limits';

/** Where IP groups are made, and how large. */
export interface IpGroupOptions {
  /** Name of the resource group of the IP groups. */
  readonly resourceGroupName: string;

  /** Azure region. */
  readonly location: string;

  /**
   * Tags of the IP groups.
   *
   * @default - none
   */
  readonly tags?: { [name: string]: string };

  /**
   * Entries that an IP group takes. Four fifths of them are used before there is one group more.
   *
   * @default 5000
   */
  readonly entriesPerGroup?: number;
}

/**
 * IP groups for named lists of addresses: for each name as many as its list needs, called `<name>-1`, `<name>-2`, ….
 *
 * Which group holds an entry depends on the list alone: an entry that comes or goes
 * changes one group, unless it makes one more or one less necessary. Groups that stay
 * keep their resource, with whatever the app did to it.
 *
 * @param holder a construct that holds nothing but IP groups
 * @returns the groups of each name, in order of their numbers
 */
export function renderIpGroups(
  holder: Construct, lists: ReadonlyMap<string, readonly string[]>,
  { entriesPerGroup, ...rest }: IpGroupOptions & { readonly provider?: TerraformProvider },
): Map<string, IpGroup[]> {
  const shards = [...lists].flatMap(([name, entries]) => (
    shardEntries(entries, entriesPerGroup ?? IP_GROUP_LIMITS.entriesPerGroup).map((cidrs, index) => ({ name, id: `${name}-${index + 1}`, cidrs }))
  ));
  const ids = new Set(shards.map(({ id }) => id));
  holder.node.children.filter(({ node }) => !ids.has(node.id)).forEach(({ node }) => holder.node.tryRemoveChild(node.id));
  const groups = new Map<string, IpGroup[]>([...lists.keys()].map((name) => [name, []]));
  for (const { name, id, cidrs } of shards) {
    const group = holder.node.tryFindChild(id) as IpGroup | undefined ?? new IpGroup(holder, id, { ...rest, name: id });
    group.cidrs = cidrs;
    groups.get(name)!.push(group);
  }
  return groups;
}

/** How many groups a list needs. */
export function countShards(
  entries: readonly string[], { entriesPerGroup = IP_GROUP_LIMITS.entriesPerGroup }: Pick<IpGroupOptions, 'entriesPerGroup'>,
): number {
  const deployTime = entries.filter((entry) => Token.isUnresolved(entry)).length;
  const used = Math.max(1, Math.floor(roomBeside(deployTime, entriesPerGroup) * IP_GROUP_LIMITS.fill));
  return Math.max(1, Math.ceil((entries.length - deployTime) / used));
}

/** The places of a group for entries that are written out. */
function roomBeside(deployTime: number, capacity: number): number {
  return Math.max(1, capacity - deployTime);
}

/** Entries in the order given, spread by content. Deploy-time entries have none that is known, and come first of all. */
function shardEntries(entries: readonly string[], capacity: number): string[][] {
  const concrete = entries.filter((entry) => !Token.isUnresolved(entry));
  const deployTime = entries.filter((entry) => Token.isUnresolved(entry));
  const count = countShards(entries, { entriesPerGroup: capacity });
  const placement = placeInShards(concrete, count, roomBeside(deployTime.length, capacity));
  return Array.from({ length: count }, (_, shard) => [
    ...concrete.filter((entry) => placement.get(entry) === shard),
    ...(shard === 0 ? deployTime : []),
  ]).filter((shard) => shard.length > 0);
}
