import { Catalog, Cloud, EndpointFlow } from '../../catalog';
import { counted, EndpointError } from '../../messages/errors';
import { cover as coverOf, PrefixSet } from '../../net';
import { cloudOption } from '../lookup/cloud-option';
import { flowPrefixes } from '../lookup/flow-prefixes';
import { openCatalog } from '../lookup/open-catalog';
import { portsText } from '../lookup/ports-text';
import { Arguments } from '../shell/arguments';
import { CommandHandler, printJson } from '../shell/command';
import { ExitCode } from '../shell/exit-code';
import { Style } from '../shell/style';

/** What a cover costs for the prefixes of one flow and family, as EC2 counts them. */
interface Answer {
  readonly flow: string;
  readonly direction: string;
  readonly ports: string;
  readonly family: string;

  /** How many prefixes are exact, after lossless merging. */
  readonly exact: number;

  /** How many the cover has; `null` where there is none with so few. */
  readonly covered: number | null;
  readonly extraAddresses: string | null;
  readonly prefixes: readonly string[];
  readonly extra: readonly string[];

  /** Why there is no cover. */
  readonly problem?: string;
}

/** `cover`: what a bound on prefixes would cost in addresses that are not published, for each flow and family of a set. */
export const cover: CommandHandler = async (invocation) => {
  const { args, io, style } = invocation;
  const catalog = openCatalog(invocation);
  const cloud = cloudOption(args, catalog) ?? Cloud.WORLDWIDE;
  const max = maxPrefixes(args);
  const [slug] = args.positionals;
  const answers = catalog.require(slug, cloud).flows.flatMap((flow) => answersFor(flow, catalog, cloud, max));
  if (answers.length === 0) {
    io.stderr(`m365-endpoints: ${slug} publishes no prefixes for ${cloud}, so there is nothing to cover\n`);
    return ExitCode.FINDINGS;
  }
  if (args.flag('json')) {
    printJson(io, { slug, cloud: String(cloud), max, covers: answers });
  } else {
    io.stdout(`${answers.map((answer) => render(answer, max, style)).join('\n\n')}\n`);
  }
  return answers.every(({ covered }) => covered !== null) ? ExitCode.OK : ExitCode.FINDINGS;
};

function maxPrefixes(args: Arguments): number {
  const text = args.text('max');
  if (text === undefined || !/^[1-9]\d{0,5}$/.test(text)) {
    throw args.wrong(text === undefined ? 'missing --max <n>, the most prefixes of each family' : `--max ${JSON.stringify(text)} is not a number from 1 to 999999`);
  }
  return Number(text);
}

function answersFor(flow: EndpointFlow, catalog: Catalog, cloud: Cloud, max: number): Answer[] {
  const published = flowPrefixes(flow, catalog, cloud);
  return published.families().map((family) => {
    const set = published.only(family);
    const about = { flow: flow.name, direction: flow.direction, ports: portsText(flow), family, exact: set.count() };
    return { ...about, ...costOf(set, max) };
  });
}

function costOf(set: PrefixSet, max: number): Omit<Answer, 'flow' | 'direction' | 'ports' | 'family' | 'exact'> {
  try {
    const { prefixes, extra } = coverOf(set, { maxPrefixes: max });
    return { covered: prefixes.length, extraAddresses: String(extra.size()), prefixes: prefixes.map(String), extra: extra.toStrings() };
  } catch (error) {
    if (!(error instanceof EndpointError && error.code === 'CoverTooWide')) {
      throw error;
    }
    return { covered: null, extraAddresses: null, prefixes: [], extra: [], problem: error.message };
  }
}

function render(answer: Answer, max: number, style: Style): string {
  const { flow, direction, ports, family, exact, covered, extraAddresses, prefixes, extra, problem } = answer;
  const heading = `${style.bold(flow)}  ${direction} ${ports}, ${family}: ${counted(exact, 'prefix')} exact`;
  if (covered === null) {
    return `${heading}, and no cover with at most ${max}\n  ${problem}`;
  }
  if (extra.length === 0) {
    return `${heading}, which is within ${max}`;
  }
  const extraSet = PrefixSet.of(...extra);
  const lines = prefixes.map((prefix) => [prefix, extraSet.intersect(PrefixSet.of(prefix)).size()] as const);
  return [
    `${heading}; ${covered} with ${counted(BigInt(extraAddresses!), 'extra address')}`,
    ...lines.map(([prefix, size]) => `  ${prefix}${size === 0n ? '' : style.yellow(`  ${counted(size, 'extra address')}`)}`),
  ].join('\n');
}
