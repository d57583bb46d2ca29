import { Token } from 'cdktf';
import { invalidLocalSide } from '../../messages/errors';
import { AddressFamily, Prefix } from '../../net';

/** The side of a rule behind the network security group. */
export interface LocalSide {
  /** For rules of IPv4. A service tag or `*` serves both families unless the other is given. */
  readonly ipv4?: string;

  /** For rules of IPv6. Everything behind the group is meant when neither is given. */
  readonly ipv6?: string;
}

/**
 * What a rule of `family` says of the local side.
 *
 * @returns `undefined` when the local side has no address of that family, so that no rule is needed
 * @throws EndpointError `InvalidLocalSide`
 */
export function localAddress({ ipv4, ipv6 }: LocalSide, family: AddressFamily): string | undefined {
  const given = { [AddressFamily.IPV4]: ipv4, [AddressFamily.IPV6]: ipv6 };
  for (const [wanted, text] of Object.entries(given)) {
    if (text !== undefined && (familyOf(text) ?? wanted) !== wanted) {
      throw invalidLocalSide(text, `an ${wanted} prefix`);
    }
  }
  const other = family === AddressFamily.IPV4 ? ipv6 : ipv4;
  return given[family] ?? (other === undefined ? '*' : isNeutral(other) ? other : undefined);
}

/** The family of a prefix; `undefined` for a token, a service tag or `*`. */
function familyOf(text: string): AddressFamily | undefined {
  if (Token.isUnresolved(text) || isNeutral(text)) {
    return undefined;
  }
  try {
    return (text.includes('/') ? Prefix.parse(text) : Prefix.parseAddress(text)).family;
  } catch (error) {
    throw invalidLocalSide(text, `a prefix, a service tag or * (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Whether `text` stands for addresses of both families: `*` or a service tag. A token does not. */
function isNeutral(text: string): boolean {
  return text === '*' || isServiceTag(text);
}

/** Whether `text` has the form of a service tag, such as `VirtualNetwork` or `Storage.WestEurope`. */
export function isServiceTag(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)?$/.test(text);
}
