import { basisText, Catalog, Cloud, EndpointFlow, EndpointSet, endpointNotes } from '../../catalog';
import { groupBy } from '../../collections/group-by';
import { AddressFamily, PrefixSet } from '../../net';
import { constructNameOf } from '../../scenarios/construct-names';
import { printable, Style } from '../shell/style';
import { derivedPrefixes, flowPrefixes } from './flow-prefixes';
import { optionalFlows } from './optional-flows';
import { portsText } from './ports-text';

/** Where a set was published: `row 23 of additional-endpoints 2025-01`. */
function publicationText({ publication: { source, edition, entry } }: EndpointSet): string {
  return `${entry} of ${source} ${edition}`;
}

/** Sets as lines under a heading for each edition, in columns; flows that only an option admits are marked. */
export function renderSummaries(sets: readonly EndpointSet[], catalog: Catalog, style: Style): string {
  const editions = groupBy(sets, ({ publication: { source, edition } }) => `${source} ${edition}`);
  const blocks = [...editions].map(([heading, members]) => {
    const rows = members.map((set) => [set.publication.entry, set.slug, set.clouds.join(', '), remoteText(set, catalog)]);
    const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
    const lines = rows.map((row, index) => (
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}${members[index].retired === undefined ? '' : style.yellow('  retired')}`
    ));
    return [style.bold(heading), ...lines.map((line) => line.trimEnd())].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** What a set admits, in short: each direction with its ports, and how many prefixes and hosts. */
function remoteText(set: EndpointSet, catalog: Catalog): string {
  const { flows, inexpressible, clouds } = set;
  if (flows.length === 0) {
    return inexpressible.length > 0 ? 'no rule' : '';
  }
  const optional = optionalFlows(set, catalog, clouds[0]);
  const ways = [...groupBy(flows, (flow) => [flow.direction, portsText(flow)].join(' ').trim())]
    .map(([way, those]) => (those.every(({ name }) => optional.includes(name)) ? `${way} (option)` : way));
  const count = (total: number, one: string, many: string) => (total === 0 ? [] : [`${total} ${total === 1 ? one : many}`]);
  const lenders = [...new Set(flows.flatMap(({ prefixesOf }) => prefixesOf))];
  const remote = [
    ...count(flows.reduce((sum, { prefixes }) => sum + prefixes.count(), 0), 'prefix', 'prefixes'),
    ...count(flows.reduce((sum, { hosts }) => sum + hosts.length, 0), 'host', 'hosts'),
    ...lenders.length === 0 ? [] : [`${derivedPrefixes(set, catalog).count()} prefixes of ${lenders.join(', ')}`],
    ...flows.some(({ peersFromApp }) => peersFromApp) ? ['peers that you name'] : [],
  ];
  return [ways.join(' / '), ...remote].join(', ');
}

/** A set with everything that `catalog` knows of it, prefixes that it takes from other sets included. */
export function renderEndpointSet(set: EndpointSet, catalog: Catalog, style: Style): string {
  const { slug, title, clouds, cloudsReason, publication, flows, required, webService, inexpressible, trustedSites } = set;
  const field = (name: string, text: string | undefined) => (text === undefined ? [] : [`  ${style.dim(`${name}:`)} ${printable(text)}`]);
  const construct = constructNameOf(set);
  const optional = optionalFlows(set, catalog, clouds[0]);
  const lines = [
    `${style.bold(slug)}  ${clouds.join(', ')}`,
    `  ${printable(title)}`,
    ...field('published', `${publicationText(set)}, ${publication.url}`),
    ...field('service area', webService && `${webService.serviceArea}, ${webService.category}, ExpressRoute ${webService.expressRoute ? 'yes' : 'no'}`),
    ...field('clouds', cloudsReason),
    ...field('required', required === undefined ? undefined : required ? 'yes' : 'no'),
    ...field('construct', construct),
    ...flows.flatMap((flow) => renderFlow(flow, optional.includes(flow.name), style)
      .concat(flow.prefixesOf.flatMap((lender) => renderLender(lender, catalog, clouds[0])))),
    ...inexpressible.flatMap(({ what, reason }) => field('no rule for', `${what}: ${reason}`)),
    ...trustedSites.length === 0 ? [] : field('trusted sites', trustedSites.join(', ')),
    ...webService?.notes === undefined ? [] : field('remark of Microsoft', webService.notes),
    ...endpointNotes(set).flatMap(({ label, text }) => field(label, text)),
  ];
  return `${lines.join('\n')}\n`;
}

function renderFlow(flow: EndpointFlow, isOption: boolean, style: Style): string[] {
  const { name, direction, prefixes, hosts, peersFromApp } = flow;
  return [
    `  flow ${style.bold(name)}: ${[direction, portsText(flow), basisText(flow)].filter((part) => part !== '').join(', ')}${isOption ? style.yellow(' (option)') : ''}`,
    ...prefixes.toStrings().map((text) => `    ${text}`),
    ...hosts.map((host) => `    ${host}`),
    ...peersFromApp ? ['    peers that you name'] : [],
  ];
}

/** The prefixes that a flow takes from another set. */
function renderLender(slug: string, catalog: Catalog, cloud: Cloud): string[] {
  const prefixes = PrefixSet.union((catalog.find(slug, cloud)?.flows ?? []).map((flow) => flowPrefixes(flow, catalog, cloud)));
  return [`    prefixes of ${slug} (${familiesText(prefixes)}):`, ...prefixes.toStrings().map((prefix) => `      ${prefix}`)];
}

/** `4 IPv4, 3 IPv6`. */
function familiesText(prefixes: PrefixSet): string {
  const counts = Object.values(AddressFamily).map((family) => [family, prefixes.count(family)] as const).filter(([, count]) => count > 0);
  return counts.length === 0 ? 'none' : counts.map(([family, count]) => `${count} ${family}`).join(', ');
}
