import { invalidTrafficTest, messageOf } from '../../messages/errors';
import { Direction, HostPattern, PortRange, PortSet, PrefixSet } from '../../net';
import { isObject } from '../document/json-node';
import { AdmittedNames } from '../space/admitted-names';
import { AdmittedSpace } from '../space/admitted-space';
import { NameSet } from '../space/name-set';

/** Traffic to ask about: `from` for what comes in, `to` for what goes out, on one port or range of `tcp` or `udp`. */
export interface TrafficTest {
  /** The address or prefix that inbound traffic comes from. */
  readonly from?: string;

  /** The address, prefix or host name that outbound traffic goes to. */
  readonly to?: string;

  /** A destination port of TCP, or a range as text: `'1-65535'`. */
  readonly tcp?: number | string;
  /** A destination port of UDP, or a range as text. */
  readonly udp?: number | string;
}

/** Traffic that is to be let through, and traffic that is not. */
export interface TrafficTests {
  /** Every filter must let all of it through. */
  readonly allow?: readonly TrafficTest[];
  /** No filter may let any part of it through. */
  readonly deny?: readonly TrafficTest[];
}

/** What a test asks about, as filters know it: by address or by name. */
export interface Traffic {
  /** One line, such as `inbound tcp 443 from 52.159.23.209`. */
  readonly text: string;
  readonly direction: Direction;
  readonly addresses: AdmittedSpace;
  readonly names: AdmittedNames;
}

const KEYS = ['from', 'to', 'tcp', 'udp'];

/** Every test, with whether its traffic is to be let through. @throws EndpointError `InvalidTrafficTest` */
export function parseTrafficTests(tests: unknown): { readonly isAllowed: boolean; readonly traffic: Traffic }[] {
  if (!isObject(tests)) throw invalidTrafficTest('the tests', 'are not an object with the lists allow and deny');
  const unknown = Object.keys(tests).find((key) => !['allow', 'deny', '$schema'].includes(key));
  if (unknown !== undefined) throw invalidTrafficTest(`"${unknown}"`, 'is neither allow nor deny');
  const parsed = (['allow', 'deny'] as const).flatMap((key) => {
    const list = tests[key] ?? [];
    if (!Array.isArray(list)) throw invalidTrafficTest(key, 'is not a list');
    return list.map((test: unknown, i) => ({ isAllowed: key === 'allow', traffic: parseTest(test, `${key}[${i}]`) }));
  });
  if (parsed.length === 0) throw invalidTrafficTest('the tests', 'hold no test, which would always pass');
  return parsed;
}

function parseTest(test: unknown, where: string): Traffic {
  if (!isObject(test)) throw invalidTrafficTest(where, 'is not an object');
  const unknown = Object.keys(test).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw invalidTrafficTest(where, `has a key that is not known, "${unknown}"`);
  const [side, protocol] = [onlyOf(test, ['from', 'to'], where), onlyOf(test, ['tcp', 'udp'], where)];
  const direction = side === 'from' ? Direction.INBOUND : Direction.OUTBOUND;
  const remote = test[side];
  if (typeof remote !== 'string') throw invalidTrafficTest(where, `has "${side}" that is not text`);
  try {
    const ports = PortSet.parse(String(test[protocol])).ranges;
    const name = side === 'to' && !/^[\d.]+(\/\d+)?$|:/.test(remote) ? HostPattern.parse(remote) : undefined;
    const at = (range: PortRange) => ({ direction, protocol, ports: range });
    return {
      text: `${direction} ${protocol} ${ports.join(',')} ${side} ${remote}`,
      direction,
      addresses: AdmittedSpace.of(name === undefined ? ports.map((range) => ({ ...at(range), addresses: PrefixSet.of(prefixOf(remote)) })) : []),
      names: AdmittedNames.of(name === undefined ? [] : ports.map((range) => ({ ...at(range), names: NameSet.of(name) }))),
    };
  } catch (error) {
    throw invalidTrafficTest(where, `is not understood, ${messageOf(error)}`);
  }
}

/** An address stands for itself. */
function prefixOf(text: string): string {
  if (text.includes('/')) return text;
  return `${text}/${text.includes(':') ? 128 : 32}`;
}

function onlyOf<K extends string>(test: Record<string, unknown>, keys: readonly K[], where: string): K {
  const given = keys.filter((key) => test[key] !== undefined);
  if (given.length !== 1) throw invalidTrafficTest(where, `does not have exactly one of ${keys.join(' and ')}`);
  return given[0];
}
