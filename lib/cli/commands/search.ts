import { EndpointSet } from '../../catalog';
import { PrefixSet } from '../../net';
import { cloudOption } from '../lookup/cloud-option';
import { summaryJson } from '../lookup/endpoint-set-json';
import { renderSummaries } from '../lookup/endpoint-set-text';
import { openCatalog } from '../lookup/open-catalog';
import { looksLikeAddress, overlapWith, readQuery } from '../lookup/query';
import { CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { wrapText } from '../shell/wrap';

/** `search`: the endpoint sets that have to do with an address, a prefix, a host, or hold a text. */
export const search: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const catalog = openCatalog(invocation);
  const wanted = args.positionals.join(' ').trim();
  if (wanted === '') {
    throw args.wrong('the text is empty; list shows every set');
  }
  const isHit = predicateOf(wanted);
  const sets = catalog.where({ cloud: cloudOption(args, catalog) }).filter(isHit);
  if (args.flag('json')) {
    printJson(io, { query: wanted, sets: sets.map(summaryJson) });
  } else if (sets.length > 0) {
    io.stdout(wrapText(renderSummaries(sets, catalog, style), io));
  } else {
    io.stderr(`m365-endpoints: no endpoint set has to do with ${JSON.stringify(wanted)}\n`);
  }
  return sets.length > 0 ? ExitCode.OK : ExitCode.FINDINGS;
};

/** Addresses are compared as addresses, names as names, and everything else as text. */
function predicateOf(wanted: string): (set: EndpointSet) => boolean {
  if (looksLikeAddress(wanted)) {
    const query = readQuery(wanted);
    return ({ flows }) => flows.some(({ prefixes }) => overlapWith(query, prefixes, []) !== undefined);
  }
  const text = wanted.toLowerCase();
  const query = /^[^\s/:]+\.[^\s/:]+(:\d+)?$/.test(wanted) ? readQuery(wanted) : undefined;
  return (set) => (
    textsOf(set).some((each) => each.toLowerCase().includes(text))
    || (query !== undefined && overlapWith(query, PrefixSet.EMPTY, [...set.flows.flatMap(({ hosts }) => hosts), ...set.trustedSites]) !== undefined)
  );
}

/** Everything of a set that is text. */
function textsOf({ slug, title, flows, caveats, trustedSites, inexpressible, corrections, retired, webService, publication }: EndpointSet): string[] {
  return [
    slug,
    title,
    publication.entry,
    ...flows.flatMap(({ name, hosts }) => [name, ...hosts.map(String)]),
    ...caveats,
    ...trustedSites.map(String),
    ...inexpressible.flatMap(({ what, reason }) => [what, reason]),
    ...corrections.map(({ reason }) => reason),
    ...retired === undefined ? [] : [retired.successor],
    ...webService === undefined ? [] : [webService.serviceArea, webService.notes ?? ''],
  ];
}
