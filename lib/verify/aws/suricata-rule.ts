import { Direction, PortRange, PrefixSet } from '../../net';
import { readCidr } from '../document/cidr';
import { JsonNode } from '../document/json-node';
import { Report } from '../document/report';
import { checkSpokenProtocol } from '../document/spoken-protocol';
import type { NameBox } from '../space/admitted-names';
import type { Box } from '../space/box';
import { ALL_PORTS } from '../space/port-map';
import { suricataNames } from './suricata-names';
import { parseSuricata, type SuricataOption, type SuricataText } from './suricata-options';

/** What is admitted by address and by name. */
export interface Admits {
  readonly boxes: readonly Box[];
  readonly names: readonly NameBox[];
}

/** A Suricata rule that was understood. */
export interface SuricataReading extends Admits {
  readonly sid?: string;
}

const HOME = '$HOME_NET';

/** Options that say nothing about what is matched. */
const NOTES = ['msg', 'sid', 'rev', 'metadata', 'reference', 'classtype'];

const EVERYONE = PrefixSet.ALL_IPV4.union(PrefixSet.ALL_IPV6);

/**
 * Reads one Suricata rule; undefined when it says anything that is not understood.
 *
 * Understood are rules that pass TCP or UDP between `$HOME_NET` and addresses, and those
 * that pass TLS or HTTP from `$HOME_NET` to host names, whatever their addresses.
 */
export function readSuricata(line: string, path: string, report: Report): SuricataReading | undefined {
  const rule = parseSuricata(line);
  if (rule === undefined || rule.action !== 'pass' || rule.sourcePort !== 'any') return undefined;
  const direction = directionOf(rule);
  const ports = portsOf(rule.destinationPort);
  const matching = rule.options.filter(({ keyword }) => !NOTES.includes(keyword) && keyword !== 'flow');
  if (direction === undefined || ports === undefined || !rule.options.every(isKnownFlow)) return undefined;
  const remote = direction === Direction.INBOUND ? rule.source : rule.destination;
  const sid = rule.options.find(({ keyword }) => keyword === 'sid')?.value;
  if (rule.protocol === 'tcp' || rule.protocol === 'udp') {
    const addresses = addressesOf(remote, path, report);
    if (addresses === undefined || matching.length > 0) return undefined;
    return { sid, boxes: ports.map((range) => ({ direction, protocol: rule.protocol, ports: range, addresses })), names: [] };
  }
  const names = suricataNames(rule.protocol, matching);
  if (names === undefined || direction === Direction.INBOUND || remote !== 'any') return undefined;
  checkSpokenProtocol(rule.protocol, ports, path, report);
  return { sid, boxes: [], names: ports.map((range) => ({ direction, protocol: 'tcp', ports: range, names })) };
}

function directionOf({ source, destination }: SuricataText): Direction | undefined {
  if ((source === HOME) === (destination === HOME)) return undefined;
  return source === HOME ? Direction.OUTBOUND : Direction.INBOUND;
}

function isKnownFlow({ keyword, value = '' }: SuricataOption): boolean {
  if (keyword !== 'flow') return true;
  const words = value.split(',').map((word) => word.trim());
  return words.includes('to_server') && words.every((word) => ['to_server', 'established'].includes(word));
}

function addressesOf(text: string, path: string, report: Report): PrefixSet | undefined {
  if (text === 'any') return EVERYONE;
  const items = itemsOf(text);
  if (!items.every((item) => /^[\da-f.:/]+$/i.test(item))) return undefined;
  return PrefixSet.union(items.map((item) => readCidr(new JsonNode(item, path), report, true)?.addresses ?? PrefixSet.EMPTY));
}

function portsOf(text: string): PortRange[] | undefined {
  if (text === 'any') return [ALL_PORTS];
  const ranges = itemsOf(text).map((item) => /^(\d{1,5})(?::(\d{1,5}))?$/.exec(item));
  if (ranges.includes(null)) return undefined;
  const bounds = ranges.map((match) => [Number(match![1]), Number(match![2] ?? match![1])]);
  if (bounds.some(([first, last]) => first > last || last > ALL_PORTS.last)) return undefined;
  return bounds.map(([first, last]) => PortRange.of(first, last));
}

function itemsOf(text: string): string[] {
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).split(',') : [text];
}
