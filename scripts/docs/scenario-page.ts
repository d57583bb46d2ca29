import { Catalog, Cloud, EndpointNote, EndpointSet, endpointNotes } from '../../lib/catalog';
import { renderCoverageMarkdown } from '../../lib/cli/coverage/render-coverage';
import { RowCoverage, rowCoverage } from '../../lib/cli/coverage/row-coverage';
import { RegistryEntry } from '../../lib/scenarios/registry';
import { DocumentedConstruct } from './construct-source';
import { examplesOf } from './examples';

/** The editions whose rows a page shows: the default ones, and the oldest for rows that have left the page since. */
const CATALOGS = [Catalog.bundled(), Catalog.bundled().edition('2018-10')];

/** The page of one construct. */
export function scenarioPage(entry: RegistryEntry, construct: DocumentedConstruct): string {
  const rows = rowsOf(entry);
  const [title, ...rest] = construct.paragraphs;
  return [
    `<!-- Written by npm run docs; edit lib/scenarios/ instead. -->\n# ${construct.name}`,
    title,
    ...rest,
    construct.see.map((url) => `Published at <${url}>.`).join('\n'),
    ...(rows.length === 0 ? [] : ['## Traffic', `The traffic by row and cloud. \`m365-endpoints show ${rows[0].slug}\` lists every prefix and host.`, renderCoverageMarkdown(rows)]),
    ...(construct.options.length === 0 ? [] : ['## Options', optionTable(construct), ...(entry.create === undefined ? [] : ['Every scenario also takes the [options of all scenarios](README.md#options-of-all-scenarios).'])]),
    ...examplesOf(entry, construct),
    ...caveats(entry),
  ].filter((part) => part !== '').join('\n\n').concat('\n');
}

function rowsOf({ metadata }: RegistryEntry): RowCoverage[] {
  const found = CATALOGS.flatMap((catalog) => {
    const sources = [...new Set(catalog.where({}).filter(({ slug }) => metadata.slugs.includes(slug)).map(({ publication }) => publication.source))];
    return rowCoverage(catalog, sources, Cloud.KNOWN).filter(({ slug }) => metadata.slugs.includes(slug));
  });
  // Of several editions and sources that have a row, the first is shown.
  const shown = new Map<string, string>();
  found.forEach(({ slug, source, edition }) => shown.set(slug, shown.get(slug) ?? `${source} ${edition}`));
  return found.filter(({ slug, source, edition }) => shown.get(slug) === `${source} ${edition}`)
    .filter((row, index, all) => all.findIndex((other) => other.slug === row.slug && other.cloud === row.cloud) === index);
}

function optionTable({ options }: DocumentedConstruct): string {
  return [
    '| Option | Meaning | Default |',
    '|---|---|---|',
    ...options.map(({ name, isRequired, description, defaultValue }) => `| \`${name}\` | ${cell(description)} | ${isRequired ? 'required' : cell(defaultValue)} |`),
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function caveats({ metadata }: RegistryEntry): string[] {
  const sets = metadata.slugs.flatMap((slug): EndpointSet[] => {
    const found = CATALOGS.flatMap((catalog) => Cloud.KNOWN.flatMap((cloud) => catalog.find(slug, cloud) ?? []));
    return found.slice(0, 1).concat(found.slice(1).filter(({ caveats: other }) => other.some((caveat) => !found[0].caveats.includes(caveat))));
  });
  const lines = [...new Set(sets.flatMap((set) => notesOf(set).map(({ label, text }) => (
    `- ${label === 'note' ? '' : `*${label}*: `}${text}${metadata.slugs.length > 1 ? ` (\`${set.slug}\`)` : ''}`
  ))))];
  return lines.length === 0 ? [] : ['## Before you rely on it', lines.join('\n')];
}

/** Its notes, and what decides about its clouds. */
function notesOf(set: EndpointSet): EndpointNote[] {
  return [...endpointNotes(set), ...(set.cloudsReason === undefined ? [] : [{ label: 'clouds', text: set.cloudsReason }])];
}
