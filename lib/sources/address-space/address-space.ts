import { ADDRESS_SPACE_SOURCE, AddressSpaceJson, addressSpaceJson } from '../../catalog/editions/address-space';
import { Finding } from '../../catalog/model/finding';
import { Prefix, PrefixSet } from '../../net';
import { FindingList, quote } from '../findings/finding-list';
import { readCsv } from '../web-service/read-csv';
import { isTooLong } from '../web-service/read-json';
import { readServiceTags } from '../web-service/service-tags';

/** Microsoft's page with the list of its public address space. */
const URL = 'https://www.microsoft.com/download/details.aspx?id=53602';

/**
 * Bounds that no genuine list comes near: all of Microsoft's addresses are some hundred prefixes.
 *
 * @see https://www.microsoft.com/download/details.aspx?id=53602
 */
export const ADDRESS_SPACE_LIMITS = { characters: 4 * 2 ** 20 } as const;

/** What became of the lists of an address space. */
export interface ImportedAddressSpace {
  /** The space; absent when any of the lists could not be read in full. */
  readonly addressSpace?: AddressSpaceJson;

  /** What was noticed, errors included; empty when every line was read. */
  readonly findings: readonly Finding[];
}

/**
 * Imports Microsoft's own address space: the union of the lists that it publishes.
 *
 * A list is "Microsoft Public IP Space" (CSV, prefixes in the first column, with or without a heading), a list of one
 * prefix a line, or a service tag file. Whose an address is must not rest on a list that was read in part: anything
 * that cannot be read leaves no result. Never throws on a list.
 *
 * @param texts the lists
 * @param edition the day on which they were published, `YYYY-MM-DD`
 */
export function importAddressSpace(
  texts: readonly string[], { edition, url = URL }: { readonly edition: string; readonly url?: string },
): ImportedAddressSpace {
  const findings = new FindingList();
  const builder = PrefixSet.builder();
  texts.forEach((text, index) => builder.addSet(readList(text, `list ${index + 1}`, findings)));
  const prefixes = builder.build();
  if (prefixes.isEmpty) {
    findings.error('NoPrefixes', 'the lists', 'they hold no prefix');
  }
  const all = findings.toArray();
  return all.some(({ severity }) => severity === 'error')
    ? { findings: all }
    : { addressSpace: addressSpaceJson({ source: ADDRESS_SPACE_SOURCE, edition, url }, prefixes), findings: all };
}

function readList(text: string, place: string, findings: FindingList): PrefixSet {
  if (!/^\uFEFF?\s*\{/.test(text)) {
    return readCsvList(text, place, findings);
  }
  const { serviceTags, findings: found } = readServiceTags(text);
  found.forEach(({ code, severity, place: where, message }) => findings[severity](code, `${place}, ${where}`, message));
  const builder = PrefixSet.builder();
  serviceTags?.tags.forEach(({ prefixes }) => builder.addSet(prefixes));
  return builder.build();
}

function readCsvList(text: string, place: string, findings: FindingList): PrefixSet {
  // The heading gets a name for each column of its own, so that a list without one loses no line.
  const [first = ''] = text.replace(/^\uFEFF/, '').split(/\r?\n/, 1);
  const columns = first.split(',').map((_, index) => `column ${index + 1}`);
  const csv = isTooLong(text, ADDRESS_SPACE_LIMITS.characters, findings) ? undefined : readCsv(`${columns.join(',')}\n${text.replace(/^\uFEFF/, '')}`, findings);
  const prefixes = (csv?.rows ?? []).flatMap(({ cells, line }, index): Prefix[] => {
    const cell = cells.get('column 1')?.trim() ?? '';
    const isHeading = index === 0 && /^[A-Za-z][A-Za-z _-]*$/.test(cell);
    try {
      return isHeading ? [] : [Prefix.parse(cell)];
    } catch {
      findings.error('PrefixInvalid', `${place}, line ${line - 1}`, `${quote(cell)} is not a prefix`);
      return [];
    }
  });
  return PrefixSet.from(prefixes);
}
