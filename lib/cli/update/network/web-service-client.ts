import { EndpointError, webServiceFailed, webServiceThrottled } from '../../../messages/errors';
import { EndpointChange, InstanceVersions, readChanges, readVersions } from '../../../sources';
import { below, shownUrl } from './base-url';
import { Heard, MachineState, readState, remember, statePath } from './machine-state';
import { ask, ClientProps } from './polite-client';

/** The web service itself. */
export const WEB_SERVICE_URL = 'https://endpoints.office.com';

const HOUR = 3_600_000;

/**
 * Asks the web service, politely: with one id per machine, `/version` at most hourly, and never again within the time
 * that status 429 names.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-ip-web-service
 */
export class WebServiceClient {
  private readonly path: string;

  /** What the machine remembers of this web service, by its name without secrets. */
  private readonly key: string;
  private state: MachineState;

  /** @param baseUrl of the web service or a mirror */
  constructor(private readonly baseUrl: URL, private readonly props: ClientProps) {
    this.path = statePath(props.io);
    this.key = shownUrl(baseUrl);
    this.state = readState(this.path);
  }

  /** What `/version` said less than an hour ago, or else what it says now. */
  async versions(): Promise<readonly InstanceVersions[]> {
    const { askedAt, versions } = this.heard;
    const age = this.now - (askedAt ?? -Infinity);
    if (versions !== undefined && age >= 0 && age < HOUR) {
      this.props.progress('the versions were asked less than an hour ago, and are taken from then');
      return this.readVersions(versions);
    }
    const body = await this.ask('/version');
    const instances = this.readVersions(body);
    this.remember({ ...this.heard, askedAt: this.now, versions: body });
    return instances;
  }

  /** The body of `/endpoints/<instance>`, with the sets of Intune, which the web service leaves out unless asked. */
  async endpoints(instance: string): Promise<string> {
    return this.ask(`/endpoints/${encodeURIComponent(instance)}`, { ServiceAreas: 'Common,Exchange,SharePoint,Skype,MEM' });
  }

  /** What changed after a version, with the days from which additions are used; for people, and not to be relied on. */
  async changes(instance: string, version: string): Promise<readonly EndpointChange[]> {
    return readChanges(await this.ask(`/changes/${encodeURIComponent(instance)}/${version}`)).changes;
  }

  private readVersions(body: string): readonly InstanceVersions[] {
    const { instances, findings } = readVersions(body);
    const [error] = findings.filter(({ severity }) => severity === 'error');
    if (error !== undefined || instances.length === 0) {
      throw webServiceFailed(`${this.key}/version`, `its answer names no versions (${error?.message ?? 'it is empty'})`);
    }
    return instances;
  }

  private get now(): number {
    return this.props.io.now().getTime();
  }

  private get heard(): Heard {
    return this.state.heard[this.key] ?? {};
  }

  private remember(heard: Heard): void {
    this.state = remember(this.path, this.state, this.key, heard);
  }

  private async ask(path: string, query: Readonly<Record<string, string>> = {}): Promise<string> {
    const url = below(this.baseUrl, path);
    Object.entries({ ...query, clientrequestid: this.state.clientRequestId }).forEach(([name, value]) => url.searchParams.set(name, value));
    const { notBefore } = this.heard;
    if (notBefore !== undefined && this.now < notBefore) {
      throw webServiceThrottled(shownUrl(url), new Date(notBefore).toISOString());
    }
    return ask(url, {
      accept: 'application/json', problemOf: problemOfJson, failed: webServiceFailed, throttled: (shown, until) => this.throttled(shown, until),
    }, this.props);
  }

  private throttled(shown: string, until: number): EndpointError {
    this.remember({ ...this.heard, notBefore: until });
    return webServiceThrottled(shown, new Date(until).toISOString());
  }
}

function problemOfJson(body: string): string | undefined {
  try {
    JSON.parse(body.replace(/^\uFEFF/, ''));
    return undefined;
  } catch {
    return 'its answer is no complete JSON';
  }
}
