import { Token } from 'aws-cdk-lib';
import { AddressFamily, Prefix, PrefixSet } from '../../net';
import { isRecord } from '../stack/rendered-resource';

/** An inbound rule as it will stand in a template, inline or as a separate resource. */
export interface IngressProperties {
  readonly IpProtocol: unknown;
  readonly FromPort?: unknown;
  readonly ToPort?: unknown;
  readonly CidrIp?: unknown;
  readonly CidrIpv6?: unknown;
}

export function isIngress(value: unknown): value is IngressProperties {
  return isRecord(value) && 'IpProtocol' in value;
}

/** An inbound rule as warnings show it: `tcp 443 from 0.0.0.0/0`. */
export function describeIngress({ IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6 }: IngressProperties): string {
  const [first, last] = [FromPort, ToPort].map(textOf);
  const ports = first === last ? first : `${first}-${last}`;
  const traffic = IpProtocol === '-1' ? 'all traffic' : ['', '-1'].includes(ports) ? textOf(IpProtocol) : `${textOf(IpProtocol)} ${ports}`;
  return `${traffic} from ${textOf(CidrIp ?? CidrIpv6)}`;
}

/**
 * From more than this share of a family, an opening is for everyone: a sixteenth is a `/4`. No organisation has as much, and
 * all IPv6 addresses in use (`2000::/3`) are more.
 */
const OPEN_SHARE = 16n;

/** How many addresses each family has. */
const FAMILY_SIZE: Readonly<Record<AddressFamily, bigint>> = { [AddressFamily.IPV4]: 2n ** 32n, [AddressFamily.IPV6]: 2n ** 128n };

/**
 * Those of `rules` that together admit more than a sixteenth of all addresses of a family to one port of one protocol.
 *
 * A single rule or many: `0.0.0.0/1` and `128.0.0.0/1` are everyone.
 */
export function openRules(rules: readonly IngressProperties[]): IngressProperties[] {
  const known = rules.flatMap((rule) => addressesOf(rule) ?? []);
  const isLarge = ({ family, prefixes }: KnownRule) => prefixes.size() * OPEN_SHARE * BigInt(known.length) > FAMILY_SIZE[family];
  if (!known.some(isLarge)) {
    return []; // as nearly always: even all of them together are too few
  }
  const open = new Set<IngressProperties>();
  for (const { rule: { IpProtocol, FromPort }, family } of known) {
    const together = known.filter((other) => other.family === family && isFor(other.rule, IpProtocol, FromPort));
    if (PrefixSet.union(together.map(({ prefixes }) => prefixes)).size() * OPEN_SHARE > FAMILY_SIZE[family]) {
      together.forEach(({ rule }) => open.add(rule));
    }
  }
  return [...open];
}

/** A rule whose addresses are known. */
interface KnownRule {
  readonly rule: IngressProperties;
  readonly family: AddressFamily;
  readonly prefixes: PrefixSet;
}

function addressesOf(rule: IngressProperties): KnownRule | undefined {
  const cidr = rule.CidrIp ?? rule.CidrIpv6;
  if (typeof cidr !== 'string' || Token.isUnresolved(cidr)) {
    return undefined;
  }
  const prefixes = readCidr(cidr);
  return prefixes && { rule, family: rule.CidrIp === undefined ? AddressFamily.IPV6 : AddressFamily.IPV4, prefixes };
}

/** A CIDR block as EC2 reads it, which takes host bits for a slip: `1.2.3.4/1` is `0.0.0.0/1`. */
function readCidr(cidr: string): PrefixSet | undefined {
  const prefix = Prefix.find(cidr) ?? Prefix.find(withoutHostBits(cidr));
  return prefix && PrefixSet.from([prefix]);
}

function withoutHostBits(cidr: string): string {
  const [address, length] = cidr.split('/');
  if (address.includes(':')) {
    return `::/${length}`; // as many addresses, though others
  }
  const value = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(length));
  const network = Math.floor(value / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(network / 2 ** shift) % 256).join('.')}/${length}`;
}

/** Whether a rule is for this port of this protocol. A port that is not known is only itself. */
function isFor({ IpProtocol, FromPort, ToPort }: IngressProperties, protocol: unknown, port: unknown): boolean {
  if (IpProtocol === '-1') {
    return true;
  }
  if (IpProtocol !== protocol) {
    return false;
  }
  const bounds = [FromPort, port, ToPort].map(Number);
  return bounds.some(Number.isNaN)
    ? JSON.stringify(FromPort) === JSON.stringify(port)
    : FromPort === -1 || (bounds[0] <= bounds[1] && bounds[1] <= bounds[2]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
