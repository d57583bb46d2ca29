import { byText } from '../../collections/by-text';
import { Rule } from '../model/rule';
import { ScenarioInputs } from '../model/scenario-inputs';
import { PooledRules } from './rule-pool';

/** The key of the record: of the metadata of a CloudFormation template, and of an output of Terraform, since only outputs are in plans and states. */
export const RECORD_KEY = 'cdk-m365-endpoints-record';

/** The version of the record. A reader refuses others. */
export const RECORD_VERSION = 1;

/**
 * What the filters of a document were made from, so that what they should admit can be computed again.
 *
 * It holds inputs alone; see `docs/verification.md`, which describes it.
 */
export interface TrafficRecord {
  readonly version: number;

  /** The version of this library. */
  readonly library: string;

  /** By construct path of the enforcement point. */
  readonly points: Readonly<Record<string, PointRecord>>;
}

/** One enforcement point in a record. */
export interface PointRecord extends PointDetails {
  /** By construct path of the scenario. */
  readonly scenarios: Readonly<Record<string, RecordedScenario>>;

  /** What a budget lets in beside what the scenarios mean. */
  readonly extra?: readonly RecordedExtra[];
}

/** What an enforcement point says of itself. */
export interface PointDetails {
  /** The resources that hold its rules or addresses: logical ids, addresses of Terraform, or ids of what exists elsewhere. */
  readonly filters: readonly string[];

  /** The requests that it restricts, as the reader names them; absent for all. */
  readonly requests?: readonly string[];

  /** Directions and families of which it admits nothing, since it has no local side for them: `inbound ipv6`. */
  readonly unreached?: readonly string[];

  /** Ports of the listeners behind a filter of web requests; absent for 443. */
  readonly webPorts?: readonly number[];
}

/** A scenario in a record. */
export interface RecordedScenario {
  readonly scenario: string;

  /** Absent for rules that no scenario of this library composed. */
  readonly inputs?: ScenarioInputs;

  /** Whether parts that the platform cannot express were left out, as the app asked. */
  readonly leavesOut?: boolean;
}

/** Addresses that a budget admits. */
export interface RecordedExtra {
  readonly direction: string;
  readonly protocol: string;
  readonly ports: string;
  readonly prefixes: readonly string[];
}

/** What is needed of an enforcement point to record it. */
export interface RecordedPool {
  readonly all: readonly PooledRules[];
}

/** An enforcement point as the record has it. */
export function pointRecord(
  { all }: RecordedPool, { filters, requests, unreached, webPorts }: PointDetails, extraRules: readonly Rule[],
): PointRecord {
  return {
    filters: [...new Set(filters)].sort(),
    ...requests === undefined ? {} : { requests },
    ...unreached === undefined ? {} : { unreached },
    ...webPorts === undefined || webPorts.join() === '443' ? {} : { webPorts },
    scenarios: Object.fromEntries(all.map(({ path, ruleSet: { provenance, inputs }, leavesOut = false }) => [
      path, { scenario: provenance.scenario, ...inputs && { inputs }, ...leavesOut ? { leavesOut } : {} },
    ])),
    ...extraRules.length === 0 ? {} : {
      extra: extraRules.map(({ direction, protocol, ports, prefixes }) => ({ direction, protocol, ports: `${ports}`, prefixes: prefixes.toStrings() })),
    },
  };
}

/** The record of a document, in a fixed order. */
export function trafficRecord(points: Iterable<readonly [path: string, point: PointRecord]>): TrafficRecord {
  return { version: RECORD_VERSION, library: libraryVersion(), points: Object.fromEntries([...points].sort(byText(([path]) => path))) };
}

function libraryVersion(): string {
  // Written out and read when first needed, so that bundlers find the file.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { version } = require('../../../package.json') as { readonly version: string };
  return version;
}
