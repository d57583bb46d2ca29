import { isNewer } from '../../catalog/model/edition-order';
import { EndpointError, webServiceFailed } from '../../messages/errors';
import { EndpointChange, importWebServiceJson, InstanceVersions } from '../../sources';
import { Invocation } from '../shell/command';
import { BaseContent } from './base-content';
import { Candidate, farAhead, Incoming, isFarAhead } from './candidate';
import { httpUrl, shownUrl } from './network/base-url';
import { ClientProps } from './network/polite-client';
import { WEB_SERVICE_URL, WebServiceClient } from './network/web-service-client';

/** What is newer than `base` on the web service. */
export async function askWebService({ args, io }: Invocation, base: BaseContent, onlyVersions: boolean, props: ClientProps): Promise<Incoming> {
  const baseUrl = httpUrl('M365_ENDPOINTS_URL', io.env.M365_ENDPOINTS_URL || WEB_SERVICE_URL, WEB_SERVICE_URL, args);
  const client = new WebServiceClient(baseUrl, props);
  const versions = await client.versions();
  const wanted = wantedInstances(versions, base, args.texts('instance'), (problem) => args.wrong(problem));
  const known = (instance: string) => base.shown.get(sourceOf(instance));
  const isStuck = (edition: string | undefined) => edition !== undefined && isFarAhead(edition, io.now());
  const candidates: Candidate[] = [];
  const notes: string[] = [];
  for (const { instance, latest } of wanted.filter((each) => isNewer(each.latest, known(each.instance)) || isStuck(known(each.instance)))) {
    const source = sourceOf(instance);
    const newer = { source, before: known(instance), after: latest, findings: [] };
    if (isFarAhead(latest, io.now())) {
      candidates.push({ ...newer, refusal: farAhead(source, latest) });
    } else if (onlyVersions) {
      candidates.push(newer);
    } else {
      const retrieved = io.now().toISOString().slice(0, 10);
      const { edition, findings } = importWebServiceJson(await client.endpoints(instance), { instance, edition: latest, retrieved });
      if (edition === undefined || edition.sets.length === 0) {
        throw webServiceFailed(`${shownUrl(baseUrl)}/endpoints/${instance}`, `its answer holds no endpoint sets (${findings[0]?.message ?? 'it is empty'})`);
      }
      const changes = await changesOf(client, instance, newer.before, notes);
      candidates.push({ ...newer, edition, findings: findings.map((finding) => ({ ...finding, place: `${source}, ${finding.place}` })), changes });
    }
  }
  const others = versions.filter(({ instance }) => known(instance) === undefined && !wanted.some((each) => each.instance === instance));
  return { candidates, notes: [...notes, ...others.map(({ instance }) => `the web service also has ${instance}; --instance ${instance} adds it`)] };
}

/** What changed since the edition that is shown. An update does not depend on it. */
async function changesOf(
  client: WebServiceClient, instance: string, before: string | undefined, notes: string[],
): Promise<readonly EndpointChange[] | undefined> {
  const version = before?.replace(/\D/g, '').padEnd(10, '0');
  if (version?.length !== 10) {
    return undefined;
  }
  try {
    return await client.changes(instance, version);
  } catch (error) {
    if (!(error instanceof EndpointError)) {
      throw error;
    }
    notes.push(`from when additions to ${instance} are used is not known: ${error.message}`);
    return undefined;
  }
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
    names.length > 0 ? names.some((name) => name.toLowerCase() === instance.toLowerCase()) : base.shown.get(sourceOf(instance)) !== undefined
  ));
}

function sourceOf(instance: string): string {
  return `web-service-${instance.toLowerCase()}`;
}
