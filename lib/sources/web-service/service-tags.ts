import { Finding } from '../../catalog/model/finding';
import { PrefixSet } from '../../net';
import { FindingList, quote } from '../findings/finding-list';
import { readPrefixes } from './endpoint-record';
import { FactReader, recordOf } from './fact-reader';
import { readJson } from './read-json';

/**
 * Bounds that no genuine file comes near: the public cloud has about 3,000 tags in 5 million characters.
 *
 * @see https://www.microsoft.com/download/details.aspx?id=56519
 */
export const SERVICE_TAG_LIMITS = { characters: 24 * 2 ** 20, tags: 10_000 } as const;

/**
 * A service tag of Azure: a name for addresses that Microsoft keeps up to date.
 *
 * No endpoint set. A tag says whose the addresses are, and neither which ports are open
 * nor who connects to whom, so that no rule can be made of it alone. It serves to
 * explain an address and to compare published prefixes with.
 */
export interface ServiceTag {
  /** As Azure writes it, such as `AzureActiveDirectory` or `Storage.WestEurope`. */
  readonly name: string;

  /** Number of the last change to this tag. */
  readonly changeNumber: number;

  /** The region that the tag is limited to, where it is. */
  readonly region?: string;

  /** The service that the addresses belong to, where it is named. */
  readonly systemService?: string;

  /** The addresses of the tag. */
  readonly prefixes: PrefixSet;
}

/** What a service tag file says. */
export interface ServiceTags {
  /** As Azure writes it: `Public`, `AzureGovernment`, `China`. Not an instance name of the web service. */
  readonly cloud: string;

  /** Number of the last change to any tag. */
  readonly changeNumber: number;

  /** The tags, in the order of the file. */
  readonly tags: readonly ServiceTag[];
}

/**
 * Reads a service tag file (`ServiceTags_<cloud>_<date>.json`).
 *
 * A tag with anything wrong is left out and named. Never throws, and takes bounded time.
 */
export function readServiceTags(text: string): { readonly serviceTags?: ServiceTags; readonly findings: readonly Finding[] } {
  const findings = new FindingList();
  const json = readJson(text, SERVICE_TAG_LIMITS.characters, findings);
  const serviceTags = json === undefined ? undefined : readDocument(json, findings);
  return { serviceTags, findings: findings.toArray() };
}

function readDocument(json: unknown, findings: FindingList): ServiceTags | undefined {
  const record = recordOf(json);
  const values = record?.get('values');
  if (record === undefined || !Array.isArray(values) || values.length > SERVICE_TAG_LIMITS.tags) {
    findings.error('NotServiceTags', 'the document', `expected at most ${SERVICE_TAG_LIMITS.tags} tags in values, found ${quote(values ?? json)}`);
    return undefined;
  }
  const reader = new FactReader(new Map([...record].filter(([field]) => field !== 'values')), 'the document', findings);
  const cloud = reader.text('cloud');
  const changeNumber = reader.integer('changeNumber');
  reader.noteUnread();
  if (cloud === undefined || changeNumber === undefined) {
    return undefined;
  }
  const tags = values.flatMap((value: unknown, index) => readTag(value, `values[${index}]`, findings) ?? []);
  return { cloud, changeNumber, tags: distinct(tags, findings) };
}

function readTag(value: unknown, position: string, findings: FindingList): ServiceTag | undefined {
  const record = recordOf(value);
  const properties = recordOf(record?.get('properties'));
  const name = record?.get('name');
  const place = typeof name === 'string' && name.length < 80 ? name : position;
  if (typeof name !== 'string' || properties === undefined) {
    findings.error('TagLeftOut', place, 'it has no name or no properties, and nothing of it was read');
    return undefined;
  }
  const reader = new FactReader(properties, place, findings);
  const tag = {
    name,
    changeNumber: reader.integer('changeNumber'),
    region: reader.optionalText('region'),
    systemService: reader.optionalText('systemService'),
    prefixes: PrefixSet.from(readPrefixes(reader, 'addressPrefixes', findings)),
  };
  if (tag.changeNumber === undefined || reader.failed) {
    findings.error('TagLeftOut', place, 'the whole tag is left out, since a part of it could not be read');
    return undefined;
  }
  return { ...tag, changeNumber: tag.changeNumber };
}

/** The tags whose names occur once: of others nobody knows which is meant. */
function distinct(tags: readonly ServiceTag[], findings: FindingList): ServiceTag[] {
  const count = new Map<string, number>();
  tags.forEach(({ name }) => count.set(name, (count.get(name) ?? 0) + 1));
  for (const [name, times] of count) {
    if (times > 1) {
      findings.error('TagLeftOut', name.slice(0, 80), `the tag occurs ${times} times, and which one is meant is not guessed`);
    }
  }
  return tags.filter(({ name }) => count.get(name) === 1);
}
