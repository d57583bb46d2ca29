import { join, resolve } from 'node:path';
import { Catalog, Cloud } from '../../catalog';
import { counted, unknownFlow } from '../../messages/errors';
import { AddressFamily, Direction, PortRange } from '../../net';
import { FlowFilter, FlowList, selectFlows } from '../export/flow-list';
import { hostProblem, mixProblem } from '../export/list-problem';
import { onlyPart, partsOf, renderCsv, renderJson, renderText, renderTfvars } from '../export/render-lists';
import { cloudOption } from '../lookup/cloud-option';
import { openCatalog } from '../lookup/open-catalog';
import { Arguments } from '../shell/arguments';
import { CommandHandler } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { writeAtomically } from '../shell/files';

const FORMATS = ['text', 'csv', 'json', 'tfvars'] as const;
type Format = (typeof FORMATS)[number];

const EXTENSIONS: Readonly<Record<Format, string>> = { text: 'txt', csv: 'csv', json: 'json', tfvars: 'auto.tfvars.json' };

/** `export`: the addresses or names of endpoint sets as lists that firewalls and Terraform read. */
export const exportLists: CommandHandler = async (invocation) => {
  const { args, io } = invocation;
  const catalog = openCatalog(invocation, false);
  const cloud = cloudOption(args, catalog) ?? Cloud.WORLDWIDE;
  const format = args.flag('json') ? 'json' : args.oneOf('format', FORMATS) ?? 'text';
  const filter = filterOf(args);
  const selections = args.positionals.map((slug) => selectFlows(requireFlows(catalog, slug, cloud, filter), catalog, cloud, filter));
  const notes = selections.flatMap(({ lists: { length }, empty, leftOut }, i) => notesOn(args.positionals[i], length, empty, leftOut));
  notes.forEach((note) => io.stderr(`m365-endpoints: ${note}\n`));
  if (selections.some((selection) => selection.lists.length === 0)) {
    return ExitCode.FINDINGS;
  }
  const lists = selections.flatMap((selection) => selection.lists);
  if (format === 'text') {
    requireListable(lists, filter, args);
  }
  const out = args.text('out');
  if (out === undefined) {
    io.stdout(render(format, lists, cloud));
    return ExitCode.OK;
  }
  const parts = lists.flatMap(partsOf);
  const nameOfFile = ({ list, kind }: typeof parts[number]) => `${list.set.slug}.${list.flow}.${kind}.${EXTENSIONS[format]}`;
  writeAtomically(new Map(parts.map((part) => [join(resolve(io.cwd, out), nameOfFile(part)), render(format, [onlyPart(part)], cloud)])));
  io.stdout(parts.map((part) => `${join(out, nameOfFile(part))}  ${counted(part.entries.length, part.kind === 'hosts' ? 'name' : 'prefix')}\n`).join(''));
  return ExitCode.OK;
};

function filterOf(args: Arguments): FlowFilter {
  const port = args.text('port');
  const families = args.texts('family').map((text) => {
    const family = Object.values(AddressFamily).find((each) => each.toLowerCase() === text.toLowerCase());
    if (family === undefined) throw args.wrong(`--family ${JSON.stringify(text)} is neither ipv4 nor ipv6`);
    return family;
  });
  if (args.flag('hosts') && families.length > 0) {
    throw args.wrong('--hosts lists names and --family addresses: give one of them');
  }
  const [tenant, emailDomain] = [args.text('tenant'), args.text('email-domain')];
  return {
    flows: args.texts('flow'),
    direction: args.oneOf('direction', Object.values(Direction)),
    port: port === undefined ? undefined : PortRange.parse(port),
    onlyHosts: args.flag('hosts'),
    families,
    parameters: { ...tenant === undefined ? {} : { tenant }, ...emailDomain === undefined ? {} : { email_domain: emailDomain } },
  };
}

/** What of a set is not in the output, and why: standard output has the list and nothing else. */
function notesOn(slug: string, listed: number, empty: readonly string[], leftOut: readonly string[]): string[] {
  return [
    ...leftOut.length === 0 ? [] : [`${slug}: left out ${leftOut.join(', ')}, which an option of its construct adds; add --flow <name>`],
    ...empty.length === 0 ? [] : [`${slug}: left out ${empty.join(', ')}, which has nothing of the kind asked for, or names no remote side`],
    ...listed > 0 ? [] : [`${slug} has nothing to list with these options, so nothing was written; m365-endpoints show ${slug} tells what is published`],
  ];
}

/** The set, which must have every flow that was asked for. */
function requireFlows(catalog: Catalog, slug: string, cloud: Cloud, { flows }: FlowFilter) {
  const set = catalog.require(slug, cloud);
  const known = set.flows.map(({ name }) => name);
  const unknown = flows.find((flow) => !known.includes(flow));
  if (unknown !== undefined) {
    throw unknownFlow(slug, unknown, known);
  }
  return set;
}

/** Refuses what a list of bare entries would widen or could not say. */
function requireListable(lists: readonly FlowList[], { port }: FlowFilter, args: Arguments): void {
  const mixed = args.text('out') === undefined ? mixProblem(lists, port) : undefined;
  const problem = mixed ?? lists.map(({ hosts }) => hostProblem(hosts)).find((each) => each !== undefined);
  if (problem !== undefined) {
    throw args.wrong(problem);
  }
}

function render(format: Format, lists: readonly FlowList[], cloud: Cloud): string {
  switch (format) {
    case 'text': return renderText(lists);
    case 'csv': return renderCsv(lists, cloud);
    case 'json': return renderJson(lists, cloud);
    case 'tfvars': return renderTfvars(lists);
  }
}
