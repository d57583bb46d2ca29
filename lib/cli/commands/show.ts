import { unknownSlug } from '../../messages/errors';
import { cloudOption } from '../lookup/cloud-option';
import { endpointSetJson } from '../lookup/endpoint-set-json';
import { renderEndpointSet } from '../lookup/endpoint-set-text';
import { openCatalog } from '../lookup/open-catalog';
import { CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { wrapText } from '../shell/wrap';

/** `show`: everything the catalog knows of the sets with a slug, or with a number of a row or of the web service. */
export const show: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const catalog = openCatalog(invocation);
  const cloud = cloudOption(args, catalog);
  const wanted = args.positionals.join(' ').trim().toLowerCase();
  const every = catalog.where({ cloud, source: args.text('source') });
  const sets = every.filter(({ slug, publication }) => slug === wanted || publication.entry === wanted || publication.entry.split(' ')[1] === wanted);
  if (sets.length === 0) {
    if (cloud !== undefined && args.text('source') === undefined) {
      catalog.require(wanted, cloud);
    }
    throw unknownSlug(wanted, nearest(wanted, every.map(({ slug }) => slug)));
  }
  if (args.flag('json')) {
    printJson(io, { sets: sets.map((set) => endpointSetJson(set, catalog)) });
  } else {
    io.stdout(wrapText(sets.map((set) => renderEndpointSet(set, catalog, style)).join('\n'), io));
  }
  return ExitCode.OK;
};

/** What to try next: slugs that hold a part of what was asked for, or the list. */
function nearest(wanted: string, slugs: readonly string[]): string {
  const parts = wanted.split(/[^a-z0-9]+/).filter((part) => part.length > 3);
  const near = [...new Set(slugs)].filter((slug) => parts.some((part) => slug.includes(part))).slice(0, 5);
  return near.length > 0 ? `did you mean ${near.join(', ')}?` : 'm365-endpoints list names every set';
}
