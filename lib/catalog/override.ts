import { emptyList, noReason, severalFlows, unknownFlow } from '../messages/errors';
import { HostPattern, PortSet, PrefixSet } from '../net';
import { Basis } from './model/basis';
import { Cloud } from './model/cloud';
import { EndpointFlow, EndpointSet } from './model/endpoint-set';

/**
 * Your own values in place of published ones.
 *
 * Each option replaces the published value of one flow in one cloud. The basis of the flow becomes `user`, and the
 * reason is kept with the origin of its rules.
 */
export interface EndpointOverride {
  /** The endpoint set. */
  readonly slug: string;

  /**
   * The cloud whose set is overridden.
   *
   * @default Cloud.WORLDWIDE
   */
  readonly cloud?: Cloud;

  /**
   * The flow of that set.
   *
   * @default - the only flow; an error when the set has several
   */
  readonly flow?: string;

  /**
   * Remote prefixes in CIDR form. They also replace addresses taken from other sets.
   *
   * @default - as published
   */
  readonly prefixes?: string[];

  /**
   * Remote host patterns.
   *
   * @default - as published
   */
  readonly hosts?: string[];

  /**
   * TCP ports, as `443` or `443,50000-59999`.
   *
   * @default - as published
   */
  readonly tcpPorts?: string;

  /**
   * UDP ports, as `3478-3481`.
   *
   * @default - as published
   */
  readonly udpPorts?: string;

  /** Why the published data is not right for this app. */
  readonly reason: string;
}

/**
 * `sets` with `override` applied. A set for several clouds is split, so that the other clouds keep the published values.
 *
 * @throws EndpointError `NoReason`, `EmptyList`, `SeveralFlows`, `UnknownFlow`, or that of the value that cannot be read
 */
export function applyOverride(sets: readonly EndpointSet[], override: EndpointOverride): readonly EndpointSet[] {
  const cloud = override.cloud ?? Cloud.WORLDWIDE;
  return sets.flatMap((set) => {
    if (set.slug !== override.slug || !set.clouds.includes(cloud)) {
      return [set];
    }
    const others = set.clouds.filter((other) => other !== cloud);
    return [...(others.length > 0 ? [{ ...set, clouds: others }] : []), { ...overrideSet(set, override), clouds: [cloud] }];
  });
}

function overrideSet(set: EndpointSet, override: EndpointOverride): EndpointSet {
  if (override.reason.trim() === '') {
    throw noReason(override.slug);
  }
  for (const option of ['prefixes', 'hosts'] as const) {
    if (override[option]?.length === 0) {
      throw emptyList(option, 'give what replaces the published value, or leave the option out');
    }
  }
  const names = set.flows.map((flow) => flow.name);
  if (override.flow === undefined && names.length > 1) {
    throw severalFlows(set.slug, names);
  }
  const name = override.flow ?? names[0];
  if (!names.includes(name)) {
    throw unknownFlow(set.slug, name, names);
  }
  return { ...set, flows: set.flows.map((flow) => (flow.name === name ? overrideFlow(flow, override) : flow)) };
}

function overrideFlow(flow: EndpointFlow, override: EndpointOverride): EndpointFlow {
  return {
    ...flow,
    basis: Basis.USER,
    portsBasis: undefined,
    overrideReason: override.reason,
    prefixes: override.prefixes === undefined ? flow.prefixes : PrefixSet.fromTexts(override.prefixes),
    prefixesOf: override.prefixes === undefined ? flow.prefixesOf : [],
    hosts: override.hosts === undefined ? flow.hosts : override.hosts.map((host) => HostPattern.parse(host)),
    tcpPorts: override.tcpPorts === undefined ? flow.tcpPorts : PortSet.parse(override.tcpPorts),
    udpPorts: override.udpPorts === undefined ? flow.udpPorts : PortSet.parse(override.udpPorts),
  };
}
