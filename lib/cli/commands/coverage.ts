import { Cloud } from '../../catalog';
import { renderCoverageMarkdown, renderCoverageText } from '../coverage/render-coverage';
import { rowCoverage } from '../coverage/row-coverage';
import { cloudOption } from '../lookup/cloud-option';
import { openCatalog } from '../lookup/open-catalog';
import { CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { wrapText } from '../shell/wrap';

/** The sources that are tables of rows on a page; `--source` asks for another. */
const PAGES = ['additional-endpoints', 'required-endpoints-training'];

/** `coverage`: what becomes of every published row in every cloud, or why nothing does. */
export const coverage: CommandHandler = async (invocation) => {
  const { args, io } = invocation;
  const catalog = openCatalog(invocation);
  const known = [...new Set(catalog.where({}).map(({ publication }) => publication.source))];
  const source = args.oneOf('source', known);
  const cloud = cloudOption(args, catalog);
  const format = args.oneOf('format', ['text', 'json', 'markdown']) ?? (args.flag('json') ? 'json' : 'text');
  const sources = source === undefined ? PAGES.filter((page) => known.includes(page)) : [source];
  const rows = rowCoverage(catalog, sources, cloud === undefined ? Cloud.KNOWN : [cloud]);
  if (format === 'json') {
    printJson(io, { rows });
  } else {
    io.stdout(format === 'markdown' ? `${renderCoverageMarkdown(rows)}\n` : wrapText(renderCoverageText(rows), io));
  }
  return rows.length > 0 ? ExitCode.OK : ExitCode.FINDINGS;
};
