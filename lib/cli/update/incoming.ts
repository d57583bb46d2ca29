import { resolve } from 'node:path';
import { EditionJson, Finding } from '../../catalog';
import { webServiceFailed } from '../../messages/errors';
import { importWebServiceJson } from '../../sources/web-service/web-service';
import { InstanceVersions } from '../../sources/web-service/web-service-versions';
import { Invocation } from '../shell/command';
import { BaseContent, newPages } from './base-content';
import { newEditions } from './merge-editions';
import { readMirroredFiles } from './mirrored-files';
import { isNewer } from './versions';
import { WEB_SERVICE_URL, WebServiceClient } from './web-service-client';

/** A source of which there is something newer; `after` is its new edition. */
export interface NewerEdition {
  readonly source: string;
  readonly before?: string;
  readonly after: string;
}

/** What there is besides the lock. */
export interface Incoming {
  readonly newer: readonly NewerEdition[];

  /** The editions themselves; none where only versions were asked. */
  readonly editions: readonly EditionJson[];
  readonly findings: readonly Finding[];

  /** Remarks for people. */
  readonly notes: readonly string[];
}

/** Most seconds that one request may take. */
const LONGEST_TIMEOUT = 600;

/**
 * What is newer than `base`: in a folder of mirrored files, or on the web service, and in this package.
 *
 * @param onlyVersions whether to ask for versions alone
 * @throws EndpointError about the folder or the web service
 */
export async function readIncoming(invocation: Invocation, base: BaseContent, onlyVersions: boolean): Promise<Incoming> {
  const pages = newPages(base);
  const folder = invocation.args.text('from');
  const { editions, newer, findings, notes } = folder === undefined
    ? await askWebService(invocation, base, onlyVersions)
    : readFolder(invocation, base, folder);
  const all = [...editions, ...pages.filter((page) => !editions.some(({ source, edition }) => source === page.source && edition === page.edition))];
  return { editions: all, newer: [...newer, ...pages.map((page) => newerThan(base, page))], findings, notes };
}

function readFolder({ args, io }: Invocation, base: BaseContent, folder: string): Incoming {
  const documents = readMirroredFiles(resolve(io.cwd, folder), undefined, (problem) => args.wrong(problem));
  const editions = newEditions(base.editions, documents.flatMap(({ edition }) => edition ?? []));
  const used = documents.filter(({ edition }) => edition === undefined || editions.includes(edition));
  return {
    editions,
    newer: editions.map((edition) => newerThan(base, edition)),
    // What the guard says is said once, about everything together.
    findings: used.flatMap(({ file, findings }) => (
      findings.filter((finding) => !('value' in finding)).map((finding) => ({ ...finding, place: `${file}, ${finding.place}` }))
    )),
    notes: [],
  };
}

async function askWebService({ args, io }: Invocation, base: BaseContent, onlyVersions: boolean): Promise<Incoming> {
  const baseUrl = io.env.M365_ENDPOINTS_URL || WEB_SERVICE_URL;
  if (!URL.canParse(baseUrl) || !/^https?:\/\//.test(baseUrl)) {
    throw args.wrong(`M365_ENDPOINTS_URL ${JSON.stringify(baseUrl)} is no URL such as ${WEB_SERVICE_URL}`);
  }
  const timeout = Number(args.text('timeout') ?? 30);
  if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT)) {
    throw args.wrong(`--timeout ${JSON.stringify(args.text('timeout'))} is no number of seconds up to ${LONGEST_TIMEOUT}`);
  }
  const client = new WebServiceClient(io, baseUrl, timeout * 1000, (text) => (io.isTerminal ? io.stderr(`${text}\n`) : undefined));
  const versions = await client.versions();
  const wanted = wantedInstances(versions, base, args.texts('instance'), (problem) => args.wrong(problem));
  const outdated = wanted.filter(({ instance, latest }) => isNewer(latest, shownEdition(base, sourceOf(instance))));
  const others = versions.filter(({ instance }) => (
    shownEdition(base, sourceOf(instance)) === undefined && !wanted.some((each) => each.instance === instance)
  ));
  const editions: EditionJson[] = [];
  const findings: Finding[] = [];
  for (const { instance, latest } of onlyVersions ? [] : outdated) {
    const retrieved = io.now().toISOString().slice(0, 10);
    const result = importWebServiceJson(await client.endpoints(instance), { instance, edition: latest, retrieved });
    if (result.edition === undefined || result.edition.sets.length === 0) {
      throw webServiceFailed(`${baseUrl}/endpoints/${instance}`, `its answer holds no endpoint sets (${result.findings[0]?.message ?? 'it is empty'})`);
    }
    editions.push(result.edition);
    findings.push(...result.findings.map((finding) => ({ ...finding, place: `${instance}, ${finding.place}` })));
  }
  return {
    editions,
    findings,
    newer: outdated.map(({ instance, latest }) => ({ source: sourceOf(instance), before: shownEdition(base, sourceOf(instance)), after: latest })),
    notes: others.map(({ instance }) => `the web service also has ${instance}; --instance ${instance} adds it`),
  };
}

/** The instances to ask for: those named, or those that the lock has. */
function wantedInstances(
  versions: readonly InstanceVersions[], base: BaseContent, names: readonly string[], wrong: (problem: string) => Error,
): InstanceVersions[] {
  const unknown = names.find((name) => !versions.some(({ instance }) => instance.toLowerCase() === name.toLowerCase()));
  if (unknown !== undefined) {
    throw wrong(`--instance ${JSON.stringify(unknown)} is none of ${versions.map(({ instance }) => instance).join(', ')}`);
  }
  return versions.filter(({ instance }) => (
    names.length > 0 ? names.some((name) => name.toLowerCase() === instance.toLowerCase()) : shownEdition(base, sourceOf(instance)) !== undefined
  ));
}

function sourceOf(instance: string): string {
  return `web-service-${instance.toLowerCase()}`;
}

function shownEdition({ shown }: BaseContent, source: string): string | undefined {
  return shown.get(source);
}

function newerThan(base: BaseContent, { source, edition }: EditionJson): NewerEdition {
  return { source, before: shownEdition(base, source), after: edition };
}
