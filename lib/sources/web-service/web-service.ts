import { Cloud } from '../../catalog';
import { EditionJson, editionJson, EndpointSetJson } from '../../catalog/editions/edition-json';
import { Finding } from '../../catalog/model/finding';
import { FindingList, quote } from '../findings/finding-list';
import { readEndpointRecord } from './endpoint-record';
import { FactReader, isId, recordOf } from './fact-reader';
import { CsvRow, readCsv } from './read-csv';
import { isTooLong, readJson } from './read-json';

/**
 * Bounds that no genuine answer comes near: Worldwide has 79 sets in 36,000 characters.
 *
 * @see https://endpoints.office.com/endpoints/Worldwide (checked 2025-12-01)
 */
export const WEB_SERVICE_LIMITS = { characters: 16 * 2 ** 20, sets: 10_000, changes: 100_000 } as const;

/** Until this day the instance Germany was Microsoft Cloud Germany. The sovereign cloud that has the name today came years later. */
const GERMANY_ENDED = '2021-10-29';

/** Columns without which a CSV document would lose what rules are made of. */
const REQUIRED_COLUMNS = ['id', 'serviceArea', 'urls', 'ips', 'tcpPorts', 'udpPorts', 'expressRoute', 'category', 'required'];

/** What the document itself does not say. */
export interface WebServiceImportProps {
  /** Name of the instance, such as `Worldwide`. */
  readonly instance: string;

  /** Key of the edition: the version that `/version` named, or the day the document was published. */
  readonly edition: string;

  /**
   * `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
   *
   * @default - the date at the beginning of `edition`
   */
  readonly published?: string;

  /**
   * The day it was read, `YYYY-MM-DD`.
   *
   * @default - nobody wrote it down
   */
  readonly retrieved?: string;

  /**
   * Only the sets of these service areas.
   *
   * @default - all of them
   */
  readonly serviceAreas?: readonly string[];

  /**
   * Key of the source.
   *
   * @default `web-service-<instance>`
   */
  readonly source?: string;
}

/** What became of a document. */
export interface ImportedEdition {
  /** The sets that could be read; absent when the document as a whole could not. */
  readonly edition?: EditionJson;

  /** What was noticed. With an error among them, something of the document is not in the edition. */
  readonly findings: readonly Finding[];
}

/**
 * Imports the JSON of `/endpoints/<instance>`.
 *
 * Order, spaces and unknown fields do not matter. A set with anything wrong that would
 * change a rule is left out and named; nothing is guessed, and nothing else gets lost.
 * Never throws on the document, and takes bounded time.
 */
export function importWebServiceJson(text: string, props: WebServiceImportProps): ImportedEdition {
  const findings = new FindingList();
  const json = readJson(text, WEB_SERVICE_LIMITS.characters, findings);
  if (json === undefined) {
    return { findings: findings.toArray() };
  }
  if (!Array.isArray(json) || json.length > WEB_SERVICE_LIMITS.sets) {
    findings.error('NotEndpointSets', 'the document', `expected a list of at most ${WEB_SERVICE_LIMITS.sets} endpoint sets, found ${quote(json)}`);
    return { findings: findings.toArray() };
  }
  const records = json.map((value: unknown, index) => ({ record: recordOf(value), position: `[${index}]` }));
  return importRecords(records, props, findings);
}

/** Imports the CSV of `/endpoints/<instance>?Format=CSV`, just like {@link importWebServiceJson} does the JSON. */
export function importWebServiceCsv(text: string, props: WebServiceImportProps): ImportedEdition {
  const findings = new FindingList();
  const csv = isTooLong(text, WEB_SERVICE_LIMITS.characters, findings) ? undefined : readCsv(text, findings);
  if (csv === undefined) {
    return { findings: findings.toArray() };
  }
  const missing = REQUIRED_COLUMNS.filter((column) => !csv.columns.includes(column));
  if (missing.length > 0 || csv.rows.length > WEB_SERVICE_LIMITS.sets) {
    const problem = missing.length > 0 ? `it lacks the column ${missing.join(', ')}` : `it has more than ${WEB_SERVICE_LIMITS.sets} rows`;
    findings.error('NotEndpointSets', 'the document', `${problem}, and nothing was read`);
    return { findings: findings.toArray() };
  }
  return importRecords(csv.rows.map((row) => ({ record: recordOfRow(row), position: `line ${row.line}` })), props, findings);
}

interface PlacedRecord {
  readonly record?: ReadonlyMap<string, unknown>;
  readonly position: string;
}

function importRecords(records: readonly PlacedRecord[], props: WebServiceImportProps, findings: FindingList): ImportedEdition {
  const instance = Cloud.of(props.instance).name;
  const header = headerOf(instance, props);
  if (instance === Cloud.GERMANY.name && header.published <= GERMANY_ENDED) {
    findings.error('CloudRetired', 'the document', `Microsoft Cloud Germany ended on ${GERMANY_ENDED}, and the cloud that is called Germany today is another one; nothing was read`);
    return { findings: findings.toArray() };
  }
  const repeated = repeatedIds(records);
  const sets: EndpointSetJson[] = [];
  for (const { record, position } of records) {
    if (record === undefined) {
      findings.error('SetLeftOut', position, 'it is no object, and nothing of it was read');
      continue;
    }
    const id = record.get('id');
    const reader = new FactReader(record, isId(id) ? `id ${id}` : position, findings);
    if (isId(id) && repeated.has(id)) {
      reader.fail('IdRepeated', 'id', `${id} occurs more than once, and which one is meant is not guessed`);
    }
    const set = readEndpointRecord(reader, instance, findings);
    if (set === undefined) {
      findings.error('SetLeftOut', reader.place, 'the whole set is left out, since a part of it could not be read');
    } else if (props.serviceAreas === undefined || props.serviceAreas.includes(set.serviceArea ?? '')) {
      sets.push(set);
    }
  }
  sets.sort((a, b) => Number(a.id) - Number(b.id));
  return { edition: editionJson(header, sets), findings: findings.toArray() };
}

function headerOf(instance: string, { edition, published, retrieved, serviceAreas, source }: WebServiceImportProps) {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(edition) ?? [];
  const query = serviceAreas === undefined ? '' : `?ServiceAreas=${serviceAreas.join()}`;
  return {
    source: source ?? `web-service-${instance.toLowerCase()}`,
    edition,
    url: `https://endpoints.office.com/endpoints/${instance}${query}`,
    published: published ?? (year === undefined ? edition : `${year}-${month}-${day}`),
    retrieved: retrieved ?? null,
  };
}

/** The ids that occur more than once: nobody knows which of the sets is meant. */
function repeatedIds(records: readonly PlacedRecord[]): ReadonlySet<unknown> {
  const seen = new Set<unknown>();
  const repeated = new Set<unknown>();
  for (const { record } of records) {
    const id = record?.get('id');
    (seen.has(id) ? repeated : seen).add(id);
  }
  return repeated;
}

/** A row of CSV as the record of JSON that it stands for. Cells that stand for nothing else stay text, and are refused later. */
function recordOfRow({ cells }: CsvRow): ReadonlyMap<string, unknown> {
  return new Map([...cells].map(([column, cell]) => [column, jsonOf(column, cell.trim())] as const));
}

function jsonOf(column: string, cell: string): unknown {
  switch (column) {
    case 'id': return /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
    case 'urls':
    case 'ips': return cell === '' ? [] : cell.split(',');
    case 'expressRoute':
    case 'required': return /^(true|false)$/i.test(cell) ? cell.toLowerCase() === 'true' : cell;
    default: return cell;
  }
}
