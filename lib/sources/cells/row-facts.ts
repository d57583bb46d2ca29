import { PortSet } from '../../net';
import { FindingList } from '../findings/finding-list';
import { RawRow } from '../table/raw-row';
import { AddressGroup, readAddresses } from './read-addresses';
import { HostFact, readHosts } from './read-hosts';
import { readPorts } from './read-ports';
import { repairCell } from './repair-cell';
import { stripMarkup } from './strip-markup';

/** What a row says, in no language: addresses, names and ports, and the text they were read from. */
export interface RowFacts {
  readonly number: number;

  /** All cells, mended and without markup. */
  readonly text: string;

  /** Where its links lead. */
  readonly links: readonly string[];

  /** Every prefix, in the groups that words separate. */
  readonly groups: readonly AddressGroup[];

  /** Every prefix, sorted and once. */
  readonly prefixes: readonly string[];

  readonly hosts: readonly HostFact[];
  readonly tcp: PortSet;
  readonly udp: PortSet;
}

const CELL_NAMES = ['purpose', 'destination'];

/** Reads a row as the page has it; what was mended on the way is noted with its cell where cells are apart. */
export function rowFacts(row: RawRow, findings: FindingList): RowFacts {
  const place = `row ${row.number}`;
  const cells = row.cells.map((cell, index) => {
    const { text, links } = stripMarkup(cell);
    const mended = repairCell(text, cellPlace(place, index, row.cells.length), findings);
    return { links, text: mended.replace(/[\u00a0\u202f]/g, ' ') };
  });
  const text = cells.map((cell) => cell.text).join('\n');
  const { groups, rest } = readAddresses(text, place, findings);
  return {
    number: row.number,
    text,
    links: cells.flatMap((cell) => cell.links),
    groups,
    prefixes: [...new Set(groups.flatMap(({ prefixes }) => prefixes))].sort(),
    hosts: readHosts(rest, place, findings),
    ...readPorts(rest, place, findings),
  };
}

/** A row of a page has purpose, destination and type; a separator inside of the destination makes more cells of it. */
function cellPlace(place: string, index: number, cells: number): string {
  if (cells === 1) {
    return place;
  }
  return `${place}, ${index === cells - 1 && cells > 2 ? 'type' : CELL_NAMES[Math.min(index, 1)]}`;
}
