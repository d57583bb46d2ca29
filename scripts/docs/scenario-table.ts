import { Catalog, Cloud, EndpointSet } from '../../lib/catalog';
import { constructFor, REGISTRY, RegistryEntry } from '../../lib/scenarios/registry';
import { DocumentedConstruct, kebab } from './construct-source';

/** The table of constructs: by row of the page of additional endpoints, then the others. */
export function scenarioTable(constructs: ReadonlyMap<string, DocumentedConstruct>): string {
  const entries = [...REGISTRY].sort((a, b) => firstRow(a) - firstRow(b));
  return [
    '| Construct | Rows | What it makes work | Source of the facts | Options |',
    '|---|---|---|---|---|',
    ...entries.map((entry) => {
      const { paragraphs, options } = constructs.get(entry.name)!;
      return `| [\`${entry.name}\`](${kebab(entry.name)}.md) | ${rowsText(entry)} | ${paragraphs[0].replace(/\.$/, '')} | ${basisText(entry)} | ${options.map(({ name }) => `\`${name}\``).join(', ')} |`;
    }),
  ].join('\n');
}

function firstRow(entry: RegistryEntry): number {
  const rows = setsOf(entry).filter(({ publication }) => publication.source === 'additional-endpoints').map(rowOf);
  return rows.length > 0 ? Math.min(...rows) : 100 + Math.min(99, ...setsOf(entry).map(rowOf));
}

function rowOf({ publication }: EndpointSet): number {
  return Number(publication.entry.split(' ')[1]);
}

function rowsText(entry: RegistryEntry): string {
  if (entry.metadata.takesWebService) {
    return 'web service';
  }
  const sets = setsOf(entry);
  const page = [...new Set(sets.filter(({ publication }) => publication.source === 'additional-endpoints').map(rowOf))].sort((a, b) => a - b);
  const training = [...new Set(sets.filter(({ publication }) => publication.source === 'required-endpoints-training').map(rowOf))].sort((a, b) => a - b);
  return [...(page.length > 0 ? [spans(page)] : []), ...(training.length > 0 && page.length === 0 ? [`training ${spans(training)}`] : [])].join(', ');
}

/** `1, 3–5`. */
function spans(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last !== undefined && last[1] === number - 1) {
      last[1] = number;
    } else {
      parts.push([number, number]);
    }
  }
  return parts.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

function basisText(entry: RegistryEntry): string {
  if (entry.metadata.takesWebService) {
    return 'stated';
  }
  if (entry.create === undefined) {
    return 'stated; no network rule';
  }
  const flows = setsOf(entry).flatMap((set) => set.flows);
  return [...new Set(flows.map(({ basis }) => basis))].join(', ');
}

function setsOf(entry: RegistryEntry): EndpointSet[] {
  return Catalog.bundled().where({})
    .filter((set) => set.clouds.some((cloud) => Cloud.KNOWN.includes(cloud)))
    .filter((set) => constructFor(set)?.name === entry.name && entry.metadata.slugs.includes(set.slug));
}
