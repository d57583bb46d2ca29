import { reasonOf } from '../../catalog/lock/reason-of';
import { webServiceFailed, webServiceThrottled } from '../../messages/errors';
import { InstanceVersions, readVersions } from '../../sources/web-service/web-service-versions';
import { Io } from '../shell/io';
import { HttpAnswer, httpGet } from './http-get';
import { Heard, MachineState, readState, remember, statePath } from './machine-state';
import { proxyFor } from './proxy';

/** The web service itself. */
export const WEB_SERVICE_URL = 'https://endpoints.office.com';

/** How often one request is tried, the first time included. */
const ATTEMPTS = 4;

/** How long the first wait is at most; each further one is twice as long. */
const FIRST_WAIT = 1000;

/** Longest `Retry-After` that is waited for, other than that of status 429. */
const LONGEST_WAIT = 60_000;

const REDIRECTS = 3;
const HOUR = 3_600_000;

/** A failure that may pass when the request is repeated. */
class PassingFailure extends Error {
  constructor(message: string, readonly retryAfter?: number) {
    super(message);
  }
}

/**
 * Asks the web service, politely: with one id per machine, `/version` at most hourly, and never again within the time
 * that status 429 names.
 *
 * @see https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-ip-web-service
 */
export class WebServiceClient {
  private readonly path: string;
  private state: MachineState;

  /**
   * @param baseUrl of the web service or a mirror
   * @param timeout milliseconds for one request
   * @param progress told before each request and each wait
   */
  constructor(
    private readonly io: Io, private readonly baseUrl: string, private readonly timeout: number, private readonly progress: (text: string) => void,
  ) {
    this.path = statePath(io);
    this.state = readState(this.path);
  }

  /** What `/version` said less than an hour ago, or else what it says now. */
  async versions(): Promise<readonly InstanceVersions[]> {
    const { askedAt, versions } = this.heard;
    const age = this.io.now().getTime() - (askedAt ?? -Infinity);
    if (versions !== undefined && age >= 0 && age < HOUR) {
      this.progress('the versions were asked less than an hour ago, and are taken from then');
      return this.readVersions(versions);
    }
    const body = await this.ask('/version');
    const instances = this.readVersions(body);
    this.state = remember(this.path, this.state, this.baseUrl, { ...this.heard, askedAt: this.io.now().getTime(), versions: body });
    return instances;
  }

  /** The body of `/endpoints/<instance>`. Worldwide is asked for Intune too, which it leaves out otherwise. */
  async endpoints(instance: string): Promise<string> {
    const areas: Readonly<Record<string, string>> = instance === 'Worldwide' ? { ServiceAreas: 'Common,Exchange,SharePoint,Skype,MEM' } : {};
    return this.ask(`/endpoints/${encodeURIComponent(instance)}`, areas);
  }

  private readVersions(body: string): readonly InstanceVersions[] {
    const { instances, findings } = readVersions(body);
    const [error] = findings.filter(({ severity }) => severity === 'error');
    if (error !== undefined || instances.length === 0) {
      throw webServiceFailed(`${this.baseUrl}/version`, `its answer names no versions (${error?.message ?? 'it is empty'})`);
    }
    return instances;
  }

  private get heard(): Heard {
    return this.state.heard[this.baseUrl] ?? {};
  }

  /** The body of an answer that is complete JSON, after as many attempts as it takes. */
  private async ask(path: string, query: Readonly<Record<string, string>> = {}): Promise<string> {
    const url = new URL(`${this.baseUrl.replace(/\/+$/, '')}${path}`);
    const shown = url.href;
    Object.entries({ ...query, clientrequestid: this.state.clientRequestId }).forEach(([name, value]) => url.searchParams.set(name, value));
    this.refuseWithin(shown);
    for (let attempt = 1; ; attempt++) {
      this.progress(`asking ${shown}`);
      try {
        return await this.attempt(url, shown);
      } catch (error) {
        if (!(error instanceof PassingFailure) || attempt === ATTEMPTS) {
          throw error instanceof PassingFailure ? webServiceFailed(shown, `${error.message}, ${ATTEMPTS} times in a row`) : error;
        }
        const wait = error.retryAfter ?? FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + this.io.random() / 2);
        this.progress(`${error.message}; trying again in ${(wait / 1000).toFixed(1)} s`);
        await this.io.sleep(wait);
      }
    }
  }

  private async attempt(url: URL, shown: string): Promise<string> {
    const { status, headers, body } = await this.follow(url, shown);
    if (status === 429) {
      const until = this.io.now().getTime() + (this.retryAfter(headers['retry-after']) ?? HOUR);
      this.state = remember(this.path, this.state, this.baseUrl, { ...this.heard, notBefore: until });
      throw webServiceThrottled(shown, new Date(until).toISOString());
    }
    if (status >= 500) {
      const retryAfter = this.retryAfter(headers['retry-after']);
      throw new PassingFailure(`it answered with status ${status}`, retryAfter !== undefined && retryAfter <= LONGEST_WAIT ? retryAfter : undefined);
    }
    if (status !== 200) {
      throw webServiceFailed(shown, `it answered with status ${status}`);
    }
    try {
      JSON.parse(body);
    } catch {
      throw new PassingFailure('its answer is no complete JSON');
    }
    return body;
  }

  /** The answer, after redirects that stay on the same host. */
  private async follow(url: URL, shown: string): Promise<HttpAnswer> {
    let target = url;
    for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
      const answer = await this.get(target);
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status > 399 || location === undefined) {
        return answer;
      }
      const next = URL.canParse(location, target.href) ? new URL(location, target) : undefined;
      if (next === undefined || next.host !== target.host || next.protocol !== target.protocol) {
        throw webServiceFailed(shown, `it redirects to ${next?.host ?? 'no address'}, and only the same host is followed`);
      }
      target = next;
    }
    throw webServiceFailed(shown, `it redirects more than ${REDIRECTS} times`);
  }

  private async get(url: URL): Promise<HttpAnswer> {
    const proxy = proxyFor(url, this.io.env);
    try {
      return await httpGet(url, { timeout: this.timeout, proxy });
    } catch (error) {
      throw new PassingFailure(reasonOf(error));
    }
  }

  private refuseWithin(shown: string): void {
    const { notBefore } = this.heard;
    const now = this.io.now().getTime();
    if (notBefore !== undefined && now < notBefore) {
      throw webServiceThrottled(shown, new Date(notBefore).toISOString());
    }
  }

  /** The milliseconds of a `Retry-After`, in seconds or as a date. At most a day is believed. */
  private retryAfter(header: string | undefined): number | undefined {
    const text = header?.trim() ?? '';
    const wait = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - this.io.now().getTime();
    return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), 24 * HOUR);
  }
}
