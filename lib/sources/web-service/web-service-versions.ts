import { Finding } from '../../catalog/model/finding';
import { FindingList, quote } from '../findings/finding-list';
import { FactReader, recordOf } from './fact-reader';
import { readJson } from './read-json';
import { WEB_SERVICE_LIMITS } from './web-service';

const VERSION = /^\d{10}$/;

/** What the web service says about the versions of one instance. */
export interface InstanceVersions {
  /** Name of the instance, such as `Worldwide`. */
  readonly instance: string;

  /** The newest version, `YYYYMMDDNN`. Versions compare as text. */
  readonly latest: string;

  /** Every version, where they were asked for (`AllVersions=true`); empty otherwise. */
  readonly versions: readonly string[];
}

/**
 * Reads `/version` (a list of instances) or `/version/<instance>` (one of them).
 *
 * An instance whose version cannot be read is left out and named. Never throws.
 */
export function readVersions(text: string): { readonly instances: readonly InstanceVersions[]; readonly findings: readonly Finding[] } {
  const findings = new FindingList();
  const json = readJson(text, WEB_SERVICE_LIMITS.characters, findings);
  const instances = json === undefined ? [] : (Array.isArray(json) ? json : [json]).flatMap((value: unknown, index) => {
    const instance = readInstance(value, `[${index}]`, findings);
    return instance === undefined ? [] : [instance];
  });
  return { instances, findings: findings.toArray() };
}

function readInstance(value: unknown, position: string, findings: FindingList): InstanceVersions | undefined {
  const record = recordOf(value);
  if (record === undefined) {
    findings.error('NotVersions', position, `expected an instance and its version, found ${quote(value)}`);
    return undefined;
  }
  const reader = new FactReader(record, position, findings);
  const instance = reader.text('instance');
  const latest = reader.text('latest');
  if (latest !== undefined && !VERSION.test(latest)) {
    reader.fail('VersionInvalid', 'latest', `${quote(latest)} is no version; versions have ten digits, YYYYMMDDNN`);
  }
  const versions = reader.list('versions', 'VersionInvalid', requireVersion);
  reader.noteUnread();
  return reader.failed || instance === undefined || latest === undefined ? undefined : { instance, latest, versions };
}

function requireVersion(text: string): string {
  if (!VERSION.test(text)) {
    throw new Error(`${quote(text)} is no version; versions have ten digits, YYYYMMDDNN`);
  }
  return text;
}
