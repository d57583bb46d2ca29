import { Direction } from '../../net';
import { cloudOption } from '../lookup/cloud-option';
import { classOf, SET_CLASSES } from '../lookup/endpoint-set-class';
import { summaryJson } from '../lookup/endpoint-set-json';
import { renderSummaries } from '../lookup/endpoint-set-text';
import { openCatalog } from '../lookup/open-catalog';
import { CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { wrapText } from '../shell/wrap';

/** Names that the services have today. */
const SERVICE_ALIASES: Readonly<Record<string, string>> = { teams: 'skype', intune: 'mem', onedrive: 'sharepoint' };

/** `list`: the endpoint sets that pass every filter. */
export const list: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const catalog = openCatalog(invocation);
  const direction = args.oneOf('direction', Object.values(Direction));
  const setClass = args.oneOf('class', SET_CLASSES);
  const every = catalog.where({});
  const source = args.oneOf('source', [...new Set(every.map(({ publication }) => publication.source))]);
  const service = args.text('service')?.toLowerCase();
  const area = service === undefined ? undefined : SERVICE_ALIASES[service] ?? service;
  const areas = [...new Set(every.flatMap(({ webService }) => webService?.serviceArea ?? []))].sort();
  if (area !== undefined && !areas.some((each) => each.toLowerCase() === area)) {
    throw args.wrong(`--service ${JSON.stringify(args.text('service'))} is none of ${areas.join(', ')}`);
  }
  const sets = catalog.where({ cloud: cloudOption(args, catalog), direction, source })
    .filter(({ webService }) => area === undefined || webService?.serviceArea.toLowerCase() === area)
    .filter((set) => setClass === undefined || classOf(set) === setClass);
  if (args.flag('json')) {
    printJson(io, { sets: sets.map(summaryJson) });
  } else if (sets.length > 0) {
    io.stdout(wrapText(renderSummaries(sets, catalog, style), io));
  } else {
    io.stderr('m365-endpoints: no endpoint set passes all these filters\n');
  }
  return sets.length > 0 ? ExitCode.OK : ExitCode.FINDINGS;
};
