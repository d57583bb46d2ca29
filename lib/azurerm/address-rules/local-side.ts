import { Token, Tokenization } from 'cdktf';
import { emptyList, invalidLocalSide, invalidOption } from '../../messages/errors';
import { AddressFamily, Prefix, PrefixSet } from '../../net';

/** The side of a rule behind the network security group, as an app gives it: one of the texts, the list or the groups. */
export interface LocalSide {
  /** The prop that gives a text, for messages. */
  readonly option: 'destination' | 'source';

  /** For rules of IPv4. A service tag or `*` serves both families unless the other is given. */
  readonly ipv4?: string;

  /** For rules of IPv6. If neither is given, the rule applies to everything behind the group. */
  readonly ipv6?: string;

  /** Prefixes of both families, of which each rule takes those of its family. */
  readonly prefixes?: readonly string[];

  /** Application security groups, which serve both families. */
  readonly groupIds?: readonly string[];
}

/** What a rule says of its local side: prefixes, one service tag, `*`, or application security groups. */
export interface LocalAddress {
  /** No two overlap, which Azure rejects. */
  readonly prefixes: readonly string[];
  readonly groupIds: readonly string[];
}

/** A side without limits. */
export const EVERYTHING: LocalAddress = { prefixes: ['*'], groupIds: [] };

/**
 * What a rule of `family` says of the local side.
 *
 * @returns `undefined` when the local side has no address of that family, so that no rule is needed
 * @throws EndpointError `InvalidLocalSide` or `EmptyList`
 */
export function localAddress(side: LocalSide, family: AddressFamily): LocalAddress | undefined {
  const { option, ipv4, ipv6, prefixes, groupIds } = side;
  const kinds = [ipv4 ?? ipv6, prefixes, groupIds].filter((kind) => kind !== undefined);
  if (kinds.length > 1) {
    throw invalidOption(option, kinds.flat().join(', '), `give ${option} and ${option}Ipv6, or ${option}Prefixes, or ${option}ApplicationSecurityGroupIds`);
  }
  if (groupIds !== undefined) {
    return { prefixes: [], groupIds: requireItems(`${option}ApplicationSecurityGroupIds`, groupIds) };
  }
  if (prefixes !== undefined) {
    const ofFamily = prefixesOf(requireItems(`${option}Prefixes`, prefixes), family);
    return ofFamily.length === 0 ? undefined : { prefixes: ofFamily, groupIds: [] };
  }
  const text = localText(side, family);
  return text === undefined ? undefined : { prefixes: [text], groupIds: [] };
}

function localText({ option, ipv4, ipv6 }: LocalSide, family: AddressFamily): string | undefined {
  const given = { [AddressFamily.IPV4]: ipv4, [AddressFamily.IPV6]: ipv6 };
  for (const [wanted, text] of Object.entries(given)) {
    if (text !== undefined && isApplicationSecurityGroup(text)) {
      throw invalidOption(option, 'the id of an application security group', `give it in ${option}ApplicationSecurityGroupIds`);
    }
    if (text !== undefined && (familyOf(text) ?? wanted) !== wanted) {
      throw invalidLocalSide(text, `an ${wanted} prefix`);
    }
  }
  const other = family === AddressFamily.IPV4 ? ipv6 : ipv4;
  return given[family] ?? (other === undefined ? '*' : isNeutral(other) ? other : undefined);
}

/** Those of a family, minimal and in canonical order; deploy-time ones, which are taken for IPv4, follow. */
function prefixesOf(prefixes: readonly string[], family: AddressFamily): string[] {
  if (Token.isUnresolved(prefixes)) {
    return family === AddressFamily.IPV4 ? [...prefixes] : [];
  }
  const concrete = prefixes.filter((text) => !Token.isUnresolved(text));
  const wrong = concrete.find((text) => isNeutral(text));
  if (wrong !== undefined) {
    throw invalidLocalSide(wrong, 'prefixes, since Azure takes a service tag or * only by itself');
  }
  const ofFamily = concrete.filter((text) => familyOf(text) === family).map((text) => (text.includes('/') ? text : `${Prefix.parseAddress(text)}`));
  const tokens = prefixes.filter((text) => Token.isUnresolved(text));
  return [...PrefixSet.fromTexts(ofFamily).toStrings(), ...family === AddressFamily.IPV4 ? new Set(tokens) : []];
}

function requireItems(option: string, list: readonly string[]): readonly string[] {
  if (list.length === 0) {
    throw emptyList(option, 'name one, or leave the option out');
  }
  return list;
}

/** Whether a text is the id of an application security group, written out or by reference. */
function isApplicationSecurityGroup(text: string): boolean {
  if (!Token.isUnresolved(text)) {
    return /\/applicationSecurityGroups\//i.test(text);
  }
  return Tokenization.reverseString(text).tokens.some((token) => /^azurerm_application_security_group\./.test(`${Reflect.get(token, 'identifier')}`));
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
