import { type Catalog, Cloud } from '../../catalog';
import { publishersIn } from '../../catalog/publishers';
import { EndpointError, inFile } from '../../messages/errors';
import { Direction } from '../../net';
import { type Expectation, type Proof, prove, readDocuments } from '../../verify';
import { cloudOption } from '../lookup/cloud-option';
import { openCatalog } from '../lookup/open-catalog';
import type { Invocation } from '../shell/command';
import type { OpenedDocument } from './open-documents';
import { publishedRules, type PublishedRules } from './published-rules';

/** Filters of documents, compared with what is meant of them. */
export interface Comparison {
  /** What is meant, in words. */
  readonly meant: string;
  readonly proof: Proof;

  /** The same in rules, by `--allows`. */
  readonly published: readonly PublishedRules[];
  readonly catalog: Catalog;
  readonly cloud: Cloud;

  /** The only direction that was compared; both when it is not given. */
  readonly direction?: Direction;
}

/** What to read of the documents: the options `--group` and `--requests`. */
export function scopeOf({ args }: Invocation): { readonly groups?: readonly string[]; readonly requests?: readonly string[] } {
  const [groups, requests] = [args.texts('group'), args.texts('requests')];
  return { ...groups.length === 0 ? {} : { groups }, ...requests.length === 0 ? {} : { requests } };
}

/**
 * Compares documents with what `--allows` says, by the options that go with it.
 *
 * @throws EndpointError as `publishedRules` and `prove` do; one about a document names its file
 */
export function compareDocuments(opened: readonly OpenedDocument[], invocation: Invocation): Comparison {
  const { args, io } = invocation;
  const allows = args.texts('allows');
  const catalog = openCatalog(invocation);
  const cloud = cloudOption(args, catalog) ?? Cloud.WORLDWIDE;
  const direction = args.oneOf('direction', Object.values(Direction));
  const published = allows.map((operand) => publishedRules(operand, catalog, cloud, args));
  const limits = [args.text('family'), direction].filter((limit) => limit !== undefined).map((limit) => `${limit.toLowerCase()} only`);
  const documents = opened.map(({ document }) => document);
  const unasked = allows.length > 0 ? {} : namingFiles(opened, () => everythingIn(documents));
  const proof = namingFiles(opened, () => prove(documents, {
    ...unasked, ...scopeOf(invocation), rules: published.flatMap(({ rules }) => rules), direction, publishersOf: publishersIn(catalog),
  }));
  published.forEach(({ leftOut }, i) => {
    if (leftOut.length === 0) return;
    io.stderr(`m365-endpoints: ${allows[i]} does not mean ${leftOut.join(', ')}, which an option of its construct adds: --allows <slug>/<flow> does\n`);
  });
  return { meant: [...published.map(({ text }) => text), `${cloud}`, ...limits].join(', '), proof, published, catalog, cloud, direction };
}

/** Every filter of documents by name, and every request that one restricts: for a reading without an expectation. */
export function everythingIn(documents: readonly unknown[]): Pick<Expectation, 'groups' | 'requests'> {
  const readings = readDocuments(documents).flatMap(({ groups }) => [...groups.values()]);
  return { groups: readings.map(({ key }) => key), requests: readings.flatMap(({ requests = [] }) => requests.map((one) => one.requests)) };
}

/** Reads documents; an error names the file that it is about. */
export function namingFiles<T>(opened: readonly OpenedDocument[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EndpointError) || error.code === 'InvalidTrafficTest') throw error;
    for (const { name, document } of opened) {
      try {
        readDocuments([document]);
      } catch (cause) {
        throw cause instanceof EndpointError ? inFile(name, cause) : cause;
      }
    }
    throw error;
  }
}
