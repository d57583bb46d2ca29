import type { ReportException } from './traffic-report';

/** The key under which output says where its rules come from. */
const KEY = 'cdk-m365-endpoints';

/** What a document records of a scenario. Whoever edits the document can edit the record: it explains, and proves nothing. */
export interface ScenarioRecord {
  /** Its path in the tree of constructs. */
  readonly path: string;
  readonly scenario: string;
  readonly cloud: string;

  /** The endpoint sets it was made from, by slug. */
  readonly slugs: readonly string[];
  readonly exceptions: readonly Omit<ReportException, 'scenario' | 'isExpired'>[];
}

type Json = Readonly<Record<string, unknown>>;

/** The records in a document, wherever its kind keeps them; what has another shape is none. */
export function recordsIn(document: unknown): ScenarioRecord[] {
  return below(document, '', false);
}

function below(value: unknown, path: string, isRecorded: boolean): ScenarioRecord[] {
  if (!isObject(value)) return [];
  if (isRecorded && typeof value.scenario === 'string' && Array.isArray(value.sets)) return [recordOf(value, path)];
  return Object.entries(value).flatMap(([key, inner]) => below(inner, key, isRecorded || key === KEY));
}

function recordOf(record: Json, path: string): ScenarioRecord {
  return {
    path,
    scenario: textOf(record.scenario) ?? '',
    cloud: textOf(record.cloud) ?? '',
    slugs: objectsIn(record.sets).flatMap(({ slug }) => textOf(slug) ?? []),
    exceptions: objectsIn(record.exceptions).map(({ option, peer, reason, owner, until }) => ({
      option: textOf(option) ?? '',
      peer: textOf(peer) ?? '',
      reason: textOf(reason) ?? '',
      ...typeof owner === 'string' && { owner },
      ...typeof until === 'string' && { until },
    })),
  };
}

/** The exceptions that documents give a reason for. */
export function exceptionsOf(records: readonly ScenarioRecord[]): ReportException[] {
  const all = records.flatMap(({ path, exceptions }) => exceptions.map((one): ReportException => ({ scenario: path, ...one })));
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** An exception with whether its last day is before `date`. */
export function expiring(exception: ReportException, date: string | undefined): ReportException {
  return date === undefined || exception.until === undefined ? exception : { ...exception, isExpired: exception.until < date };
}

function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
