import { Stack, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { byText } from '../../collections/by-text';
import { IExtraAddresses } from '../../rules/budget/budget';
import { PROVENANCE_KEY, provenanceRecords } from '../../rules/pool/provenance-record';
import { PointDetails, pointRecord, RECORD_KEY, RecordedPool, trafficRecord } from '../../rules/pool/traffic-record';
import { resourceTypeOf } from './rendered-resource';

/** What a stack knows of the enforcement points in it: shared by all copies of this library that an app may have. */
const RECORDED = Symbol.for('cdk-m365-endpoints.recorded');

/** An enforcement point that is recorded, and what it says of itself when the template is written. */
interface Recorded {
  readonly point: Construct & Partial<IExtraAddresses>;
  readonly pool: RecordedPool;
  readonly details: () => Partial<PointDetails>;
}

/** Enforcement points by construct path. */
type RecordedPoints = Map<string, Recorded>;

/** Resources that hold rules or addresses. */
const HOLDERS = [
  'AWS::EC2::SecurityGroup', 'AWS::EC2::PrefixList', 'AWS::WAFv2::IPSet', 'AWS::WAFv2::RuleGroup', 'AWS::NetworkFirewall::RuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroup',
];

/**
 * Writes where the rules of an enforcement point come from, and what they were made from, into the metadata of its
 * template, where no resource is touched.
 *
 * @param details what it restricts, and the filters that are not below it: logical ids, ids, or tokens of those
 */
export function recordProvenance(enforcementPoint: Recorded['point'], pool: RecordedPool, details: Recorded['details'] = () => ({})): void {
  const stack: Stack & { [RECORDED]?: RecordedPoints } = Stack.of(enforcementPoint);
  if (stack[RECORDED] === undefined) {
    const others: unknown = stack.templateOptions.metadata?.[PROVENANCE_KEY];
    const recorded: RecordedPoints = new Map();
    Object.defineProperty(stack, RECORDED, { value: recorded });
    stack.addMetadata(PROVENANCE_KEY, others);
    const lazily = (key: string, get: () => unknown) => (
      Object.defineProperty(stack.templateOptions.metadata, key, { enumerable: true, configurable: true, get })
    );
    lazily(PROVENANCE_KEY, () => recordsOf(recorded, others));
    lazily(RECORD_KEY, () => trafficRecord([...recorded].map(([path, one]) => [path, recordOf(one)])));
  }
  stack[RECORDED]!.set(enforcementPoint.node.path, { point: enforcementPoint, pool, details });
}

function recordsOf(recorded: RecordedPoints, others: unknown): object {
  const records = Object.entries({
    ...(typeof others === 'object' ? others : {}),
    ...Object.fromEntries([...recorded].map(([path, { pool }]) => [path, provenanceRecords(pool.all)])),
  });
  return Object.fromEntries(records.sort(byText(([path]) => path)));
}

function recordOf({ point, pool, details }: Recorded) {
  const { filters = [], ...others } = details();
  const below = point.node.findAll().filter((construct) => HOLDERS.includes(resourceTypeOf(construct) ?? ''));
  const all = [...below.map(logicalIdOf), ...filters].map((filter) => filterText(filter, Stack.of(point)));
  return pointRecord(pool, { filters: all, ...others }, point.extraRules ?? []);
}

/** The logical id of a resource, as a token. */
export function logicalIdOf(resource: IConstruct): string {
  return String(Reflect.get(resource, 'logicalId'));
}

/** A filter as the reader of a template names it: the logical id where it is one of the template, else the value as it is written. */
function filterText(value: string, stack: Stack): string {
  const resolved: unknown = Token.isUnresolved(value) ? stack.resolve(value) : value;
  if (typeof resolved === 'string') return resolved;
  const [[name, argument] = ['', undefined]] = Object.entries(resolved as object) as [string, unknown][];
  if (name === 'Ref' && typeof argument === 'string') return argument;
  if (name === 'Fn::GetAtt' && Array.isArray(argument) && argument[1] === 'GroupId') return String(argument[0]);
  return JSON.stringify(resolved);
}
